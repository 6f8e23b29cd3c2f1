"""What can be taken away from the page of the models."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.lessons.models.facts import SMALL, TABLE
from embedlab.lessons.models.study import Census, listed_models, touched
from embedlab.lessons.models.study_rows import all_lines, model_rows, source_lines
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows


def tables(census: Census) -> Mapping[str, Callable[[], Rows]]:
    """Return what can be exported: all models, and the chosen card."""
    return {
        "Models": partial(model_rows, census, listed_models()),
        "Sizes": partial(size_rows, census),
        "Card": partial(card_rows, census.chosen),
    }


def size_rows(census: Census) -> Rows:
    """The dots of the figure, row by row."""
    return [
        {"id": each.id, "quantity": census.quantity, "tokens": census.tokens, "used_by_a_text": used, "whole": whole}
        for each, used, whole in census.sizes
    ]


def card_rows(chosen: ModelCard) -> Rows:
    """A card line by line, its sources last."""
    lines = [{"id": chosen.id, "line": name, "value": value} for name, value in all_lines(chosen)]
    return [
        *lines,
        *({"id": chosen.id, "line": kind, "value": f"{place} {held}"} for kind, place, held in source_lines(chosen)),
    ]


def notebook(census: Census) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: a public model, the text's length, and what the page counts."""
    return {
        "model": public_name(SMALL),
        "tokens": census.tokens,
        "page": {
            "used": int(touched(card(SMALL), census.tokens)),
            "table_used": int(touched(card(TABLE), census.tokens)),
        },
    }
