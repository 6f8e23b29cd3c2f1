"""What lesson 7 finds out before and while it draws: the rankings, shipped, remembered or new."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import streamlit as st

from embedlab.compute.ranking import rank
from embedlab.lessons.every_family.examples import OPTIONS, fastest_first
from embedlab.lessons.every_family.inputs import KEYS, chosen_baseline, chosen_document
from embedlab.lessons.every_family.study import Families
from embedlab.studies.live_ranks import live_scores
from embedlab.studies.rank.ranker import followed
from embedlab.studies.searches import Result, Search
from embedlab.studies.shipped_ranks import load_scores
from embedlab.ui.search_panel import find_results

_RAN = "el-every-family-ran"


def find_families(search: Search, rankers: tuple[str, ...]) -> Families:
    """Everything that is known without work: what ships, and what somebody has asked for before."""
    results: dict[str, Result] = {}
    for ranker in rankers:
        entry = load_scores(KEYS.slug, search.collection, ranker, OPTIONS) if search.shipped else None
        if entry is None and live_scores.holds(ranker, search.query, search.texts, OPTIONS):
            entry = live_scores(ranker, search.query, search.texts, OPTIONS)
        if entry is not None:
            results[ranker] = Result(ranker, entry[0], rank(entry[0]), entry[1])
    return Families(search, OPTIONS, rankers, results, chosen_baseline(rankers), chosen_document(search))


def find_rest(families: Families, follow: Callable[[str, int, int], None]) -> Iterator[Families]:
    """Rank by those that have not answered, the fastest first, and give what is known after each.

    ``follow`` is told the ranker, the texts that it has read and all there are, and draws that. So Streamlit has a
    place to end the run when the visitor has changed the query or left: nobody waits for what comes then.
    """
    for ranker in fastest_first([name for name in families.rankers if name not in families.results]):
        with followed(partial(follow, ranker)):
            found = find_results(KEYS.slug, families.search, [ranker], families.options)
        if found:
            known = {**families.results, ranker: found[0]}
            families = replace(families, results={name: known[name] for name in families.rankers if name in known})
            yield families


def draw_again(families: Families) -> None:
    """Begin the run anew, once for each search, when it has found rankings that its first parts were drawn without."""
    ran = (families.search, families.rankers, tuple(families.results))
    if st.session_state.get(_RAN) != ran:
        st.session_state[_RAN] = ran
        st.rerun()
