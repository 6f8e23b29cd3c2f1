"""Lesson 4 as the skeleton draws it."""

from collections.abc import Callable, Mapping

from embedlab.compute.bm42 import bm42_parts
from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.hybrid import reciprocal_rank_fusion, weighted_sum
from embedlab.compute.lexical import LexicalIndex
from embedlab.compute.sparse import sparse_dot_parts, splade_weights
from embedlab.lessons.dense_or_sparse.export import notebook, tables
from embedlab.lessons.dense_or_sparse.facts import SparseFacts, facts, quiz_facts
from embedlab.lessons.dense_or_sparse.facts_faq import told
from embedlab.lessons.dense_or_sparse.found import find_learned, find_sparse
from embedlab.lessons.dense_or_sparse.inputs import HIDEABLE, KEYS
from embedlab.lessons.dense_or_sparse.study_board import Board
from embedlab.lessons.dense_or_sparse.view import choose, draw
from embedlab.lessons.dense_or_sparse.view_bm42 import draw_bm42
from embedlab.lessons.dense_or_sparse.view_faq import draw_faq
from embedlab.lessons.dense_or_sparse.view_flow import draw_flow
from embedlab.lessons.dense_or_sparse.view_hybrid import draw_hybrid
from embedlab.lessons.dense_or_sparse.view_marks import draw_examples, draw_marks
from embedlab.lessons.dense_or_sparse.view_scores import draw_scores
from embedlab.lessons.dense_or_sparse.view_speed import draw_speed
from embedlab.studies.rows import Rows
from embedlab.ui.lesson_page import LessonPage, Part


def _tables(board: Board) -> Mapping[str, Callable[[], Rows]]:
    return tables(board, find_sparse)


def _quiz_facts(board: Board) -> SparseFacts:
    return quiz_facts(board, find_learned(board.search.texts) if board.search.grades else None)


LESSON: LessonPage[Board] = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("flow", "From the words of the query to the words of the document", draw_flow),
        Part("hybrid", "Both at once: the weighted sum and rank fusion", draw_hybrid),
        Part("faq", "Many questions: what a hybrid is worth", draw_faq, always=True),
        Part("scores", "Two scores of the document, taken apart", draw_scores),
        Part("marks", "How good each order is", draw_marks),
        Part("bm42", "BM42: attention in the place of counts", draw_bm42),
        Part("speed", "What a query costs: SPLADE against BM42", draw_speed, always=True),
        Part("examples", "Each query breaks another ranker: nDCG@10 on all examples", draw_examples, always=True),
    ),
    # TF-IDF and BM25 score a whole collection at once and are only taken apart term by term; the other two score so.
    functions=(
        LexicalIndex.scores,
        sparse_dot_parts,
        splade_weights,
        bm42_parts,
        weighted_sum,
        reciprocal_rank_fusion,
        ndcg_at,
    ),
    tables=_tables,
    notebook=notebook,
    quiz_facts=_quiz_facts,
    told=told,
    no_answers=(
        "The questions have answers where the grades of the texts for this query are known, and BM25, SPLADE and the "
        "dense model have ranked."
    ),
)
