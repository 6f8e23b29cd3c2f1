"""What a masked language model gives each piece of a text while it is hidden."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.encoders.masked_scores import masked_scores, piece_numbers
from embedlab.models.runtime import Runtime

MODEL = "mlm-embedlab"
TEXT = "a flat piece of paper used for writing"


def test_each_piece_gets_what_the_model_gives_it_behind_a_mask(runtime: Runtime) -> None:
    (found,) = masked_scores(runtime, card(MODEL), [TEXT])
    vocabulary, (numbers,) = piece_numbers(runtime, card(MODEL), [TEXT])
    assert [vocabulary[number] for number in numbers] == TEXT.split()
    assert found.numbers.tolist() == numbers
    for place, word in ((4, "paper"), (1, "flat")):
        hidden = " ".join("[MASK]" if place == at else each for at, each in enumerate(TEXT.split()))
        guesses = fill_mask(runtime, card(MODEL), hidden, 100)[0]
        assert found.first[place] == (guesses[0][0] == word)
        if word in dict(guesses):
            assert np.exp(found.logs[place]) == pytest.approx(dict(guesses)[word], rel=1e-3)


def test_a_model_that_guesses_no_words_is_refused(runtime: Runtime) -> None:
    with pytest.raises(InputError, match="was not trained to guess hidden words"):
        masked_scores(runtime, card("all-minilm-l6-v2"), [TEXT])
