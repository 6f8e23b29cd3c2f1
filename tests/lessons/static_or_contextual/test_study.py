"""The sense laboratory, on real weights and against numbers worked out here by the plain definition."""

import numpy as np
import pytest

from embedlab.content.sense_words import load_sense_words
from embedlab.content.sentences import parse_sentences
from embedlab.content.word_places import Occurrence
from embedlab.errors import InputError
from embedlab.lessons.static_or_contextual.study import SenseStudy, attend, study_senses
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime

MODEL = card("paraphrase-minilm-l3-v2")
TEXT = "a: two points were made\na: the point is clear\nb: a sharp point\nb: point and point alike"


def studied(text: str, word: str = "point") -> SenseStudy:
    return study_senses(shared_runtime(), MODEL, parse_sentences(text, word).occurrences)


def votes(study: SenseStudy, layer: int) -> float:
    """Share of occurrences whose nearest other one has the same sense, one at a time."""
    senses = [o.sense for o in study.occurrences]
    total = 0.0
    for i, row in enumerate(study.similarity[layer]):
        others = [j for j in range(len(senses)) if j != i]
        best = max(row[j] for j in others)
        tied = [j for j in others if row[j] >= best - 1e-6]
        total += sum(senses[j] == senses[i] for j in tied) / len(tied)
    return total / len(senses)


@pytest.mark.parametrize("word", ["point", "bass"])
def test_accuracy_is_the_share_of_nearest_neighbours_with_the_same_sense(word: str) -> None:
    study = study_senses(shared_runtime(), MODEL, load_sense_words()[word].occurrences)
    assert study.scores
    by_hand = [votes(study, layer) for layer in range(study.layers + 1)]
    assert study.scores.accuracy == pytest.approx(by_hand, abs=1e-6)
    assert study.best_layer == int(np.argmax(by_hand))


def test_chance_is_the_share_of_pairs_with_the_same_sense() -> None:
    study = studied(TEXT)
    senses = [o.sense for o in study.occurrences]
    pairs = [(i, j) for i in range(len(senses)) for j in range(len(senses)) if i != j]
    assert study.scores
    assert study.scores.chance == pytest.approx(sum(senses[i] == senses[j] for i, j in pairs) / len(pairs))


def test_every_part_has_a_row_for_each_occurrence_and_layer() -> None:
    study = studied(TEXT)
    assert [o.text[o.start : o.end] for o in study.occurrences] == ["points", "point", "point", "point", "point"]
    assert study.layers == 3
    assert study.coordinates.shape == (4, 5, 2)
    assert study.similarity.shape == (4, 5, 5)
    assert study.kept.shape == (4,)
    assert len(study.pieces) == 5


def test_the_square_holds_every_dot_of_every_layer() -> None:
    study = studied(TEXT)
    assert np.abs(study.coordinates - study.middle).max() < study.extent


def test_the_range_of_colours_holds_every_cosine() -> None:
    low, high = studied(TEXT).cosine_range
    assert high == 1.0
    assert low <= studied(TEXT).similarity.min()
    assert low == -1.0 or low >= 0  # zero keeps the middle colour


def test_at_the_input_a_form_at_the_same_place_has_the_same_vector() -> None:
    study = studied(
        "a: the point is clear\nb: the point was blunt\nb: the point broke\na: at this point\na: the points"
    )
    assert [study.same(dot, 0) for dot in range(5)] == [2, 2, 2, 0, 0]
    assert [study.same(dot, study.layers) for dot in range(5)] == [0] * 5


def test_neighbours_are_the_others_nearest_first() -> None:
    study = studied(TEXT)
    near = study.neighbours(2, 3, count=10)
    assert len(near) == 4
    assert study.occurrences[2] not in [occurrence for occurrence, _ in near]
    assert [value for _, value in near] == sorted((value for _, value in near), reverse=True)


@pytest.mark.parametrize(
    "text", ["a point\nthe point", "a: a point\na: the point", "a: a point\nb: the point", "a: a point"]
)
def test_without_two_senses_and_a_pair_nothing_is_scored(text: str) -> None:
    study = studied(text)
    assert study.scores is None
    assert study.best_layer is None


def test_sentences_without_a_sense_are_drawn_and_not_scored() -> None:
    study = studied(f"{TEXT}\nno name for this point")
    assert len(study.occurrences) == 6
    assert study.scores
    scored = studied(TEXT).scores
    assert scored
    assert study.scores.chance == scored.chance


def test_a_word_in_pieces_lists_them() -> None:
    assert studied("a: the zorgle jumps", "zorgle").pieces == (("z", "##org", "##le"),)


def test_what_the_model_does_not_read_is_kept_apart() -> None:
    far = Occurrence("漢" * 600 + " point", "a", 601, 606)
    near = Occurrence("a point", "a", 2, 7)
    study = study_senses(shared_runtime(), MODEL, [far, near])
    assert study.unread == (far,)
    assert study.occurrences == (near,)
    with pytest.raises(InputError, match="stops reading before the word in every sentence; shorten them"):
        study_senses(shared_runtime(), MODEL, [far])


def test_attention_is_a_share_of_each_token_in_every_layer_and_head() -> None:
    occurrence = parse_sentences("a: my zorgle sleeps", "zorgle").occurrences[0]
    found = attend(shared_runtime(), MODEL, occurrence)
    assert [found.tokens[position] for position in found.target] == ["z", "##org", "##le"]
    assert [found.tokens[position] for position in found.special] == ["[CLS]", "[SEP]"]
    assert found.heads.shape == (3, 12, len(found.tokens))
    assert found.heads.sum(axis=-1) == pytest.approx(np.ones((3, 12)), abs=1e-4)


def test_weights_are_of_one_layer_one_head_or_their_mean() -> None:
    found = attend(shared_runtime(), MODEL, parse_sentences("a: a point", "point").occurrences[0])
    assert np.array_equal(found.weights(1, 4), found.heads[0, 4])
    assert found.weights(3) == pytest.approx(found.heads[2].mean(axis=0))
