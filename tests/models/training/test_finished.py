"""What a training leaves on disk, read again."""

from pathlib import Path

import numpy as np
import pytest

from embedlab.models.training.finished import read_result, write_result


def test_a_pickle_is_never_read(tmp_path: Path) -> None:
    write_result(
        tmp_path, {"vectors": np.array([{"an": "object"}], dtype=object), "counts": np.zeros(1)}, {"words": []}
    )
    with pytest.raises(ValueError, match="allow_pickle"):
        read_result("words", tmp_path)


def test_words_come_back_as_written_and_read_only(tmp_path: Path) -> None:
    arrays = {"vectors": np.ones((2, 3), np.float16), "counts": np.array([5, 2])}
    write_result(tmp_path, arrays, {"words": ["naïve", "茶"], "sentences": 7})
    result = read_result("words", tmp_path)
    assert result.words == ("naïve", "茶")
    assert result.sentences == 7
    assert (result.vectors.dtype, result.vectors.shape, result.counts.tolist()) == (np.float16, (2, 3), [5, 2])
    with pytest.raises(ValueError, match="read-only"):
        result.vectors[0, 0] = 2
