"""The rankings that ship with the examples are those of the live models."""

import pytest

from embedlab.content.collections import load_collections
from embedlab.lessons.dense_or_sparse import shipped as lesson_4
from embedlab.lessons.every_family import shipped as lesson_7
from embedlab.lessons.single_or_late import shipped as lesson_5
from embedlab.lessons.symmetric_or_asymmetric import shipped as lesson_6
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.shipped_ranks import ShippedRanks, compute_ranks, load_scores, ranker_key
from embedlab.studies.shipped_store import load_shipped
from tests.kit.drift import drift

# Scores of BM25 and of SPLADE reach 20 and more, MaxSim adds up to 32 cosines, and int8 weights differ in the fifth
# digit from one processor to the next.
TOLERANCES = {lesson_4.LESSON: 2e-2, lesson_5.LESSON: 5e-3, lesson_6.LESSON: 2e-3, lesson_7.LESSON: 2e-2}
RANKED: dict[str, list[tuple[str, Prefixes]]] = {
    lesson_4.LESSON: [(model, "right") for model in lesson_4.RANKERS],
    lesson_5.LESSON: [(model, "right") for model in (*lesson_5.DENSE, *lesson_5.LATE, lesson_5.CROSS)],
    lesson_6.LESSON: list(lesson_6.RANKED),
    lesson_7.LESSON: [(model, "right") for model in lesson_7.RANKERS],
}


@pytest.mark.parametrize(("lesson", "asked"), [(lesson, asked) for lesson in RANKED for asked in RANKED[lesson]])
def test_shipped_scores_are_those_of_the_live_model(lesson: str, asked: tuple[str, Prefixes], runtime: Runtime) -> None:
    for collection, row in compute_ranks(runtime, lesson, [asked]).entries.items():
        shipped = load_scores(lesson, collection, asked[0], RankOptions(prefixes=asked[1]))
        assert drift((shipped,), tuple(row.values()), {"": TOLERANCES[lesson]}) == [], collection


@pytest.mark.parametrize("lesson", RANKED)
def test_every_collection_ships_with_every_ranker_and_no_other(lesson: str) -> None:
    shipped = load_shipped(lesson, "ranks", ShippedRanks)
    keys = [ranker_key(model, RankOptions(prefixes=prefixes)) for model, prefixes in RANKED[lesson]]
    assert shipped is not None
    assert {name: list(row) for name, row in shipped.entries.items()} == {
        c.name: keys for c in load_collections(lesson)
    }


def test_other_settings_do_not_get_shipped_scores() -> None:
    assert load_scores(lesson_4.LESSON, "Vehicle tire", "bm25", RankOptions(k1=2.0)) is None
    assert load_scores(lesson_4.LESSON, "no such collection", "bm25", RankOptions()) is None
    assert load_scores("no_such_lesson", "Vehicle tire", "bm25", RankOptions()) is None
