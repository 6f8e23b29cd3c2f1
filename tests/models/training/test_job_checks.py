"""What is refused before a process starts, each with a sentence that says what to do."""

import math
from pathlib import Path
from typing import Any

import pytest

from embedlab import limits
from embedlab.errors import InputError, StoreError
from embedlab.models.training import WordsSpec
from embedlab.models.training.job_checks import check
from tests.models.kit.training import short, short_labelled, talk, words_spec

THAI = "ภาษาไทยเขียนติดกันโดยไม่เว้นวรรคระหว่างคำ " * 3
CHINESE = "我喜欢在北京的春天喝茶看书。他喜欢在上海的夏天喝咖啡写字。我们都喜欢语言学习和计算机科学研究。"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"temperature": 0.0}, "The temperature is 0; cosines are divided by it, so choose 0.005 to 10."),
        ({"temperature": -0.05}, "The temperature is −0.05;"),
        ({"temperature": math.nan}, "The temperature is none;"),
        ({"temperature": math.inf}, "The temperature is none;"),
        ({"batch": 1}, "A batch needs at least 2 pairs"),
        ({"batch": 151}, "A batch of 151 is too large: there are 150 pairs; choose at most 150."),
        ({"learning_rate": 0.0}, "The learning rate is 0;"),
        ({"dropout": 1.0}, "The dropout is 1;"),
        ({"steps": 0}, "A training makes 1 to 5,000 steps;"),
        ({"seconds": math.nan}, "A training may take 1 to 120 seconds;"),
        ({"seconds": 1e9}, "A training may take 1 to 120 seconds;"),
        ({"objectives": ()}, "Choose at least one objective"),
        ({"objectives": ("simcse", "simcse")}, "Choose at least one objective, and each one once."),
    ],
)
def test_a_contrastive_training_that_cannot_be(table: Path, pairs: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        check(short(table, pairs, **changes))
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize("margin", [0.0, 2.5, math.nan])
def test_a_margin_that_no_triplet_can_keep(table: Path, pairs: Path, relations: Path, margin: float) -> None:
    with pytest.raises(InputError, match="choose one over 0 and up to 2"):
        check(short_labelled(table, pairs, relations, margin=margin))
    with pytest.raises(InputError, match="A batch needs at least 2 pairs"):
        check(short_labelled(table, pairs, relations, batch=1))


def test_what_can_be_trained_passes(table: Path, pairs: Path) -> None:
    check(short(table, pairs, batch=150))
    check(words_spec())


def test_a_missing_table_or_dictionary_is_named(table: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"absent\.tsv\.gz of .* is missing"):
        check(short(table, tmp_path / "absent.tsv.gz"))
    with pytest.raises(StoreError, match=r"vectors\.npy of no-table is missing"):
        check(short(tmp_path / "no-table", tmp_path / "absent.tsv.gz"))


@pytest.mark.parametrize("content", [b"", b"no gzip at all", b"\x1f\x8b\x08broken"])
def test_a_dictionary_that_is_none_is_named(table: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.tsv.gz").write_bytes(content)
    with pytest.raises(StoreError, match=r"The pairs in odd\.tsv\.gz (cannot be read|are no table)"):
        check(short(table, tmp_path / "odd.tsv.gz"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text to learn from;"),
        (" \n\t", "There is no text to learn from;"),
        ("one two three", "The text has 3 words; a word is learnt from the company it keeps"),
        ("word", "The text has 1 word;"),
        ("12 34 -- 56 !!!", "The text has 0 words;"),
        (" ".join(f"{a}{b}" for a in "abcdef" for b in "ghijkl"), "Only 0 words occur 2 times or more;"),
        (THAI, "Words are told apart by spaces and punctuation, and this text has no spaces"),
        (CHINESE, "Words are told apart by spaces and punctuation, and this text has no spaces"),
        ("ab " * (limits.TRAINING_TEXT_CHARS // 3 + 1), "The text has 5,000,001 characters; use a part of it"),
    ],
)
def test_a_text_that_teaches_nothing(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        check(words_spec(text=text, probes=()))
    assert str(refused.value).startswith(said)


def test_a_hundred_megabytes_are_refused_without_being_read() -> None:
    with pytest.raises(InputError, match="The text has 100,000,000 characters"):
        check(words_spec(text="x" * 100_000_000))


def test_one_long_line_is_a_text_like_any_other() -> None:
    check(words_spec(text=talk().replace("\n", " ")))


def test_unspaced_scripts_with_spaces_put_in_are_a_text_like_any_other() -> None:
    check(words_spec(text="我 喜欢 喝 茶 。 他 喜欢 喝 咖啡 。 " * 10, probes=("茶",)))


def test_a_probe_must_occur_often_enough() -> None:
    with pytest.raises(
        InputError, match=r"“whale” occurs less than 2 times in this text; choose another word to follow\."
    ):
        check(words_spec(probes=("cat", "whale")))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dimension": 1}, "The number of dimensions is 1; choose 2 to 200."),
        ({"window": 0}, "The window is 0;"),
        ({"epochs": 51}, "The number of epochs is 51;"),
        ({"least_count": 0}, "The least count is 0;"),
        ({"probes": ("cat",) * 13}, "The number of probe words is 13;"),
    ],
)
def test_options_of_word_vectors_have_their_ranges(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as refused:
        check(words_spec(**changes))
    assert str(refused.value).startswith(said)


def test_a_corpus_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"stories\.txt of .* is missing"):
        check(WordsSpec(corpus=tmp_path / "stories.txt"))
