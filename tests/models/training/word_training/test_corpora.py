"""Texts as sentences of words."""

from pathlib import Path

from embedlab.models.training.word_training.corpora import lee_background, sentences, sentences_in, vocabulary
from tests.models.kit.training import words_spec, write_pairs


def test_sentences_end_at_stops_and_at_line_ends() -> None:
    text = ["One two. Three four!\nFive", "", "Don’t stop; it's 3 o'clock"]
    assert list(sentences_in(text)) == [
        ["one", "two"], ["three", "four"], ["five"], ["don't", "stop", "it's", "o'clock"],
    ]  # fmt: skip


def test_sentences_end_at_the_stops_of_other_scripts() -> None:
    assert list(sentences_in(["我 喝 茶。你 喝 水\uff01"])) == [["我", "喝", "茶"], ["你", "喝", "水"]]


def test_a_line_without_a_stop_loses_no_word() -> None:
    """Gensim drops silently what follows the ten-thousandth word of a sentence."""
    found = list(sentences_in([" ".join(["word"] * 25_001)]))
    assert max(map(len, found)) <= 10_000
    assert sum(map(len, found)) == 25_001


def test_a_word_counts_from_its_least_count_on() -> None:
    assert vocabulary([["a", "b"], ["a", "c", "b"], ["a"]], 2) == {"a": 3, "b": 2}


def test_definitions_are_read_with_their_terms_and_without_the_held_out(tmp_path: Path) -> None:
    corpus = write_pairs(tmp_path / "pairs.tsv.gz", train=30, held_out=5)
    read = sentences(words_spec(text="", corpus=corpus))
    assert len(read) == 30
    assert [read[0][0], *read[0][3:5]] == ["bal", "ban", "bar"]


def test_the_news_stories_are_found_without_importing_gensim() -> None:
    read = sentences(words_spec(text="", corpus=lee_background()))
    assert 50_000 < sum(map(len, read)) < 70_000
