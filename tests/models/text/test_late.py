"""ColBERT's way of reading: markers, mask expansion, punctuation left out of documents."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import StoreError
from embedlab.models.text.late import QUERY_TOKENS, compared, projection, read_late
from embedlab.models.text.tokens import TextTokenizer
from tests.models.kit.making import tiny_roberta


@pytest.fixture(scope="module")
def colbert(home: Path) -> TextTokenizer:
    return TextTokenizer(home / "models" / "answerai-colbert-small-v1", 300)


def test_a_query_is_marked_and_filled_up_with_masks(colbert: TextTokenizer) -> None:
    tokens = read_late(colbert, "What is Python?", "query").tokens
    assert tokens == ("[CLS]", "[unused0]", "what", "is", "python", "?", "[SEP]") + ("[MASK]",) * 25


def test_the_markers_are_single_tokens_of_the_vocabulary(colbert: TextTokenizer) -> None:
    assert read_late(colbert, "x", "query").ids[1] == 1
    assert read_late(colbert, "x", "document").ids[1] == 2


def test_a_long_query_is_cut_to_its_length_and_says_so(colbert: TextTokenizer) -> None:
    read = read_late(colbert, "word " * 50, "query")
    assert len(read) == QUERY_TOKENS
    assert read.tokens[-1] == "[SEP]"
    assert read.cut_at == 5 * (QUERY_TOKENS - 3)


def test_the_masks_are_seen_by_no_token_unless_the_model_was_trained_so(colbert: TextTokenizer) -> None:
    assert read_late(colbert, "What is Python?", "query").attended == (True,) * 7 + (False,) * 25
    assert read_late(colbert, "What is Python?", "query", attend_to_masks=True).attended is None
    assert read_late(colbert, "A [MASK] snake.", "document").attended is None


def test_a_document_is_marked_and_not_filled_up(colbert: TextTokenizer) -> None:
    read = read_late(colbert, "A snake.", "document")
    assert read.tokens == ("[CLS]", "[unused1]", "a", "snake", ".", "[SEP]")
    assert read.offsets == ((0, 0), (0, 0), (0, 1), (2, 7), (7, 8), (0, 0))


def test_all_tokens_of_a_query_are_compared(colbert: TextTokenizer) -> None:
    assert compared(read_late(colbert, "What? (Python!)", "query"), "query").all()


def test_punctuation_of_a_document_is_left_out(colbert: TextTokenizer) -> None:
    read = read_late(colbert, 'A "snake", (or) not... #1', "document")
    left_out = [token for token, kept in zip(read.tokens, compared(read, "document"), strict=True) if not kept]
    assert left_out == ['"', '"', ",", "(", ")", ".", ".", ".", "#"]


def test_a_vocabulary_without_markers_is_refused(tmp_path: Path) -> None:
    tokenizer = TextTokenizer(tiny_roberta(tmp_path), 64)
    with pytest.raises(StoreError, match=r"has no \[unused0\]; it is not a ColBERT model"):
        read_late(tokenizer, "hello", "query")


@pytest.mark.parametrize("place", ["model.safetensors", "1_Dense/model.safetensors"])
def test_the_last_linear_layer_is_found_in_either_place(place: str, tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    (tmp_path / place).parent.mkdir(exist_ok=True)
    matrix = np.arange(6, dtype=np.float16).reshape(2, 3)
    save_file({"linear.weight": matrix, "bert.x": np.zeros(1, np.float32)}, tmp_path / place)
    found = projection(tmp_path)
    assert found is not None
    assert found.dtype == np.float32
    assert np.array_equal(found, matrix)


def test_a_backbone_has_no_last_linear_layer(home: Path) -> None:
    assert projection(home / "models" / "answerai-colbert-small-v1") is None
