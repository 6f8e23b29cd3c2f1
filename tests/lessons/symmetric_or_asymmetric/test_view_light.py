"""A light query side: the same documents, the figures of the shipped scores, and a time that is measured."""

import numpy as np
import pytest

from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import LIGHT, PREFIXED
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_task_ranks, load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.view_light import light_rows, light_sentence, query_side
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.measure import QUERIES, query_seconds
from embedlab.models.runtime import shared_runtime
from embedlab.numbers_text import percent
from tests.kit.pages.screen import bodies, findings, lesson_page, problems

SLUG = "symmetric_or_asymmetric"


def test_the_documents_of_both_pairs_are_read_by_one_encoder_with_its_prefix() -> None:
    texts = [triple.answer for triple in load_triples()[:3]]
    heavy, light = (text_vectors(shared_runtime(), card(m), texts, "document").vectors for m in (PREFIXED, LIGHT))
    assert np.array_equal(heavy, light)


def test_a_query_is_read_by_a_smaller_encoder_whose_vector_is_near() -> None:
    heavy, light = (query_side(model) for model in (PREFIXED, LIGHT))
    assert light.layers < heavy.layers
    assert light.parameters < heavy.parameters
    questions = [triple.question for triple in load_triples()]
    one, other = (text_vectors(shared_runtime(), card(m), questions, "query").vectors for m in (PREFIXED, LIGHT))
    nearer = (one * other).sum(axis=1) > (one @ other.T).mean(axis=0)  # than E5's vectors of all questions
    assert nearer.mean() > 0.8


def test_a_time_is_measured_by_passes_of_the_light_side_and_is_never_remembered() -> None:
    runtime = shared_runtime()
    before = query_seconds(runtime, card(LIGHT), "What is bread?"), _passes(), runtime.cache.report()
    assert query_seconds(runtime, card(LIGHT), "What is bread?") > 0
    assert _passes() == before[1] + QUERIES + 1
    assert runtime.cache.report() == before[2]


def _passes() -> int:
    held = {each.model: each.latency for each in shared_runtime().report().loaded}
    latency = held[query_side(LIGHT).id]
    assert latency is not None
    return latency.passes


def test_the_rows_have_the_shares_that_ship_and_a_dash_before_anything_is_measured() -> None:
    scores, ranks = load_triple_scores(), load_task_ranks()
    for row, model in zip(light_rows(scores, ranks, {}), (PREFIXED, LIGHT), strict=True):
        assert row[3] == "–"
        assert str(row[4]).startswith(percent(np.mean(scores[model].answer > scores[model].related)))
        assert str(row[5]).startswith(percent(np.mean(ranks[model].answer == 1)))


@pytest.mark.parametrize(("times", "told"), [({}, "Answer above"), ({PREFIXED: 0.01, LIGHT: 0.001}, "in 10\u00a0% of")])
def test_the_sentence_says_the_part_of_the_time_once_it_is_measured(times: dict[str, float], told: str) -> None:
    sentence = light_sentence(load_triple_scores(), load_task_ranks(), times)
    assert told in sentence
    assert sentence.count("on the same 72 questions") == 2


def test_the_page_measures_when_the_part_is_opened() -> None:
    app = lesson_page(SLUG, parts=("light",))
    assert problems(app) == []
    assert any("The light side reads this query in" in line for line in findings(app))
    assert "this query, measured now" in bodies(app)
