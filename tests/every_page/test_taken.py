"""What is taken away is what is shown: every control of every page is moved, and everything taken before and after.

Controls and parts are found on the page, so a new one is moved too.
"""

import json
import math
from collections.abc import Iterator
from typing import Any

import pytest

from tests.every_page import READY
from tests.kit.pages.moves import MovedPage, Taken
from tests.kit.pages.screen import all_parts

OF_NO_LESSON = ("why", "check", "read")
FIRST, PARTS = "first screen", "parts"
SCREENS = [(slug, what, "") for slug in READY for what in (FIRST, PARTS)] + [
    ("static_or_contextual", PARTS, tool)
    for tool in ("An unseen word", "Analogy", "Odd one out", "An axis of your own")
]
"""A page, what of it is moved, and the tool that is chosen in one of its parts."""

PRESSED = {
    "unsupervised_or_supervised": (
        "steps", "temperature", "batch", "rate", "dropout", "seed", "corpus", "method", "probes-dictionary", "epochs",
        "dimension", "window", "least", "margin", "labelled-steps", "labelled-batch", "labelled-temperature",
        "labelled-rate", "labelled-seed",
    ),
    "symmetric_or_asymmetric": ("measure",),
    "fine_tuning": ("most-pairs", "epochs-adapter", "rate-adapter", "temperature", "hard", "seed", "own-seed"),
}  # fmt: skip
"""Controls that wait for a button: Train, or Run."""
ELSEWHERE = {
    "static_or_contextual": ("seed",),  # of UMAP alone, which takes long to compile
    "dense_or_sparse": ("rankers",),  # of no effect while all rankers are shown
}
FOLLOWING = {"uses": ("likes-judged-", "likes-list")}
"""Controls, by how their names begin, that stand there as others were moved: the thumbs of the texts that a list has
now. ``tests/lessons/uses/test_page_likes.py`` presses them."""
LAST = ("selectbox", "text_input", "text_area")
REPLACING = ("example", "word", "tool", "batch-pairs", "corpus")
"""Kinds of control that may take the place of others on a page, and controls that do: moved when all else was."""


PLACED = (
    "points", "pairs", "ranks", "rankings", "fusion", "models", "prefix-order", "stages", "term-flow", "pair", "kinds",
    "occurrences", "attention", "moved", "nearest", "sizes", "cost-map", "cost-quality", "doubles-strips",
)  # fmt: skip
"""Figures whose coordinates are places of the drawing, and no numbers of their own; their labels tell the numbers."""
PLACED_BY_TABLE = ("room-built-", "room-axis-")
"""The same of figures that there is one of for each table of words: how their keys begin."""


@pytest.fixture(scope="module")
def of_first_screen() -> dict[str, set[str]]:
    """The controls of the first screen of each page, as far as it was looked at."""
    return {}


def moved_in_turn(page: MovedPage, known: set[str]) -> Iterator[str]:
    """The keys of the controls of a part, in the order to move them, as long as they are drawn."""
    mine = {key: widget for key, widget in page.controls.items() if key not in known}
    for key in sorted(mine, key=lambda key: (key.endswith(REPLACING), mine[key].type in LAST)):
        if key in page.controls and len(getattr(page.controls[key], "options", "ab")) > 1:  # one option is no choice
            yield key


@pytest.mark.parametrize(("slug", "what", "tool"), SCREENS, ids=["-".join(filter(None, each)) for each in SCREENS])
def test_every_control_has_an_effect_and_what_is_taken_away_follows_it(
    slug: str, what: str, tool: str, of_first_screen: dict[str, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    if slug not in of_first_screen:
        of_first_screen[slug] = set(MovedPage(slug, monkeypatch).controls)
    parts = () if what == FIRST else ("static-room",) if tool else [p for p in all_parts(slug) if p not in OF_NO_LESSON]
    page = MovedPage(slug, monkeypatch, parts, **({"tool": tool} if tool else {}))
    first = set() if what == FIRST else of_first_screen[slug]
    before = page.take()
    assert not not_taken(page, before), "these figures show numbers that no table has"
    idle = []
    for key in moved_in_turn(page, first):
        name = key.removeprefix("el-").removeprefix(f"{slug}-")
        if name in ELSEWHERE.get(slug, ()) or name.startswith(FOLLOWING.get(slug, ("none",))):
            continue
        figures, drawn = text_of(page.figures), page.drawn()
        page.move(key)
        if name not in PRESSED.get(slug, ()) and (figures, drawn) == (text_of(page.figures), page.drawn()):
            after = page.take()
            idle += [name] if after == before else []
            before = after
    assert not idle, "nothing that is drawn or taken away follows these controls"
    shown, taken = dict(page.figures), page.take()
    page.draw_all()
    anew = page.take()
    assert {key: text_of(figure) for key, figure in shown.items() if key in page.figures} == {
        key: text_of(figure) for key, figure in page.figures.items()
    }, "a figure does not follow a control"
    assert taken == anew, "what is taken away is not what is drawn"


def text_of(figure: Any) -> str:
    """A figure as text, in which a number that is none equals itself."""
    return json.dumps(figure, sort_keys=True, default=str)


def not_taken(page: MovedPage, taken: Taken) -> list[str]:
    """The figures of which more than one number in six is in no table: some marks stand beside an axis, not on it."""
    known = taken.numbers()
    names = {key.removeprefix(f"{page.slug}-"): figure for key, figure in page.figures.items()}
    shown = {
        name: list(numbers_of(figure))
        for name, figure in names.items()
        if name not in PLACED and not name.startswith(PLACED_BY_TABLE)
    }
    near = (0.0, 1e-4, -1e-4)
    return [
        name
        for name, all_of in shown.items()
        if sum(not any(round(number + by, 4) in known for by in near) for number in all_of) > len(all_of) / 6
    ]


def numbers_of(figure: Any) -> Iterator[float]:
    """What a figure draws that is no whole number: where marks stand, and the values of cells."""
    left = [trace.get(axis) for trace in figure["data"] for axis in ("x", "y", "z")]
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += value
        elif isinstance(value, float) and math.isfinite(value) and value != int(value):
            yield value
