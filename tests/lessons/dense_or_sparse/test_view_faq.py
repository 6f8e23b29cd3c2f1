"""Many questions on lesson 4: what is shown is what was measured, in words and tables, and texts stay texts."""

import numpy as np
import pytest

from embedlab.content.faq import load_faq
from embedlab.content.lesson_text import load_lesson, told_by
from embedlab.lessons.dense_or_sparse.examples import DENSE, RRF
from embedlab.lessons.dense_or_sparse.facts_faq import told
from embedlab.lessons.dense_or_sparse.shipped import load_faq_marks
from embedlab.lessons.dense_or_sparse.study_faq import CONSTANTS, MIXED, NAMES, WORDS, better_end, gains, told_apart
from embedlab.lessons.dense_or_sparse.study_query_speed import QuerySpeed
from embedlab.lessons.dense_or_sparse.view_faq import (
    about_sentence,
    case_html,
    constant_sentence,
    gain_rows,
    gain_sentence,
)
from embedlab.lessons.dense_or_sparse.view_speed import speed_sentence
from embedlab.numbers_text import change, signed
from tests.kit.pages.screen import alternatives, bodies, findings, lesson_page, problems

FOUND = load_faq_marks()


def test_the_part_shows_the_curve_the_comparison_and_single_questions() -> None:
    app = lesson_page("dense_or_sparse", parts=("faq",))
    assert FOUND is not None
    assert problems(app) == []
    curve = alternatives(app)["dense_or_sparse-faq"]
    assert f"{signed(FOUND.by_weight[0].mean())} (interval" in curve
    assert f"RRF, reranked {signed(FOUND.ways['rerank'].ndcg.mean())}" in curve
    assert gain_sentence(FOUND, gains(FOUND)) in findings(app)
    first = told_apart(FOUND)[RRF][0]
    assert load_faq().questions[first][:30] in bodies(app)


def test_every_mixture_stands_in_the_table_with_its_test() -> None:
    assert FOUND is not None
    compared = gains(FOUND)
    rows = gain_rows(FOUND, compared)
    assert [row[0] for row in rows] == [NAMES[name] for name in (WORDS, DENSE, *MIXED)]
    for row, each in zip(rows[2:], compared, strict=True):
        assert row[-1].startswith(change(each.difference[0], 3))
        assert row[-2].startswith("yes" if each.p < 0.05 else "open")


def test_the_explanation_says_what_was_measured() -> None:
    assert FOUND is not None
    facts = told().known()
    assert facts["faq_questions"] == len(load_faq().questions) == FOUND.by_weight.shape[1]
    assert facts["faq_end"] == NAMES[better_end(FOUND)]
    lesson = told_by(load_lesson("dense_or_sparse"), facts)
    (hybrid,) = (part.text for part in lesson.why if part.title.startswith("Hybrid"))
    assert facts["faq_verdict"] in hybrid
    assert signed(facts["faq_rrf_ndcg"], 3) in hybrid
    assert any(facts["faq_verdict"] in line for line in lesson.teacher.see)


def test_code_in_an_answer_is_shown_as_text() -> None:
    assert FOUND is not None
    faq = load_faq()
    marked = np.array([n for n, text in enumerate(faq.texts) if "<" in text[:140] and ">" in text[:140]][:2])
    shown = case_html(faq, FOUND, marked)
    assert "&lt;" in shown
    assert shown.count("<tr>") == len(marked) + 1


def test_sentences_by_hand() -> None:
    means = np.linspace(0.7, 0.63, len(CONSTANTS)).astype(np.float32)
    assert constant_sentence(means).startswith(f"k is a setting too: 0.700 at k = {CONSTANTS[0]}, ")
    speed = {
        "splade-tiny": QuerySpeed(9.0, 1.0, 30, 900, 200, 8, 40.0),
        "bm42": QuerySpeed(0.3, 0.2, 6, 400, 70, 8, 30.0),
    }
    said = speed_sentence(speed)
    assert "costs SPLADE 10\u00a0ms, 90\u00a0% of it for the model" in said
    assert "20 times as much as BM42’s 500\u00a0µs" in said
    assert about_sentence(load_faq()).startswith("573 questions (")


@pytest.mark.parametrize("part", ["speed"])
def test_what_a_query_costs_is_measured_here(part: str) -> None:
    app = lesson_page("dense_or_sparse", parts=(part,))
    assert problems(app) == []
    assert "milliseconds a question" in alternatives(app)["dense_or_sparse-speed"]
    assert any("as much as BM42’s" in line for line in findings(app))
