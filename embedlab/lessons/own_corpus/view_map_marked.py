"""What stands beside the map: its groups, two searches, near-duplicates or outliers, and what of it is marked."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from embedlab.figures.corpus_map import Marked, styles_of
from embedlab.lessons.own_corpus.found_map import find_hits, ready_set_ups
from embedlab.lessons.own_corpus.inputs_map import Look, choose_least, choose_map_search
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_map import (
    Coloured,
    alike_rows,
    alone_rows,
    groups_alike,
    hits_sentence,
    stand_alone,
)
from embedlab.limits import MAP_LISTED, QUERY_CHARS
from embedlab.numbers_text import counted, fine_percent, signed, whole
from embedlab.studies.corpus.map_record import CorpusMap
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.ui.exports import offer
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Markup, table

_GROUPS, _ALONE, _EACH = 12, 20, 3
"""Groups of near-duplicates and outliers that are listed, and texts of a group."""
_MARKED: Final = 300
"""Near-duplicates that are marked on the map at most."""
_SNIPPET: Final = 110
_TERMS: Final = 6
"""Words of a cluster in the list."""


def draw_beside(
    chosen: Chosen, corpus: OpenCorpus, found: CorpusMap, shown: Coloured, look: Look, *, clusters: bool
) -> tuple[list[Marked], bool]:
    """Draw what is looked at; return what is marked on the map, and whether all others are paler for it."""
    if look == "search":
        return _draw_search(chosen, corpus), True
    if look == "alike":
        return _draw_alike(corpus, found), True
    if look == "alone":
        return _draw_alone(corpus, found), True
    _draw_groups(corpus, found, shown, clusters=clusters)
    return [], False


def _draw_groups(corpus: OpenCorpus, found: CorpusMap, shown: Coloured, *, clusters: bool) -> None:
    names = (
        [", ".join(terms[:_TERMS]) or "no words of their own" for terms in found.facts.terms]
        if clusters
        else shown.names
    )
    rows = [
        [Markup(f"{style.key} {escape(snippet(name))}"), whole(size)]
        for style, name, size in zip(styles_of(shown.names), names, shown.sizes, strict=True)
    ]
    if left := corpus.count - sum(shown.sizes):
        rows.append(["○ other values", whole(left)])
    table(
        "Groups on the map",
        ("words that set it apart" if clusters else "value", "texts"),
        rows,
        style="matrix",
        named=False,
    )


def _draw_search(chosen: Chosen, corpus: OpenCorpus) -> list[Marked]:
    offered = ready_set_ups(corpus)
    first = next((each.text for each in corpus.questions if len(each.text) <= QUERY_CHARS), "")
    query, set_ups = choose_map_search(offered, first)
    if not query:
        note("Type a query to see where on the map its results are.")
        return []
    hits = find_hits(corpus, query, set_ups)
    names = {each: SetUp.parse(each).name for each in hits}
    if len(hits) == 2:
        st.caption(hits_sentence(list(names.values()), list(hits.values())))
    marked = []
    for set_up, rows in hits.items():
        texts = corpus.texts(rows)
        marked.append(Marked(names[set_up], tuple(rows), tuple(texts)))
        listed = [[str(place), snippet(text)] for place, text in enumerate(texts, start=1)]
        table(f"Found by {names[set_up]}", ("", names[set_up]), listed, style="matrix", named=False)
    offer(f"Search results on the map of {chosen.name}", partial(_hit_rows, corpus, hits, names))
    return marked


def _hit_rows(corpus: OpenCorpus, hits: dict[str, list[int]], names: dict[str, str]) -> list[dict[str, object]]:
    return [
        {"set_up": names[set_up], "rank": rank, "id": corpus.ids[int(corpus.document_of[row])], "text": text}
        for set_up, rows in hits.items()
        for rank, (row, text) in enumerate(zip(rows, corpus.texts(rows), strict=True), start=1)
    ]


def _draw_alike(corpus: OpenCorpus, found: CorpusMap) -> list[Marked]:
    least = choose_least()
    groups = groups_alike(found, least)
    if not groups:
        note(f"No two texts have a cosine of {signed(least)} or more.")
        return []
    st.caption(alike_sentence(found, groups, least))
    rows: list[list[object]] = []
    for number, group in enumerate(groups[:_GROUPS], start=1):
        texts = corpus.texts(group[:_EACH])
        more = [f"and {counted(len(group) - _EACH, 'more text')}"] if len(group) > _EACH else []
        lines = "<br>".join(f"<small>{escape(line)}</small>" for line in [*map(snippet, texts), *more])
        rows.append([str(number), Markup(lines), whole(len(group))])
    table("Near-duplicates", ("", "how the texts begin", "texts"), rows, style="matrix", named=False)
    offer("Near-duplicates", lambda: alike_rows(corpus, groups[:MAP_LISTED]))
    marked = [row for group in groups for row in group][:_MARKED]
    return [Marked("near-duplicates", tuple(marked), tuple(corpus.texts(marked)))]


def alike_sentence(found: CorpusMap, groups: Sequence[Sequence[int]], least: float) -> str:
    """How many texts say nearly the same."""
    held = sum(map(len, groups))
    exact = len(found) - int(found.same.max(initial=-1)) - 1
    return (
        f"{counted(len(groups), 'group')} with {whole(held)} texts, {fine_percent(held / len(found))} of all, "
        f"linked by cosines of {signed(least)} or more; {counted(exact, 'text')} repeat another letter by letter."
        + (f" The {whole(_MARKED)} of the largest groups are marked." if held > _MARKED else "")
    )


def _draw_alone(corpus: OpenCorpus, found: CorpusMap) -> list[Marked]:
    alone = stand_alone(found, _ALONE)
    if not found.graph.rows.shape[1]:
        note("There is one text: it has no neighbour to be far from.")
        return []
    rows = [row for row, _ in alone]
    texts, nearest = corpus.texts(rows), corpus.texts(found.graph.rows[rows, 0].tolist())
    st.caption(
        "Texts far from their nearest ones: the mean of 1 − cosine over the ten nearest, from 0 (the same) up to 2. "
        "Often another language, a broken text, or something that nothing else here is about."
    )
    cells: list[list[object]] = [
        [signed(apart), Markup(f"{escape(snippet(text))}<br><small>nearest: {escape(snippet(near))}</small>")]
        for (_, apart), text, near in zip(alone, texts, nearest, strict=True)
    ]
    table("Outliers", ("apart", "text"), cells, style="matrix")
    offer("Outliers", lambda: alone_rows(corpus, found, MAP_LISTED))
    return [Marked("outliers", tuple(rows), tuple(texts))]


def snippet(text: str) -> str:
    """How a text begins, in one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SNIPPET else f"{flat[:_SNIPPET].rsplit(' ', 1)[0]} …"
