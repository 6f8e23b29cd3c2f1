"""Truncation: where a model stops, how much is lost, and that what is not read changes nothing."""

import pytest

from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.study_cut import Cut, count_tokens, measure_cut, whole
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime

PARAPHRASE, E5, GLOVE = card("paraphrase-minilm-l3-v2"), card("e5-small-v2"), card("glove-6b-50d")
LONG = "snow " * 130
NEWS = "And then the roof fell in."


def test_what_is_never_read_changes_nothing(runtime: Runtime) -> None:
    cut = measure_cut(runtime, PARAPHRASE, LONG.strip(), NEWS)
    assert cut.changed == pytest.approx(1.0, abs=1e-6)
    assert (cut.limit, cut.tokens) == (128, 132)
    assert cut.cut_at == 126 * len("snow ")
    assert cut.share_lost(LONG.strip()) == pytest.approx((649 - 630) / 649)


def test_what_is_read_changes_the_vector(runtime: Runtime) -> None:
    cut = measure_cut(runtime, PARAPHRASE, "Snow fell.", NEWS)
    assert cut.cut_at is None
    assert cut.share_lost("Snow fell.") == 0.0
    assert cut.changed < 0.9


def test_a_cut_within_the_addition_loses_nothing_of_the_text(runtime: Runtime) -> None:
    text = ("snow " * 124).strip()
    cut = measure_cut(runtime, PARAPHRASE, text, NEWS)
    assert cut.cut_at is not None
    assert len(text) < cut.cut_at < len(whole(text, NEWS))
    assert cut.share_lost(text) == 0.0


def test_a_table_of_words_has_no_limit(runtime: Runtime) -> None:
    cut = measure_cut(runtime, GLOVE, LONG, NEWS)
    assert (cut.limit, cut.tokens, cut.cut_at) == (None, 130, None)
    assert 0.9 < cut.changed < 1


def test_tokens_are_counted_beyond_the_limit_and_with_the_prompt(runtime: Runtime) -> None:
    assert count_tokens(runtime, PARAPHRASE, "snow " * 1_000) == 1_002
    assert count_tokens(runtime, E5, "snow " * 3) == 7
    assert count_tokens(runtime, PARAPHRASE, "unsinkability " * 60) == 60 * count_pieces(runtime, "unsinkability") + 2
    assert count_tokens(runtime, PARAPHRASE, "雪" * 400) == 402  # no space to part them at


def count_pieces(runtime: Runtime, word: str) -> int:
    return runtime.with_transformer(PARAPHRASE, lambda model: len(model.tokenizer.encode(word)) - 2)


def test_nothing_to_add_and_nothing_to_lose() -> None:
    assert whole("a", "") == "a"
    assert Cut(128, 0, None, 1.0).share_lost("") == 0.0


def test_the_shipped_text_is_read_differently_by_each_limit(runtime: Runtime) -> None:
    long = load_long_text()
    found = {
        c.id: measure_cut(runtime, c, long.text, long.addition) for c in (PARAPHRASE, card("all-minilm-l6-v2"), E5)
    }
    lost = {model: cut.share_lost(long.text) for model, cut in found.items()}
    assert lost["paraphrase-minilm-l3-v2"] > 0.5 > lost["all-minilm-l6-v2"] > 0 == lost["e5-small-v2"]
    assert found["e5-small-v2"].changed < 0.999
