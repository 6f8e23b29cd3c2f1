"""Parts by words add up to the score, and each word has what its pieces bring."""

import numpy as np
import pytest

from embedlab.compute.parts import total
from embedlab.lessons.every_family.examples import RANKERS
from embedlab.lessons.every_family.study_parts import paired, rank_agreement
from embedlab.lessons.every_family.study_tokens import Occlusion
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.by_terms import attended_words
from embedlab.studies.word_parts import Side, WordParts, is_one_piece, word_parts
from embedlab.words import words_in

TEXTS = (
    "The unaffable man glued a patch over the flat tire; the tire held.",
    "How do I fix a flat bike tire?",
    "The town registers each car.",
)
QUERY = "fix the flat tire, the unaffable tire"
SIDES: tuple[Side, ...] = ("query", "text")
WITHOUT = ("mlm-embedlab+cls", "all-minilm-l6-v2+cls", "hybrid-weighted", "hybrid-rrf", "ms-marco-minilm-l12-v2")


def parts_of(runtime: Runtime, ranker: str, query: str, texts: tuple[str, ...], side: Side) -> WordParts:
    found = word_parts(runtime, ranker, query, texts, 0, RankOptions(), side)
    assert found is not None
    return found


@pytest.mark.parametrize("ranker", [ranker for ranker in RANKERS if ranker not in WITHOUT])
@pytest.mark.parametrize("side", SIDES)
def test_the_words_and_the_rest_add_up_to_the_score(runtime: Runtime, ranker: str, side: Side) -> None:
    ranked = rank_documents(runtime, ranker, QUERY, TEXTS)
    found = parts_of(runtime, ranker, QUERY, TEXTS, side)
    assert found.words == tuple(words_in(QUERY if side == "query" else TEXTS[0]))
    assert found.values.sum() + found.rest == pytest.approx(found.score)
    assert found.score == pytest.approx(float(ranked.scores[0]), abs=1e-4)
    assert found.score == pytest.approx(total(ranked.explain(0)), abs=1e-4)


@pytest.mark.parametrize("ranker", WITHOUT)
def test_a_score_of_no_words_has_none(runtime: Runtime, ranker: str) -> None:
    assert word_parts(runtime, ranker, QUERY, TEXTS, 0, RankOptions(), "query") is None


@pytest.mark.parametrize("ranker", RANKERS)
def test_one_piece_is_what_no_table_of_parts_shows(runtime: Runtime, ranker: str) -> None:
    assert is_one_piece(ranker) == (not rank_documents(runtime, ranker, QUERY, TEXTS).explain(0))


@pytest.mark.parametrize("side", SIDES)
def test_a_term_is_shared_by_the_places_where_it_stands(runtime: Runtime, side: Side) -> None:
    explained = {part.name: part.value for part in rank_documents(runtime, "bm25", QUERY, TEXTS).explain(0)}
    found = parts_of(runtime, "bm25", QUERY, TEXTS, side)
    whole = QUERY if side == "query" else TEXTS[0]
    words = [whole[slice(*span)].lower() for span in found.words]
    assert words.count("tire") == 2
    expected = [explained.get(word, 0.0) / words.count(word) for word in words]
    assert found.values == pytest.approx(expected)
    assert found.rest == 0


def test_bm42_counts_only_the_place_with_the_most_attention(runtime: Runtime) -> None:
    (names, weights), *_ = attended_words(runtime, TEXTS)
    found = parts_of(runtime, "bm42", QUERY, TEXTS, "text")
    places = [number for number, name in enumerate(names) if name == "tire"]
    most = max(places, key=lambda number: weights[number])
    # Every word of this text is read and is one term, so their numbers are those of the words.
    assert len(names) == len(found.words)
    assert found.values[most] > 0
    assert all(found.values[place] == 0 for place in places if place != most)


def test_a_word_has_what_its_pieces_bring(runtime: Runtime) -> None:
    explained = rank_documents(runtime, "all-minilm-l6-v2", "unaffable", TEXTS).explain(0)
    assert len(explained) > 3  # [CLS], pieces, [SEP]
    found = parts_of(runtime, "all-minilm-l6-v2", "unaffable", TEXTS, "query")
    assert found.values == pytest.approx([sum(part.value for part in explained[1:-1])], abs=1e-6)
    assert found.rest == pytest.approx(explained[0].value + explained[-1].value, abs=1e-6)


def test_a_maximum_belongs_to_the_token_that_it_found(runtime: Runtime) -> None:
    found = parts_of(runtime, "all-minilm-l6-v2+maxsim", "tire", ("the town has a tire",), "text")
    assert np.flatnonzero(found.values).tolist() == [4]


@pytest.mark.parametrize("side", SIDES)
def test_a_text_of_unknown_words_has_no_part(runtime: Runtime, side: Side) -> None:
    for query, text in (("qzxqz", "a tire"), ("tire", "qzxqz"), ("qzxqz", "qzxqz")):
        found = parts_of(runtime, "glove-6b-50d", query, (text,), side)
        assert (found.score, found.values.any()) == (0.0, False)


@pytest.mark.parametrize(
    "text", ["שָׁלוֹם עולם tire", "👩‍👩‍👧‍👦 tire 👍🏽", "<b>tire</b> & $x$", "cafe\u0301 tire's", "½ ™ x² ﬁn", "मुझे हिन्दी"]
)
@pytest.mark.parametrize("ranker", [ranker for ranker in RANKERS if ranker not in WITHOUT])
def test_any_text_adds_up(runtime: Runtime, ranker: str, text: str) -> None:
    texts = (text, *TEXTS)
    score = float(rank_documents(runtime, ranker, QUERY, texts).scores[0])
    for side in SIDES:
        assert parts_of(runtime, ranker, QUERY, texts, side).score == pytest.approx(score, abs=1e-4)


def occlusion(*changes: float) -> Occlusion:
    return Occlusion(tuple((2 * i, 2 * i + 1) for i in range(len(changes))), 1.0, np.array(changes), 0)


def split(*values: float) -> WordParts:
    spans = tuple((2 * i, 2 * i + 1) for i in range(len(values)))
    return WordParts(spans, np.array(values), 0.0, sum(values))


def test_agreement_by_hand() -> None:
    assert rank_agreement(split(0.1, 0.2, 0.3), occlusion(1, 5, 9)) == pytest.approx(1.0)
    assert rank_agreement(split(0.1, 0.2, 0.3), occlusion(9, 5, 1)) == pytest.approx(-1.0)
    # Ranks 1 2 3 4 against 2 1 4 3: 1 - 6 * 4 / (4 * 15).
    assert rank_agreement(split(1, 2, 3, 4), occlusion(2, 1, 4, 3)) == pytest.approx(0.6)


def test_no_order_no_agreement() -> None:
    assert rank_agreement(split(1, 2), occlusion(1, 2)) is None
    assert rank_agreement(split(1, 1, 1), occlusion(1, 2, 3)) is None
    assert rank_agreement(split(1, 2, 3), occlusion(0, 1e-9, -1e-9)) is None


def test_only_words_with_both_numbers_are_paired() -> None:
    found = occlusion(0.5, float("nan"), 0.25)
    assert paired(split(1, 2, 3, 4), found).tolist() == [[1, 3], [0.5, 0.25]]
