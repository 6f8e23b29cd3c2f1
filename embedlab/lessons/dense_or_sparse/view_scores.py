"""Two scores of the document that is looked at, each as a table whose parts add up."""

import streamlit as st

from embedlab.lessons.dense_or_sparse.examples import CROSS, RANKERS, RERANK, RRF, SPARSE, SUM
from embedlab.lessons.dense_or_sparse.inputs import choose_score
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.why import parts_table
from embedlab.ui.search_panel import why_panel


def draw_scores(board: Board) -> None:
    """Draw two scores beside each other; at first by counted words and by learned ones."""
    names = [name for name in (*board.results, RRF, SUM, RERANK) if name in board.columns]
    if not names:
        note("No ranker can answer yet; wait for the models.")
        return
    subheading(f"Document {board.document + 1}")
    for place, column in enumerate(st.columns(2, gap="medium")):
        with column:
            wanted = ("bm25", SPARSE)[place]
            first = wanted if wanted in names else names[min(place, len(names) - 1)]
            _draw_score(board, choose_score(place + 1, names, first))


def _draw_score(board: Board, name: str) -> None:
    if name == RERANK:
        note(f"{CROSS} reads query and document together and gives one number: there is nothing to add up.")
    elif name in (SUM, RRF):
        fusion = board.fused if name == RRF else board.mixed
        if fusion is not None:
            parts = fusion.parts[board.document]
            score = float(fusion.scores[board.document])
            parts_table([p.name for p in parts], [p.value for p in parts], score, f"score by {RANKERS[name]}")
    else:
        why_panel(board.search, board.results[name], board.settings.own(name), board.document)
