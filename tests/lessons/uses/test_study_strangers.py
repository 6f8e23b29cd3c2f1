import numpy as np
import pytest

from embedlab.content.labelled_set import LabelledSet, labelled_set, read_glosses
from embedlab.errors import InputError
from embedlab.lessons.uses.found_strangers import find_outliers, find_topics
from embedlab.lessons.uses.study_stranger_words import found_sentence, topics_sentence
from embedlab.lessons.uses.study_strangers import (
    FOREST,
    NEAREST,
    WORDS,
    StrangerAsk,
    average_rows,
    curve_rows,
    mix,
    stranger_rows,
    topic_rows,
)
from embedlab.models.catalog import card
from embedlab.studies.labelled.text_points import FIRST, Points, shipped_points

GLOSSES = read_glosses()
ASK = StrangerAsk(topic=3, percent=10, k=4, seed=1)


def minilm() -> Points:
    rows = shipped_points(GLOSSES, FIRST[0])
    assert rows is not None
    return Points(FIRST[0], card(FIRST[0]).name, "dense", rows)


def test_the_share_of_strangers_is_the_one_that_was_asked_for() -> None:
    for percent in (2, 5, 10, 20):
        mixed = mix(GLOSSES, StrangerAsk(0, percent, 5, 0))
        assert mixed.strange.mean() == pytest.approx(percent / 100, abs=0.005)
        assert set(GLOSSES.rows_of(0)) == set(mixed.rows[~mixed.strange])
        assert (GLOSSES.labels[mixed.rows[mixed.strange]] != 0).all()


def test_another_seed_draws_other_strangers() -> None:
    first, again, other = (mix(GLOSSES, StrangerAsk(0, 10, 5, seed)) for seed in (0, 0, 1))
    assert np.array_equal(first.rows, again.rows)
    assert not np.array_equal(first.rows, other.rows)


def test_a_score_is_the_mean_over_the_nearest_texts_that_are_shown() -> None:
    found = find_outliers(GLOSSES, minilm(), ASK)
    for ranking in found.rankings:
        if ranking.nearest is not None:
            assert np.allclose(ranking.scores, (1 - ranking.nearest.cosines).mean(axis=1), atol=1e-6)
    near = found.rankings[0].nearest
    assert near is not None
    rows = minilm().rows[found.mixed.rows]
    assert near.cosines[0, 0] == pytest.approx(float(rows[0] @ rows[near.rows[0, 0]]), abs=1e-5)


def test_rankings_are_named_and_their_averages_lie_in_their_intervals() -> None:
    found = find_outliers(GLOSSES, minilm(), ASK)
    assert [each.id for each in found.rankings] == [NEAREST, FOREST, WORDS]
    for ranking in found.rankings:
        value, low, high = ranking.average
        assert low <= value <= high
        assert ranking.average[0] > found.chance


def test_over_all_classes_a_model_finds_more_strangers_than_counted_words() -> None:
    topics = find_topics(GLOSSES, minilm(), ASK)
    assert len(topics.topics) == len(GLOSSES.classes)
    assert topics.model.mean() > topics.words.mean() + 0.15
    assert topics.difference[1] > 0
    assert topics.model[ASK.topic] == pytest.approx(find_outliers(GLOSSES, minilm(), ASK).rankings[0].average[0])


def test_sentences_tell_what_was_counted() -> None:
    found, topics = find_outliers(GLOSSES, minilm(), ASK), find_topics(GLOSSES, minilm(), ASK)
    assert found_sentence(GLOSSES, found, ASK).startswith("12 strangers among 122 texts, the others food.")
    assert "Over all 10 classes in turn" in topics_sentence(minilm(), topics, 10)
    assert "Over 10 of 11 classes in turn" in topics_sentence(minilm(), topics, 11)


def test_what_is_taken_away_has_every_text_and_every_class() -> None:
    found, topics = find_outliers(GLOSSES, minilm(), ASK), find_topics(GLOSSES, minilm(), ASK)
    rows = stranger_rows(GLOSSES, found)
    assert len(rows) == 122
    assert sum(bool(row["stranger"]) for row in rows) == 12
    assert [row["average_precision"] for row in average_rows(found)] == [each.average[0] for each in found.rankings]
    assert len(curve_rows(found)) == sum(len(each.recall) for each in found.rankings)
    assert [row["normal_class"] for row in topic_rows(GLOSSES, topics)] == list(GLOSSES.classes)


def small(sizes: dict[str, int]) -> tuple[LabelledSet, Points]:
    labels = [name for name, size in sizes.items() for _ in range(size)]
    rows = np.eye(len(labels), dtype=np.float32)
    texts = [f"word{place} cat" for place in range(len(labels))]
    return labelled_set("small", "Small", texts, labels), Points("mine", "Mine", "dense", rows)


def test_a_class_too_small_is_refused_in_a_sentence() -> None:
    labelled, points = small({"few": 2, "some": 5, "many": 30})
    with pytest.raises(InputError, match="few has 2 texts; choose a class of at least 3"):
        find_outliers(labelled, points, StrangerAsk(0, 10, 1, 0))
    with pytest.raises(InputError, match="some has 5 texts, too few to compare each with 5 others: choose fewer"):
        find_outliers(labelled, points, StrangerAsk(2, 10, 5, 0))
    assert find_topics(labelled, points, StrangerAsk(0, 10, 5, 0)).topics.tolist() == [1]


def test_no_class_with_texts_enough_is_said() -> None:
    labelled, points = small({"a": 4, "b": 4})
    topics = find_topics(labelled, points, StrangerAsk(0, 10, 9, 0))
    assert topics_sentence(points, topics, 2) == "No class has texts enough for so many nearest texts."


def test_texts_that_are_all_the_same_stand_alike() -> None:
    same = labelled_set("same", "Same", ["cat dog"] * 40, ["a", "b"] * 20)
    points = Points("mine", "Mine", "dense", np.tile(np.array([1, 0], np.float32), (40, 1)))
    found = find_outliers(same, points, StrangerAsk(0, 10, 5, 0))
    assert [each.average[0] for each in found.rankings] == pytest.approx([found.chance] * 3)
