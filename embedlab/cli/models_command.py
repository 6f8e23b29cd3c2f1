"""``embedlab models``."""

import json
from typing import Any

from embedlab.cli.output import write
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import catalog, source_of
from embedlab.models.engines.choose import chosen
from embedlab.models.settings import read_settings
from embedlab.models.store import Store


def list_models(*, as_json: bool) -> None:
    """Print the catalog, as one JSON array or as a table."""
    settings = read_settings()
    store = Store(settings.home)
    engine = ":".join(chosen(settings))
    rows = [_row(card, store, engine) for card in catalog().values()]
    if as_json:
        write(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        here = "here" if row["available"] else row["source"]
        write(f"{row['id']:<36} {row['family']:<17} {row['bytes'] / 1e6:>6.0f} MB  {row['licence']:<16} {here}")


def _row(card: ModelCard, store: Store, engine: str) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "year": card.year,
        "family": card.family,
        "axes": card.axes.model_dump(),
        "choose_when": card.choose_when,
        "bytes": card.bytes,
        "licence": card.licence,
        "source": source_of(card),
        # A formula has nothing that could be in the store.
        "available": card.has_weights and store.is_ready(card),
        "engine": engine if card.is_transformer else "numpy:cpu",
    }
