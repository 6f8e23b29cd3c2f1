"""Two scores of the text that is followed, each as a table whose parts add up to it."""

import streamlit as st

from embedlab.lessons.every_family.inputs_scores import choose_score
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.view_differ_pair import what_sentence
from embedlab.studies.searches import name_of
from embedlab.studies.word_parts import is_one_piece
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.search_panel import why_panel


def draw_scores(families: Families) -> None:
    """Draw two scores beside each other; at first by the rankers that put the text highest and lowest."""
    if not families.results:
        note("No ranker can answer yet; wait for the models.")
        return
    for number, column in enumerate(st.columns(2, gap="medium")):
        with column:
            ranker = choose_score(families, number)
            subheading(score_sentence(families, ranker))
            why_panel(families.search, families.results[ranker], families.options, families.document)
            if is_one_piece(ranker):
                st.caption("What each word does to it is measured below: *Which tokens made this score?*")
            else:
                st.caption(what_sentence(ranker))


def score_sentence(families: Families, ranker: str) -> str:
    """Which text, whose score, and the rank that it gives."""
    rank, count = families.rank_of(ranker, families.document), len(families.search.texts)
    return f"Text {families.document + 1} by {name_of(ranker)}: rank {rank} of {count}"
