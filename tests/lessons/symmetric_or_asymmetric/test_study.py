"""The measurement of lesson 6: by hand on made-up scores, and the shipped scores against the live models."""

import numpy as np
import pytest

from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, RANDOM_NEGATIVES, Asked, TripleScores, score_triples
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents

SUBSET = range(0, 72, 6)


def test_shares_and_margins_by_hand() -> None:
    related, answer = np.array([0.5, 0.5, 0.5, 0.5]), np.array([0.7, 0.3, 0.5, 0.9])
    negatives = np.tile([0.0, 0.1, 0.2], (4, 1))
    found = TripleScores(related, answer, answer - 0.3, np.array([0.6, 0.6, 0.6, 0.6]), negatives)
    summed = found.against_related
    assert summed.share == pytest.approx(2.5 / 4)
    assert summed.margin == pytest.approx(0.1 / np.sqrt(0.02 / 3))
    assert found.against_paraphrase() == pytest.approx((0.5, 0.125))


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.key)
def test_shipped_scores_are_those_of_the_live_model(asked: Asked) -> None:
    triples, shipped = load_triples(), load_triple_scores()[asked.key]
    for number in SUBSET:
        triple = triples[number]
        others = [triples[(number + step) % len(triples)].answer for step in range(1, RANDOM_NEGATIVES + 1)]
        texts = [triple.related, triple.answer, triple.entry, triple.paraphrase, *others]
        options = RankOptions(prefixes=asked.prefixes)
        live = rank_documents(shared_runtime(), asked.model, triple.question, texts, options).scores
        row = [shipped.related, shipped.answer, shipped.entry, shipped.paraphrase]
        assert live == pytest.approx([*(part[number] for part in row), *shipped.negatives[number]], abs=2e-3)


@pytest.mark.parametrize("asked", ASKED[:2], ids=lambda asked: asked.key)
def test_shares_computed_again_are_the_shipped_ones(asked: Asked) -> None:
    steps: list[int] = []
    live = score_triples(shared_runtime(), asked, load_triples(), steps.append)
    shipped = load_triple_scores()[asked.key]
    assert steps == list(range(1, len(load_triples()) + 1))
    assert live.against_related.share == shipped.against_related.share
    assert live.against_paraphrase() == shipped.against_paraphrase()
