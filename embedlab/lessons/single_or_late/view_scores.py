"""What each score of lesson 5 is made of, and the one matrix read both ways."""

import streamlit as st

from embedlab.lessons.single_or_late.study import Late, TokenMatrix
from embedlab.numbers_text import signed, whole
from embedlab.studies.rank import RankOptions
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.why import parts_table
from embedlab.ui.search_panel import why_panel


def draw_scores(late: Late) -> None:
    """Draw what every ranker's score of the document is made of."""
    subheading(f"Document {late.document + 1}")
    tabs = st.tabs([late.models.names[model] for model in late.results]) if late.results else []
    for tab, (model, result) in zip(tabs, late.results.items(), strict=True):
        with tab:
            if model == late.models.shown and late.matrix:
                parts = late.matrix.parts()
                parts_table([p.name for p in parts], [p.value for p in parts], late.matrix.scored.score, "MaxSim")
            else:
                why_panel(late.search, result, RankOptions(), late.document)


def draw_readings(late: Late) -> None:
    """Draw the identity of the two readings of the matrix."""
    if late.matrix is None:
        note("Drawn as soon as the model is here.")
        return
    finding(readings_sentence(late.matrix))


def readings_sentence(matrix: TokenMatrix) -> str:
    """The same matrix read both ways, with the identity."""
    read = matrix.readings
    return (
        f"Mean of all {whole(matrix.cells)} cells: {signed(read.mean_of_cells, 4)}. Dot product of the two mean "
        f"vectors: {signed(read.dot_of_means, 4)}. The same number by two ways. Sum of the row maxima: "
        f"{signed(read.sum_of_maxima)}."
    )
