"""The pooling bench: orders by hand, ties, texts without a vector, and what the lesson says of arithmetic."""

import numpy as np
import pytest

from embedlab.lessons.word_or_sentence.examples import SentencePair, load_pairs
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED, Bench, pair_cosines
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime

MEAN = Setup("all-minilm-l6-v2", "mean")
KINDS = ("paraphrase", "paraphrase", "word_order", "negation", "role_swap", "unrelated")
PAIRS = tuple(SentencePair(kind, "a", "b", kind in ("paraphrase", "word_order")) for kind in KINDS)


def bench(*cosines: float) -> Bench:
    return Bench(PAIRS, {MEAN: np.array(cosines, np.float32)})


def test_orders_by_hand() -> None:
    found = bench(0.5, 0.7, 0.9, 0.6, 0.9, 0.1)
    # 0.5 beats one of three, 0.7 two, 0.9 two and ties one
    assert found.quality[MEAN] == pytest.approx((1 + 2 + 2.5) / 9)
    assert found.paraphrases_above(MEAN, UNRELATED) == 1.0
    assert found.paraphrases_above(MEAN, LOOK_ALIKES) == pytest.approx(1 / 4)
    assert found.paraphrases_above(MEAN, ("negation",)) == pytest.approx(1 / 2)
    assert found.means[MEAN] == pytest.approx(
        {"paraphrase": 0.6, "word_order": 0.9, "negation": 0.6, "role_swap": 0.9, "unrelated": 0.1}
    )


def test_places_run_from_0_to_1_and_ties_share_one() -> None:
    assert bench(0.5, 0.7, 0.9, 0.6, 0.9, 0.1).relative_ranks(MEAN) == pytest.approx([0.2, 0.6, 0.9, 0.4, 0.9, 0.0])


def test_the_same_words_in_another_order_have_the_same_mean_to_the_last_digit(runtime: Runtime) -> None:
    pairs = [(p.left, p.right) for p in load_pairs() if p.kind in ("word_order", "role_swap")]
    for model in ("glove-6b-50d", "word2vec-embedlab"):
        found = pair_cosines(runtime, card(model), pairs)
        assert set(found[Setup(model, "mean")].tolist()) == {1.0}
        assert set(found[Setup(model, "max")].tolist()) == {1.0}
        assert found[Setup(model, "weighted")].max() < 1


def test_a_pair_without_a_vector_is_missing_and_the_others_are_not(runtime: Runtime) -> None:
    found = pair_cosines(runtime, card("glove-6b-50d"), [("Snow falls.", "qqqzzqx"), ("Snow falls.", "Snow falls.")])
    for values in found.values():
        assert np.isnan(values[0])
        assert values[1] == 1.0


def test_a_cosine_does_not_depend_on_the_other_pairs_or_on_the_side(runtime: Runtime) -> None:
    one, other = "The dog bit the man.", "Loud sounds drive me mad."
    alone = pair_cosines(runtime, card(MEAN.model), [(one, other)])
    among = pair_cosines(runtime, card(MEAN.model), [("Snow.", "Rain falls on a tin roof."), (other, one)])
    for setup, values in alone.items():
        assert among[setup][1] == pytest.approx(values[0], abs=1e-4)
