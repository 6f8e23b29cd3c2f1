"""Word vectors from raw text: words of the same company end up together."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.models.training.finished import read_result
from embedlab.models.training.specs import WordMethod, WordsSpec
from embedlab.models.training.word_training.word_run import train_words
from tests.models.kit.training import words_spec


def run(spec: WordsSpec, folder: Path) -> list[tuple[str, Any]]:
    """Train; what was said, as it crosses the border between processes."""
    folder.mkdir(exist_ok=True)
    said: list[tuple[str, Any]] = []
    train_words(spec, folder, lambda what, value: said.append((what, json.loads(json.dumps(value)))))
    return said


def steps(said: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    return [value for what, value in said if what == "step"]


@pytest.mark.parametrize("method", ["skip-gram", "cbow", "fasttext"])
def test_words_of_one_company_become_neighbours(method: WordMethod, tmp_path: Path) -> None:
    looks = steps(run(words_spec(method=method, epochs=40), tmp_path))
    best = {probe: [word for word, _ in near[:7]] for probe, near in looks[-1]["neighbours"].items()}
    assert "dog" in best["cat"]
    assert "moon" in best["sun"]
    assert not {"sun", "moon"} & set(best["cat"])


def test_a_look_after_every_epoch_and_one_before_the_first(tmp_path: Path) -> None:
    looks = steps(run(words_spec(), tmp_path))
    assert [look["epoch"] for look in looks] == [0, 1, 2, 3]
    assert [look["share"] for look in looks] == [0, pytest.approx(1 / 3), pytest.approx(2 / 3), 1]
    assert looks[0]["loss"] is None


def test_the_loss_falls(tmp_path: Path) -> None:
    losses = [look["loss"] for look in steps(run(words_spec(epochs=12), tmp_path))[1:]]
    assert losses[-1] < losses[0] * 0.95
    assert all(0 < loss < 60 for loss in losses)


def test_fasttext_has_no_loss_to_tell(tmp_path: Path) -> None:
    assert all(look["loss"] is None for look in steps(run(words_spec(method="fasttext"), tmp_path)))


def test_a_seed_decides_everything(tmp_path: Path) -> None:
    once, again, other = (
        steps(run(words_spec(seed=seed), tmp_path / str(seed)))[-1]["neighbours"] for seed in (1, 1, 2)
    )
    assert once == again
    assert once != other


def test_the_result_is_the_vocabulary_by_falling_frequency(tmp_path: Path) -> None:
    run(words_spec(), tmp_path)
    result = read_result("words", tmp_path)
    assert result.vectors.shape == (len(result.words), 8)
    assert result.vectors.dtype == np.float16
    assert (np.diff(result.counts) <= 0).all()
    assert {"cat", "dog", "sun", "moon"} < set(result.words)
    assert result.sentences == 400


def test_time_that_is_up_ends_a_training_and_says_so(tmp_path: Path) -> None:
    said = run(words_spec(epochs=50, seconds=0.01), tmp_path)
    assert steps(said)[-1]["epoch"] < 50
    assert next(value for what, value in said if what == "message").startswith("Time was up after ")
    assert read_result("words", tmp_path).vectors.size > 0
