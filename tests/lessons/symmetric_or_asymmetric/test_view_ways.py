"""The three ways to asymmetry: a model for each, with the numbers that it has, and nothing where it has none."""

from types import MappingProxyType

import numpy as np
import pytest

from embedlab.compute.ranking import rank
from embedlab.lessons.symmetric_or_asymmetric.examples import ONE_TOWER
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, TripleScores
from embedlab.lessons.symmetric_or_asymmetric.view_ways import KNOWN, WAYS, way_rows
from embedlab.models.catalog import catalog
from embedlab.numbers_text import percent
from embedlab.studies.searches import Document, Result, Search
from tests.models.kit.wheels import changed

SEARCH = Search(
    "own",
    "What is bread?",
    (
        Document("What is bread for?", "question"),
        Document("Baked dough.", "answer"),
        Document("The sea.", "other"),
    ),
    shipped=False,
)
PAIR = "two-tower-embedlab"


def result(model: str, *scores: float) -> Result:
    return Result(model, np.array(scores), rank(np.array(scores)), "")


def rows(results: list[Result], scores: dict[str, TripleScores]) -> list[list[str]]:
    found = Asymmetric(SEARCH, {result.model: result for result in results}, None, scores)
    return [list(row) for row in way_rows(found)]


def with_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a pair into the catalog that this module reads."""
    pair = changed("e5-small-v2", id=PAIR, name="Two <towers>", sources=(), towers={"query": "a", "document": "b"})
    entries = MappingProxyType({**catalog(), PAIR: pair})
    monkeypatch.setattr("embedlab.lessons.symmetric_or_asymmetric.view_ways.catalog", lambda: entries)


def test_each_way_has_its_model_the_place_of_the_answer_and_the_share_of_the_triples() -> None:
    scores = load_triple_scores()
    found = rows([result("e5-small-v2", 0.8, 0.9, 0.1), result(ONE_TOWER, 3, 2, 1)], scores)
    assert [row[0] for row in found] == [way.name for way in WAYS]
    assert [row[2:4] for row in found[1:]] == [["E5 small v2", "rank 1"], [catalog()[ONE_TOWER].name, "rank 2"]]
    for row, model in zip(found[1:], ("e5-small-v2", ONE_TOWER), strict=True):
        share = float(np.mean(scores[model].answer > scores[model].related))
        assert row[4].startswith(f"{percent(share)} (")


def test_every_model_of_a_way_is_called_asymmetric_by_its_own_card() -> None:
    assert {catalog()[model].axes.symmetry for way in WAYS for model in (*way.models, KNOWN)} == {"asymmetric"}


def test_what_is_not_known_is_a_dash() -> None:
    assert all(row[3:] == ["–", "–"] for row in rows([], {}))


def test_a_pair_of_towers_stands_for_two_encoders_as_soon_as_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with_pair(monkeypatch)
    first = rows([result(PAIR, 0.1, 0.2, 0.3)], {})[0]
    assert first[1].endswith("there is no prefix to set")
    assert first[2:] == ["Two <towers>", "rank 2", "–"]
