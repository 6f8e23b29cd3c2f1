"""Vectors of a word wherever it stands."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.catalog import card
from embedlab.models.encoders import occurrence_states, token_states
from embedlab.models.encoders.occurrences import OTHERS_PER_TEXT
from embedlab.models.runtime import Runtime

MINILM = card("all-minilm-l6-v2")
RIVER = "The boat lay at the bank of the wide river."
MONEY = "The bank raised its interest after the bank opened."


def span(text: str, word: str, number: int = 0) -> tuple[str, tuple[int, int]]:
    start = -1
    for _ in range(number + 1):
        start = text.index(word, start + 1)
    return text, (start, start + len(word))


def test_a_word_of_one_piece_has_the_states_of_its_token(runtime: Runtime) -> None:
    found = occurrence_states(runtime, MINILM, [span(RIVER, "bank")])
    hidden = token_states(runtime, MINILM, [RIVER])[0].hidden
    assert found.pieces == (("bank",),)
    assert np.abs(found.frames[:, 0] - hidden[:, 6]).max() < 1e-6


def test_a_word_of_three_pieces_is_their_mean(runtime: Runtime) -> None:
    text = "All tokenizers cut words."
    found = occurrence_states(runtime, MINILM, [span(text, "tokenizers")])
    hidden = token_states(runtime, MINILM, [text])[0].hidden
    assert found.pieces == (("token", "##izer", "##s"),)
    assert np.abs(found.frames[:, 0] - hidden[:, 2:5].mean(axis=1)).max() < 1e-5


def test_occurrences_keep_the_order_of_the_request(runtime: Runtime) -> None:
    places = [span(MONEY, "bank", 1), span(RIVER, "bank"), span(MONEY, "bank")]
    together = occurrence_states(runtime, MINILM, places)
    alone = [occurrence_states(runtime, MINILM, [place]).frames[:, 0] for place in places]
    assert together.frames.shape == (7, 3, 384)
    assert np.abs(together.frames - np.stack(alone, axis=1)).max() < 1e-5


def test_an_occurrence_beyond_the_cut_is_reported_and_not_invented(runtime: Runtime) -> None:
    long = "word " * 300 + "bank"
    found = occurrence_states(runtime, MINILM, [span(long, "bank"), span(RIVER, "bank")])
    assert (found.read, found.unread) == ((1,), (0,))
    assert found.frames.shape[1] == len(found.pieces) == 1


def test_nothing_read_gives_no_column(runtime: Runtime) -> None:
    long = "word " * 300 + "bank"
    found = occurrence_states(runtime, MINILM, [span(long, "bank")])
    assert found.frames.shape == (7, 0, 384)
    assert occurrence_states(runtime, MINILM, []).others.shape == (7, 0, 384)


def test_other_words_come_from_every_text_and_never_are_the_word_itself(runtime: Runtime) -> None:
    found = occurrence_states(runtime, MINILM, [span(RIVER, "bank"), span(MONEY, "bank"), span(MONEY, "bank", 1)])
    assert np.bincount(found.groups).tolist() == [OTHERS_PER_TEXT, OTHERS_PER_TEXT]
    distances = np.abs(found.others[6][:, None] - found.frames[6][None]).max(axis=-1)
    assert distances.min() > 1e-3


def test_other_words_follow_the_seed_and_nothing_else(runtime: Runtime) -> None:
    places = [span(RIVER, "bank")]
    first, again = (occurrence_states(runtime, MINILM, places, seed=3).others for _ in range(2))
    other = occurrence_states(runtime, MINILM, places, seed=4).others
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_role_puts_the_prompt_before_the_text_and_not_into_the_word(runtime: Runtime) -> None:
    e5 = card("e5-small-v2")
    plain = occurrence_states(runtime, e5, [span(RIVER, "bank")])
    prompted = occurrence_states(runtime, e5, [span(RIVER, "bank")], "query")
    assert plain.pieces == prompted.pieces
    assert np.abs(plain.frames[12] - prompted.frames[12]).max() > 1e-3


def test_a_static_model_has_no_layers(runtime: Runtime) -> None:
    with pytest.raises(InputError, match="has no layers; choose a contextual model"):
        occurrence_states(runtime, card("glove-6b-50d"), [span(RIVER, "bank")])
