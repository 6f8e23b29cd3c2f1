"""The parts of lesson 5 after the play: facts for its texts, explanations, exports."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from embedlab.compute.cost import forward_multiplications
from embedlab.compute.maxsim import maxsim, two_readings
from embedlab.compute.recall import coarse_to_fine
from embedlab.content.lesson_text import Lesson
from embedlab.errors import EmbedLabError
from embedlab.lessons.single_or_late.facts import cells_choice, coarse_choice, mask_choice, ratio_choice
from embedlab.lessons.single_or_late.shipped import COLBERT, CROSS
from embedlab.lessons.single_or_late.study import TokenMatrix
from embedlab.lessons.single_or_late.view import COLUMNS, Late, find_matrices
from embedlab.lessons.single_or_late.view_matrix import readings_sentence
from embedlab.models.catalog import card
from embedlab.studies.rank import RankOptions
from embedlab.studies.search_facts import rank_change, worst_rank
from embedlab.ui.exports import Rows, assignment, notebook_bytes
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, parts_table, show_source
from embedlab.ui.retrieval import Search, why_panel


def answering(search: Search) -> int | None:
    """The document that answers: the one graded 2, or the first that is called an answer; None when none is."""
    graded = [number for number, document in enumerate(search.documents) if document.grade == 2]
    called = [number for number, document in enumerate(search.documents) if document.kind == "answer"]
    return next(iter(graded or called), None)


def facts(late: Late) -> dict[str, Any]:
    """Everything that the lesson's templates and quiz may name, as far as this page can compute it.

    Empty when no document is known to answer the query, or a model of the page is not here yet.
    """
    wanted = answering(late.search)
    own, colbert = _matrices(late, late.models.own), _matrices(late, COLBERT)
    if wanted is None or not own or any(model not in late.results for model in late.models.rankers):
        return {}
    scores = {model: result.scores.tolist() for model, result in late.results.items()}
    single, maxima = worst_rank(scores[late.models.dense], wanted), worst_rank(scores[late.models.own], wanted)
    coarse = worst_rank(scores[late.models.dense], int(late.results[late.models.own].ranking.order[0]))
    matrix = own[wanted]
    cells = (matrix.mean_of_cells, matrix.dot_of_means, matrix.scored.score)
    vectors = sum(int(m.document.compared.sum()) for m in own) / len(own)
    return {
        "model": card(late.models.dense).name,
        "documents": len(late.search.texts),
        "place_single": single,
        "place_late": maxima,
        "place_cross": worst_rank(scores[CROSS], wanted),
        "late_gain": rank_change(single, maxima),
        "mean_of_cells": cells[0],
        "dot_of_means": cells[1],
        "maxsim_score": cells[2],
        "cells_mean": cells_choice(*cells),
        "doc_vectors": vectors,
        "bytes_ratio": vectors,  # each has as many numbers as the single vector
        "late_bytes": ratio_choice(vectors),
        "coarse_rank": coarse,
        "coarse_place": coarse_choice(coarse),
    } | (_mask_facts(colbert[wanted]) if colbert else {})


def _mask_facts(matrix: TokenMatrix) -> dict[str, Any]:
    share = matrix.share(matrix.query.masks) / matrix.scored.score
    return {
        "query_tokens": int(matrix.query.compared.sum()),
        "mask_tokens": len(matrix.query.masks),
        "mask_share": share,
        "mask_part": mask_choice(share),
    }


def _matrices(late: Late, ranker: str) -> tuple[TokenMatrix, ...]:
    if ranker == late.models.shown:
        return late.matrices
    try:
        return (find_matrices(late.search, ranker) if ranker in late.results else None) or ()
    except EmbedLabError as error:
        problem_box(str(error))
        return ()


def readings(late: Late, document: int) -> None:
    """Draw the same matrix read both ways, and what every ranker's score of this document is made of."""
    if late.matrices:
        subheading("The same matrix, read twice")
        finding(readings_sentence(late.matrices[document]))
    named = dict(zip(late.models.rankers, COLUMNS, strict=True))
    subheading(f"What each score of document {document + 1} is made of")
    tabs = st.tabs([named[model] for model in late.results]) if late.results else []
    for tab, (model, result) in zip(tabs, late.results.items(), strict=True):
        with tab:
            if model == late.models.shown and late.matrices:
                matrix = late.matrices[document]
                parts = matrix.parts()
                parts_table([p.name for p in parts], [p.value for p in parts], matrix.scored.score, "MaxSim")
            else:
                why_panel(late.search, result, RankOptions(), document)


def why(lesson: Lesson) -> None:
    """Draw the explanations, the real functions and the limits."""
    draw_sections(lesson)
    for function in (maxsim, two_readings, coarse_to_fine, forward_multiplications):
        show_source(function)
    limits_note(lesson.limits)


def tables(late: Late, document: int) -> Mapping[str, Any]:
    """What the export panel offers, each made only when it is asked for."""
    found: dict[str, Any] = {"Rankings": partial(_rank_rows, late)}
    if late.matrices:
        found["Matrix"] = partial(_matrix_rows, late, document)
    return found


def _rank_rows(late: Late) -> Rows:
    return [
        {"model": model, "query": late.search.query, "text": text, "score": float(score), "rank": int(number)}
        for model, result in late.results.items()
        for text, score, number in zip(late.search.texts, result.scores, result.ranking.ranks, strict=True)
    ]


def _matrix_rows(late: Late, document: int) -> Rows:
    matrix = late.matrices[document]
    return [
        {
            "model": late.models.shown,
            "document": document + 1,
            "query_token": matrix.query.tokens[row],
            "document_token": matrix.document.tokens[column],
            "cosine": float(matrix.scored.matrix[row, column]),
            "compared": bool(matrix.query.compared[row] and matrix.document.compared[column]),
            "winner": int(matrix.scored.winners[row]) == column,
        }
        for row in range(len(matrix.query.tokens))
        for column in range(len(matrix.document.tokens))
    ]


def notebook(late: Late) -> bytes:
    """The page as a notebook that runs where EmbedLab is installed: same texts, same models, same scores."""
    setup = [
        assignment("query", late.search.query),
        assignment("texts", list(late.search.texts)),
        assignment("models", list(late.models.rankers)),
        assignment("shown", late.models.shown),
    ]
    return notebook_bytes(
        [
            (
                "markdown",
                "# Single vector or late interaction?\n\nRun this where EmbedLab is installed, from its folder.",
            ),
            ("code", "\n".join(setup)),
            (
                "code",
                "from embedlab.models.runtime import shared_runtime\n"
                "from embedlab.studies.rank import rank_documents\n\n"
                "for model in models:\n"
                "    ranked = rank_documents(shared_runtime(), model, query, texts)\n"
                "    best = int(ranked.scores.argmax())\n"
                "    print(f'{model}: {texts[best][:60]} ({ranked.scores[best]:.3f})')",
            ),
            (
                "code",
                "from embedlab.lessons.single_or_late.study import token_matrices\n\n"
                "for matrix in token_matrices(shared_runtime(), shown, query, texts):\n"
                "    same = f'{matrix.mean_of_cells:.4f} = {matrix.dot_of_means:.4f}'\n"
                "    print(f'MaxSim {matrix.scored.score:.3f}; mean of cells = dot of means: {same}')",
            ),
        ]
    )
