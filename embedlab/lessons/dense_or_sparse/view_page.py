"""The parts of lesson 4 after the play: facts for its texts, scores taken apart, explanations, exports."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from embedlab.compute.bm42 import bm42_parts
from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.hybrid import Fusion, reciprocal_rank_fusion, weighted_sum
from embedlab.compute.sparse import bytes_dense, bytes_sparse, sparse_dot_parts, splade_weights
from embedlab.content.lesson_text import Lesson
from embedlab.lessons.dense_or_sparse import facts as told
from embedlab.lessons.dense_or_sparse.found import Board, find_dense, find_learned, find_sparse
from embedlab.lessons.dense_or_sparse.inputs import CROSS, RANKERS, RERANK, RRF, SUM, best_document, chosen_document
from embedlab.lessons.dense_or_sparse.shipped import SPARSE
from embedlab.lessons.dense_or_sparse.study_hybrid import quality, sweep_weights
from embedlab.studies.rank import RankOptions
from embedlab.studies.rows import Rows
from embedlab.studies.search_facts import worst_rank
from embedlab.ui.exports import Cell, assignment, notebook_bytes
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, parts_table, show_source
from embedlab.ui.search_panel import why_panel
from embedlab.ui.state import bound
from embedlab.ui.teacher import control


def facts(board: Board) -> dict[str, Any]:
    """Everything that the lesson's templates and quiz may name; empty unless all of it can be computed.

    It takes grades, one of them above 0, and the rankings by BM25, SPLADE and the dense model.
    """
    grades = board.search.grades
    three = {"dense": "dense", "bm25": "bm25", "splade": SPARSE}
    if not grades or not set(three.values()) <= set(board.results):
        return {}
    # The texts speak of BM25 and dense, whatever the word side of the hybrids on the page is.
    dense_scores, words = (board.results[name].scores for name in ("dense", "bm25"))
    sweep = sweep_weights(dense_scores, words, grades, board.settings.options.normalisation)
    if sweep.ndcg is None or sweep.best is None:
        return {}
    views = find_learned(board.search.texts)
    dense = find_dense(board.search.texts[0], "document", board.settings.options.dense)
    if views is None or dense is None:
        return {}
    best = best_document(board.search)
    found: dict[str, Any] = {"documents": len(grades), "relevant": sum(grade > 0 for grade in grades)}
    for name, ranker in three.items():
        result = board.results[ranker]
        found[f"place_{name}"] = worst_rank(result.scores.tolist(), best)
        found[f"ndcg_{name}"] = quality(result.ranking, grades)
    found["reached"] = sum(grade > 0 and score > 0 for grade, score in zip(grades, words, strict=True))
    found["ndcg_best"], found["best_weight"] = float(sweep.ndcg[sweep.best]), float(sweep.weights[sweep.best])
    terms = float(np.mean([len(view.terms) for view in views]))
    found |= {
        "vocabulary": views[0].vocabulary,
        "sparse_terms": terms,
        "sparse_share": terms / views[0].vocabulary,
        "dense_bytes": float(bytes_dense(1, len(dense))),
        "sparse_bytes": float(np.mean([bytes_sparse(len(view.terms)) for view in views])),
    }
    return found | _choices(found, sweep.ndcg.tolist())


def _choices(found: Mapping[str, Any], ndcg: list[float]) -> dict[str, str]:
    return {
        "best_ranker": told.best_ranker_choice(found["ndcg_dense"], found["ndcg_bm25"], found["ndcg_splade"]),
        "lexical_reach": told.reach_choice(found["reached"], found["relevant"]),
        "sparse_nonzero": told.nonzero_choice(found["sparse_share"]),
        "fewer_bytes": told.bytes_choice(found["dense_bytes"], found["sparse_bytes"]),
        "hybrid_gain": told.hybrid_choice(ndcg),
    }


def why(lesson: Lesson, board: Board) -> None:
    """Draw the explanations: two scores taken apart, the lesson's sections, the real functions, the limits."""
    scores_apart(board)
    draw_sections(lesson)
    for function in (
        sparse_dot_parts, splade_weights, bm42_parts, weighted_sum, reciprocal_rank_fusion, ndcg_at,
    ):  # fmt: skip
        show_source(function)
    limits_note(lesson.limits)


def scores_apart(board: Board) -> None:
    """Draw two scores of the document that is looked at, each as a table whose parts add up."""
    names = [name for name in (*board.results, RRF, SUM, RERANK) if name in board.settings.rankers]
    if not names:
        return
    document = chosen_document(board.search)
    subheading(f"Two scores of document {document + 1}, taken apart")
    for place, column in enumerate(st.columns(2, gap="medium")):
        with column, control(f"score{place + 1}"):
            first = [name for name in (("bm25", SPARSE)[place],) if name in names]
            chosen = st.selectbox(
                f"Score {place + 1}",
                names,
                names.index(first[0]) if first else min(place, len(names) - 1),
                format_func=RANKERS.__getitem__,
                **bound(f"score{place + 1}"),
            )
            one_score(board, chosen, document)


def one_score(board: Board, name: str, document: int) -> None:
    """Draw what one score is made of, or say that it does not split."""
    if name == RERANK:
        note(f"{CROSS} reads query and document together and gives one number: there is nothing to add up.")
    elif name in (SUM, RRF):
        weight = float(st.session_state.get("mix", RankOptions().weight))
        fusion = board.fused if name == RRF else board.mixed(weight)
        if fusion is not None:
            fusion_table(fusion, RANKERS[name], document)
    else:
        why_panel(board.search, board.results[name], board.settings.options, document)


def fusion_table(fusion: Fusion, name: str, document: int) -> None:
    """Draw the two parts of a hybrid score."""
    parts = fusion.parts[document]
    parts_table(
        [part.name for part in parts],
        [part.value for part in parts],
        float(fusion.scores[document]),
        f"score by {name}",
    )


def tables(board: Board) -> Mapping[str, Any]:
    """What the export panel offers, each made only when it is asked for."""
    return {
        "Rankings": lambda: _ranking_rows(board),
        "Sparse vectors": lambda: _term_rows(board),
        "Hybrid weights": lambda: _sweep_rows(board),
    }


def _ranking_rows(board: Board) -> Rows:
    weight = float(st.session_state.get("mix", RankOptions().weight))
    return [
        {
            "ranker": RANKERS[name],
            "rank": int(ranking.ranks[number]),
            "score": float(ranking.scores[number]),
            "document": document.text,
            "grade": "" if document.grade is None else document.grade,
        }
        for name, ranking in board.columns(weight).items()
        for number, document in enumerate(board.search.documents)
    ]


def _term_rows(board: Board) -> Rows:
    rows = []
    for number in (None, *range(len(board.search.documents))):
        view = find_sparse(board.search, board.settings, number)
        whose = "query" if number is None else f"document {number + 1}"
        rows += [
            {"text": whose, "term": item.term, "weight": item.weight, "from": item.word, "token": item.position}
            for item in (view.terms if view else ())
        ]
    return rows


def _sweep_rows(board: Board) -> Rows:
    sweep = board.sweep()
    if sweep is None:
        return []
    return [
        {"weight": round(float(weight), 2), "ndcg_at_10": "" if sweep.ndcg is None else float(sweep.ndcg[step])}
        | {f"rank_of_document_{n + 1}": int(r) for n, r in enumerate(sweep.ranks[step])}
        for step, weight in enumerate(sweep.weights)
    ]


def notebook(board: Board) -> bytes:
    """The page as a notebook that runs where EmbedLab is installed: same texts, same rankers, same settings."""
    models = [result.model for result in board.results.values()] + [RRF, SUM]
    cells: list[Cell] = [
        ("markdown", "# Dense or sparse?\n\nRun this where EmbedLab is installed, from its folder."),
        (
            "code",
            "\n".join(
                [
                    "from embedlab.studies.rank import RankOptions, rank_documents",
                    assignment("query", board.search.query),
                    assignment("documents", list(board.search.texts)),
                    assignment("models", list(dict.fromkeys(models))),
                    f"options = {board.settings.options!r}",
                ]
            ),
        ),
        (
            "code",
            "from embedlab.compute.ranking import rank\n"
            "from embedlab.models.runtime import shared_runtime\n\n"
            "for model in models:\n"
            "    ranked = rank_documents(shared_runtime(), model, query, documents, options)\n"
            "    best = int(rank(ranked.scores).order[0])\n"
            "    print(f'{model}: {documents[best]!r} {ranked.scores[best]:.3f}')\n"
            "    for part in ranked.explain(best):\n"
            "        print(f'    {part.name}: {part.value:.3f}')",
        ),
    ]
    return notebook_bytes(cells)
