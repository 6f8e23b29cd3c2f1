"""A model's card as lines of name and value, and all cards as a table: what is shown, exported and compared."""

import math
from collections.abc import Sequence
from typing import Final

from embedlab.content.axes import load_axes
from embedlab.lessons.models.study import QUANTITIES, Census, QuantityName
from embedlab.models.cards import FolderSource, HubSource, ModelCard, TableSource, WheelSource
from embedlab.models.catalog import source_of
from embedlab.models.runtime.model_runtime import State
from embedlab.numbers_text import in_bytes, quantity, signed, whole
from embedlab.studies.rows import Rows

STATE_WORDS: Final[dict[State, str]] = {"loaded": "in memory", "stored": "on this disk", "absent": "not fetched"}
FORMULA: Final = "a formula, always there"
DASH: Final = "–"
HUB: Final = "model hub"


def state_words(card: ModelCard, states: dict[str, State]) -> str:
    """Where a model is now."""
    return STATE_WORDS[states[card.id]] if card.id in states else FORMULA


def short_lines(card: ModelCard) -> list[tuple[str, str]]:
    """The lines of a card that a first look needs."""
    sizes = [f"{quantity(card.parameters)} parameters"] if card.parameters else []
    sizes += [f"{in_bytes(card.bytes)} on the disk"] if card.bytes else []
    return [
        ("Choose it", card.choose_when or DASH),
        ("Trained on", card.trained_on),
        ("Objective", card.objective),
        ("Size", ", ".join(sizes) or "no weights"),
        ("Vector", vector_words(card)),
        ("Licence", card.licence),
    ]


def all_lines(card: ModelCard) -> list[tuple[str, str]]:
    """Every line of a card but the paper, the sources and the scores."""
    lines = [
        ("Id", card.id),
        ("Year", str(card.year)),
        ("Family", card.family),
        *((axis.page.title, str(getattr(card.axes, axis.field)).replace("-", " ")) for axis in load_axes()),
        *short_lines(card),
        ("Layers", whole(card.layers) if card.layers else DASH),
        ("Longest text", f"{whole(card.max_tokens)} tokens" if card.max_tokens else "no limit of its own"),
        ("Pooling", "none" if card.pooling == "none" else card.pooling),
        ("Prompt of a query", card.prompts.query or DASH),
        ("Prompt of a document", card.prompts.document or DASH),
        ("Authors", card.authors),
        ("Paper", f"{card.paper.authors}: {card.paper.title} ({card.paper.year}), {card.paper.url}"),
    ]
    return [*lines, ("Note", card.note)] if card.note else lines


def vector_words(card: ModelCard) -> str:
    """What a model makes of a text, in words."""
    if card.head == "pair":
        return "none: one score for a query and a text"
    if not card.dimension:
        return "counted over the texts at hand"
    if card.family == "sparse":
        return f"up to {whole(card.dimension)} weights, each a word piece"
    each = " for each token" if card.axes.interaction == "late-interaction" else ""
    return f"{whole(card.dimension)} numbers{each}"


def source_lines(card: ModelCard) -> list[tuple[str, str, str]]:
    """Where the files come from, in the order in which they are asked for: kind, place, and what they are held to."""
    lines: list[tuple[str, str, str]] = []
    for source in card.sources:
        if isinstance(source, WheelSource):
            lines += [(f"wheel {file.wheel}", file.path, f"sha256 {file.sha256}") for file in source.files]
        elif isinstance(source, HubSource):
            revision = f"revision {source.revision}" if source.revision else "locked to a commit at the first fetch"
            lines.append((HUB, source.repo, revision))
        elif isinstance(source, TableSource):
            lines.append(("address", source.url, f"md5 {source.md5}"))
        elif isinstance(source, FolderSource):
            lines.append(("folder", source.path, f"stamp {source.stamp[:16]}"))
        else:
            lines += [("ships with EmbedLab", file.path, f"sha256 {file.sha256}") for file in source.files]
    return lines


def score_lines(card: ModelCard) -> list[tuple[str, str, str]]:
    """What a model that was trained here reaches: name, value, and what is measured."""
    scores = card.training.scores if card.training else ()
    return [(each.name, _score(each.value), each.measure) for each in scores]


def _score(value: float) -> str:
    return signed(value, 3) if value < 100 else whole(value)


def model_rows(census: Census, cards: Sequence[ModelCard]) -> Rows:
    """A row for each model, with every size as it was asked for."""
    return [
        {
            "id": card.id,
            "name": card.name,
            "family": card.family,
            "year": card.year,
            **{axis.field: getattr(card.axes, axis.field) for axis in load_axes()},
            "tokens_of_a_text": census.tokens,
            **{name: _value(card, name, census.tokens) for name in QUANTITIES},
            "parameters_used_by_a_text": _used(card, census.tokens),
            "dimension": card.dimension or "",
            "licence": card.licence,
            "source": source_of(card),
            "state": census.states.get(card.id, "formula"),
        }
        for card in cards
    ]


def _value(card: ModelCard, name: QuantityName, tokens: int) -> int | str:
    value = QUANTITIES[name].whole(card, tokens)
    return int(value) if math.isfinite(value) else ""


def _used(card: ModelCard, tokens: int) -> int | str:
    used = QUANTITIES["parameters"].used
    value = used(card, tokens) if used else math.nan
    return int(value) if math.isfinite(value) else ""


def sorted_rows(rows: Rows, by: str, *, down: bool) -> Rows:
    """Rows by one column; those without a value come last either way."""
    known = sorted((row for row in rows if row[by] != ""), key=lambda row: _order(row[by]), reverse=down)
    return [*known, *(row for row in rows if row[by] == "")]


def _order(value: object) -> tuple[int, str]:
    # A column holds numbers or words, never both.
    return (value, "") if isinstance(value, int) else (0, str(value).casefold())
