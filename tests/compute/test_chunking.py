"""Chunks: what a text is cut into, and what a cut must never do."""

import random
import re
from itertools import pairwise

import pytest

from embedlab.compute.chunking import SHORT_PARAGRAPH, Chunking, chunk, long_paragraphs, shared

LONG = "x" * SHORT_PARAGRAPH


def words(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def cut(text: str, chunking: Chunking, offsets: list[tuple[int, int]] | None = None) -> list[str]:
    return [text[slice(*span)] for span in chunk(text, chunking, words(text) if offsets is None else offsets)]


def test_a_text_is_one_chunk_without_the_white_space_around_it() -> None:
    assert chunk(" \n a b \n", Chunking()) == [(3, 6)]
    assert chunk(" \n ", Chunking()) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_paragraphs_are_parted_by_blank_lines_alone(end: str) -> None:
    text = f"{LONG} one{end}line{end}{end}{LONG} two{end} \t{end}{end}{LONG} three{end}"
    assert cut(text, Chunking("paragraphs")) == [f"{LONG} one{end}line", f"{LONG} two", f"{LONG} three"]


def test_a_heading_goes_with_the_paragraph_below_it() -> None:
    assert cut(f"Title\n\nPart one\n\n{LONG}\n\n{LONG}2", Chunking("paragraphs")) == [
        f"Title\n\nPart one\n\n{LONG}",
        f"{LONG}2",
    ]


def test_a_short_last_paragraph_goes_with_the_one_above_it() -> None:
    assert cut(f"{LONG}\n\nThe end", Chunking("paragraphs")) == [f"{LONG}\n\nThe end"]
    assert cut("a\n\nb", Chunking("paragraphs")) == ["a\n\nb"]


def test_windows_share_as_many_tokens_as_they_should() -> None:
    assert cut("a b c d e f g", Chunking("tokens", 3, 1)) == ["a b c", "c d e", "e f g"]
    assert cut("a b c d e", Chunking("tokens", 2, 0)) == ["a b", "c d", "e"]
    assert cut("a b", Chunking("tokens", 3, 1)) == ["a b"]
    assert cut("", Chunking("tokens", 3, 1)) == []


def test_a_window_ends_before_a_word_that_it_has_no_room_for() -> None:
    text = "to tokenisation go"
    offsets = [(0, 2), (3, 8), (8, 15), (16, 18)]
    assert cut(text, Chunking("tokens", 2, 0), offsets) == ["to", "tokenisation", "go"]


def test_a_word_longer_than_a_chunk_is_cut() -> None:
    text = "abcdef g"
    offsets = [(0, 2), (2, 4), (4, 6), (7, 8)]
    assert cut(text, Chunking("tokens", 2, 1), offsets) == ["abcd", "ef g"]


def test_a_script_without_spaces_is_cut_between_any_two_tokens() -> None:
    text = "東京都庁舎"
    assert cut(text, Chunking("tokens", 3, 1), [(i, i + 1) for i in range(5)]) == ["東京都", "都庁舎"]


@pytest.mark.parametrize("seed", range(20))
def test_windows_lose_nothing_and_keep_their_limits(seed: int) -> None:
    draw = random.Random(seed)
    text, offsets = "", []
    for _ in range(60):
        for _ in range(draw.choice((1, 1, 1, 2, 3, 5))):
            piece = "y" * draw.randint(1, 4)
            offsets.append((len(text), len(text) + len(piece)))
            text += piece
        text += draw.choice((" ", "\n\n", "  "))
    tokens = draw.randint(2, 20)
    chunking = Chunking("tokens", tokens, draw.randint(0, tokens - 1))
    spans = chunk(text, chunking, offsets)
    inside = [[number for number, (a, b) in enumerate(offsets) if start <= a and b <= end] for start, end in spans]
    assert {number for each in inside for number in each} == set(range(len(offsets)))
    assert max(map(len, inside)) <= tokens
    assert all(before[0] < after[0] and before[-1] < after[-1] for before, after in pairwise(inside))
    both = [len(set(before) & set(after)) for before, after in pairwise(inside)]
    assert max(both, default=0) <= chunking.overlap


def test_what_neighbours_share_is_told_in_characters() -> None:
    text = "a b c d e"
    assert [text[slice(*span)] for span in shared(chunk(text, Chunking("tokens", 3, 1), words(text)))] == ["c"]


def test_a_paragraph_that_is_too_long_is_named() -> None:
    assert long_paragraphs([(0, 5), (7, 90)], [4, 30], 20) == [1]
    with pytest.raises(ValueError, match="zip"):
        long_paragraphs([(0, 5)], [], 20)


@pytest.mark.parametrize("wrong", [("tokens", 0, 0), ("tokens", 8, 8), ("tokens", 8, -1)])
def test_a_chunking_that_cannot_go_forward_is_refused(wrong: tuple[str, int, int]) -> None:
    with pytest.raises(ValueError, match="at least one token"):
        Chunking("tokens", *wrong[1:])
