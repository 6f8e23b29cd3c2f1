"""What the lessons on search share: query and documents of the visitor's, their rankings, and why each score."""

from collections.abc import Callable, Sequence

import streamlit as st

from embedlab.compute.ranking import rank
from embedlab.content.collections import load_collections
from embedlab.errors import EmbedLabError
from embedlab.limits import DOCUMENTS, QUERY_CHARS
from embedlab.numbers_text import signed
from embedlab.studies.live_ranks import explain, live_scores
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import Result, Search, as_lines, cards_behind, name_of, read_search
from embedlab.studies.shipped_ranks import Entry, load_scores
from embedlab.ui.lesson_page import EXAMPLE_RESULT, last_result
from embedlab.ui.model_access import is_here, ready
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.own_text import own_text
from embedlab.ui.panels.why import parts_table
from embedlab.ui.stage import say_of_last_result
from embedlab.ui.state import Keys, shareable_text
from embedlab.ui.teacher import control


def choose_search(
    lesson: str, more: Callable[[], None] | None = None, other: Callable[[int], None] | None = None
) -> Search | None:
    """Draw preset, query and documents, and ``more`` beside them; say below them what cannot be used.

    ``other`` draws another way to the documents than typing, given the number of the example.
    None when nothing can be searched and a last result stands on the page; without one, the example as it came.
    """
    collections = {collection.name: collection for collection in load_collections(lesson)}
    keys = Keys(lesson)
    widths = [3, 5, 2] if more is None else [3, 5, 2, 1.7]
    left, middle, right, *last = st.columns(widths, gap="small", vertical_alignment="bottom")
    with left, control("preset"):
        name = st.selectbox("Example", list(collections), **keys.bound("example"))
    number = list(collections).index(name)
    with middle, control("query"):
        # A key for each example: going to another one and back finds the typed text again.
        bound = keys.bound(f"query-{number}")
        query = st.text_input("Query", collections[name].query, max_chars=QUERY_CHARS, **bound) or ""
    with right, control("documents"), st.popover("Documents", icon=":material/edit_note:", width="stretch"):
        lines = st.container()
        if other is not None:
            lines, from_file = st.tabs(["Lines", "From a file or table"])
            with from_file:
                other(number)
        with lines:
            st.caption(
                f"One document a line, at most {DOCUMENTS}. Begin a line with *question:*, *answer:* or *other:* "
                "to colour it."
            )
            typed = shareable_text("Documents", keys(f"documents-{number}"), as_lines(collections[name]), height=380)
    if more is not None:
        with last[0]:
            more()
    shipped = {bound["key"]: collections[name].query, keys(f"documents-{number}"): as_lines(collections[name])}
    search, problems = read_search(collections[name], query, typed)
    for problem in problems:
        problem_box(problem)
    own_text(name, shipped, key=keys("example"))
    if search is None and last_result(lesson) is None:
        say_of_last_result(EXAMPLE_RESULT)
        return Search(name, collections[name].query, collections[name].docs, shipped=True)
    return search


def find_results(lesson: str, search: Search, models: Sequence[str], options: RankOptions) -> list[Result]:
    """Rank the documents by every model that can answer; a model that cannot says so and is left out."""
    results = []
    for model in models:
        try:
            entry = _scores(lesson, search, model, options)
        except EmbedLabError as error:
            problem_box(str(error))
            continue
        if entry is not None:
            results.append(Result(model, entry[0], rank(entry[0]), entry[1]))
    return results


def _scores(lesson: str, search: Search, model: str, options: RankOptions) -> Entry | None:
    if search.shipped and (shipped := load_scores(lesson, search.collection, model, options)) is not None:
        return shipped
    if not all(ready(card) for card in cards_behind(model, options) if not is_here(card)):
        return None
    return live_scores(model, search.query, search.texts, options)


def why_panel(search: Search, result: Result, options: RankOptions, document: int) -> None:
    """Draw what one score is made of, down to terms that add up, or say that it does not split."""
    if not all(is_here(card) for card in cards_behind(result.model, options)):
        st.caption("Taken apart as soon as the model is here.")
        return
    try:
        parts = explain(result.model, search.query, search.texts, options, document)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    name, score = name_of(result.model), float(result.scores[document])
    if not parts:
        split = "shares nothing with the query" if score == 0 else "does not split into parts"
        st.caption(f"{name}: {signed(score, 3)}. This score {split}.")
        return
    parts_table([part.name for part in parts], [part.value for part in parts], score, f"score by {name}")
