"""The first screen of lesson 7: the ranks of all texts by every family, and beside them the text that is followed."""

from collections.abc import Mapping
from time import monotonic
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.figures.bump import bump_chart
from embedlab.lessons.every_family.examples import colour_family, short_name
from embedlab.lessons.every_family.export import text_rows
from embedlab.lessons.every_family.found import draw_again, find_families, find_rest
from embedlab.lessons.every_family.inputs import DOCUMENT, KEYS, choose_baseline, choose_rankers
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.view_followed import followed_html, ranks_html
from embedlab.lessons.every_family.view_texts import choose_texts
from embedlab.lessons.every_family.view_vote_class import draw_way_to_vote
from embedlab.numbers_text import whole
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.unread_texts import say_unread_search
from embedlab.ui.search_panel import choose_search
from embedlab.ui.stage import aside, hero
from embedlab.ui.teacher import control

_EVERY: Final = 0.3
"""Seconds between two figures while rankings come in. The first rankings are told in words alone: a browser that mounts
a figure has no time for them, and when all have answered by then it is mounted once."""
_HEIGHT, _FEW = 344, 12
"""In pixels, with so many texts or fewer: figure and sentence end on a screen of 800."""


def choose() -> Families | None:
    """Draw search and rankers, and find what is known; None when there is nothing to search."""
    chosen: list[tuple[str, ...]] = []
    search = choose_search(KEYS.slug, lambda: chosen.append(choose_rankers()), choose_texts)
    if search is None:
        return None
    if not chosen[0]:
        problem_box("No ranker is chosen. Press Families and choose one.")
        return None
    return find_families(search, chosen[0])


def draw(families: Families, guess: Guess) -> None:
    """Draw the ranks, at once of those that are known and then of each that answers, and the followed text."""
    with hero("The rank of each text", lambda: choose_baseline(families.rankers)):
        draw_way_to_vote()
        # The figure of many texts is taller than a screen: how far it is would stand below where nobody sees it.
        above = st.container() if len(families.search.texts) > _FEW else None
        # No st.empty() yet, which would clear the last figure: it stays, dimmed, until there is one to take its place.
        place = st.container()
        with above or st.container():
            firsts, said = st.container(key=KEYS("first")).empty(), st.empty()
        families, slot = _stream(families, guess, place, firsts, said)
        if not families.results:
            note("The ranks are drawn as soon as a model is here.")
        else:
            with (slot or place.empty()).container():
                _draw_ranks(families, guess, KEYS("ranks"))
            guess.finding(firsts_sentence(families))
            _draw_notes(families)
    with aside("The text you follow"):
        _draw_followed(families, guess)


def _stream(
    before: Families, guess: Guess, place: DeltaGenerator, firsts: DeltaGenerator, said: DeltaGenerator
) -> tuple[Families, DeltaGenerator | None]:
    """Rank by those that have not answered yet, each result on the screen when it is there.

    Returns what is known then, and where in ``place`` figures stand; None when none was drawn.
    """
    drawn, shown = monotonic(), 0
    slot: DeltaGenerator | None = None
    families = before

    def follow(ranker: str, done: int, count: int) -> None:
        text = f"{len(families.results)} of {len(families.rankers)} have answered. {name_of(ranker)} reads the texts"
        said.caption(f"{text}: {whole(done)} of {whole(count)}." if done else f"{text} …")

    for families in find_rest(before, follow):
        firsts.caption(so_far_sentence(families))
        if monotonic() - drawn > _EVERY:
            shown, drawn = shown + 1, monotonic()
            slot = slot or place.empty()
            with slot.container():
                _draw_ranks(families, guess, KEYS(f"ranks-{shown}"))
    firsts.empty()
    said.empty()
    if len(families.results) > len(before.results):
        draw_again(families)
    return families, slot


def so_far_sentence(families: Families) -> str:
    """What stands first by each ranker that has answered."""
    told = [
        f"{short_name(ranker)} text {' and '.join(str(text + 1) for text in tied[:2])}{' …' if len(tied) > 2 else ''}"
        for ranker, tied in families.firsts.items()
    ]
    return f"First so far: {', '.join(told)}." if told else ""


def _draw_ranks(families: Families, guess: Guess, key: str) -> None:
    search = families.search
    kinds = [document.kind for document in search.documents]
    named = kinds if guess.open and set(kinds) != {"other"} else None
    marked = families.document if guess.open or families.document != search.answering else None
    names = [short_name(ranker) for ranker in families.results]
    short = [f"text {number}" for number in range(1, len(kinds) + 1)]
    colours = list(map(colour_family, families.results))
    figure = bump_chart(names, families.ranks, search.texts, named, marked, names=short, families=colours)
    tall = _HEIGHT if len(kinds) <= _FEW else None
    chart(figure, key, select=True, height=tall, on_choose=DOCUMENT.point_at)


def firsts_sentence(families: Families) -> str:
    """How many texts share the first rank, and where the one that answers stands."""
    leading = families.firsts
    if not leading:
        return "No ranker tells these texts apart: each gives all of them one score."
    count, firsts = len(leading), {text for tied in leading.values() for text in tied}
    same = "the same text" if count > 1 else "1 text"
    different = same if len(firsts) == 1 else f"{len(firsts)} different texts"
    told = f"{count} ranker{'' if count == 1 else 's'} put{'s' if count == 1 else ''} {different} first."
    if (answer := families.search.answering) is None:
        return told
    ranks = {ranker: families.rank_of(ranker, answer) for ranker in leading}
    first = [short_name(ranker) for ranker, rank in ranks.items() if rank == 1]
    last = max(ranks, key=ranks.__getitem__)
    if ranks[last] == 1:
        return f"{told} It is the answer." if len(firsts) == 1 else f"{told} The answer is among the first of each."
    by = f"{', '.join(first[:-1])} and {first[-1]}" if len(first) > 1 else first[0] if first else "none of them"
    return f"{told} The answer is first by {by}, and as low as rank {ranks[last]} by {short_name(last)}."


def _draw_notes(families: Families) -> None:
    said: dict[str, list[str]] = {}
    for ranker, result in families.results.items():
        if result.note:
            said.setdefault(result.note, []).append(short_name(ranker))
    for text, names in said.items():
        note(f"{', '.join(names)}: {text}")
    if told := ties_sentence(families):
        st.caption(told)
    say_unread_search(families.search, dict.fromkeys(families.results, families.options), families.document)


def ties_sentence(families: Families) -> str:
    """Which rankers give several texts one score; empty when none does."""
    tied = {ranker: sum(map(len, result.ranking.ties)) for ranker, result in families.results.items()}
    told = [f"{short_name(ranker)} {count} texts" for ranker, count in tied.items() if count]
    return f"Equal scores share a rank: {', '.join(told)}." if told else ""


def _draw_followed(families: Families, guess: Guess) -> None:
    with control("document"):
        DOCUMENT.draw("Text to follow (or click a mark)", families.search.texts, families.document, labelled=False)
    st.html(followed_html(families.search, families.document))
    if not families.results:
        return
    if not guess.open and families.document == families.search.answering:
        guess.finding("")
        return
    shown: Mapping[str, int] = {ranker: families.rank_of(ranker, families.document) for ranker in families.results}
    st.html(ranks_html(families, shown))
    offer("Ranks of the text", lambda: text_rows(families))
