"""A tuning says how it goes, saves what it found, and comes out the same again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.training import TuningSpec
from embedlab.models.training.specs import TuningDepth
from embedlab.models.training.tuning.tuning_rows import read_probe
from tests.models.kit.tuning import PROBE

Spec = Callable[..., TuningSpec]
Tune = Callable[[TuningSpec], tuple[Path, list[tuple[str, Any]]]]


def arrays_of(folder: Path) -> dict[str, np.ndarray]:
    with np.load(folder / "arrays.npz") as stored:
        return dict(stored)


def encoded(folder: Path, texts: tuple[str, ...]) -> np.ndarray:
    """What Sentence Transformers itself makes of the texts."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    assert model.max_seq_length == 32  # as it came, whatever texts were cut to while tuning
    return np.asarray(model.encode(list(texts), batch_size=1, show_progress_bar=False))


@pytest.mark.parametrize("depth", get_args(TuningDepth))
def test_the_saved_model_gives_the_vectors_that_were_found(
    depth: str, generalist: Path, spec: Spec, tuned: Tune
) -> None:
    asked = spec(depth=depth, most_tokens=8)
    folder, _ = tuned(asked)
    found, probe = arrays_of(folder), read_probe(asked.probe)
    assert found["before"].shape == found["after"].shape == (PROBE, 16)
    assert found["after"].dtype == np.float16
    assert np.abs(encoded(generalist, probe) - found["before"]).max() < 5e-4  # float16 of numbers under 1
    assert np.abs(encoded(folder / "model", probe) - found["after"]).max() < 5e-4
    assert np.abs(found["after"].astype(np.float32) - found["before"]).max() > 2e-3


@pytest.mark.parametrize("depth", ["adapter", "lora"])
def test_the_same_seed_gives_the_same_numbers(depth: str, spec: Spec, tuned: Tune) -> None:
    first, again, other = (arrays_of(tuned(spec(depth=depth, seed=seed))[0]) for seed in (1, 1, 2))
    assert np.array_equal(first["losses"], again["losses"])
    assert np.array_equal(first["after"], again["after"])
    assert not np.array_equal(first["losses"], other["losses"])


def test_the_loss_is_told_and_falls(spec: Spec, tuned: Tune) -> None:
    folder, said = tuned(spec(depth="whole", epochs=8))
    steps = [value for what, value in said if what == "step"]
    losses = arrays_of(folder)["losses"]
    assert [steps[0]["step"], steps[-1]["step"]] == [1, len(losses)]
    assert steps[0]["loss"] == pytest.approx(losses[0])
    assert np.mean(losses[-5:]) < np.mean(losses[:5])
    assert [each["share"] for each in steps] == sorted(each["share"] for each in steps)


def test_what_is_known_of_it_is_written(spec: Spec, tuned: Tune) -> None:
    folder, _ = tuned(spec(depth="lora", most_pairs=16, epochs=3))
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    # The upper one of two layers x query, key, value x (A and B of 16 x 2).
    assert facts["about"]["parameters"] == 3 * 2 * 16 * 2
    assert facts["about"]["pairs"] == 16
    assert facts["about"]["steps"] == len(arrays_of(folder)["losses"]) >= 6
    assert facts["parameters_all"] > 1_000


def test_frozen_vectors_take_the_place_of_reading(spec: Spec, tuned: Tune, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    vectors = {name: rng.standard_normal((40, 16)) for name in ("query", "text", "negative")}
    vectors["probe"] = rng.standard_normal((PROBE, 16))
    unit = {name: each / np.linalg.norm(each, axis=1, keepdims=True) for name, each in vectors.items()}
    np.savez(tmp_path / "frozen.npz", **{name: each.astype(np.float16) for name, each in unit.items()})
    folder, _ = tuned(spec(depth="adapter", frozen=tmp_path / "frozen.npz"))
    assert np.array_equal(arrays_of(folder)["before"], unit["probe"].astype(np.float16))


@pytest.mark.parametrize("depth", ["adapter", "lora"])
def test_too_high_a_rate_diverges_in_a_sentence(depth: str, spec: Spec, tuned: Tune) -> None:
    with pytest.raises(InputError, match=r"Tuning diverged at step .*the generalist is kept.*smaller learning rate"):
        tuned(spec(depth=depth, learning_rate=1e3, epochs=10))


def test_time_that_is_up_ends_it_and_is_said(spec: Spec, tuned: Tune) -> None:
    folder, said = tuned(spec(depth="whole", epochs=50, seconds=0.2))
    (message,) = [value for what, value in said if what == "message"]
    assert message.startswith("Time was up after ")
    assert (folder / "model" / "model.safetensors").is_file()


def test_the_readme_says_how_and_not_where(spec: Spec, tuned: Tune, tmp_path: Path) -> None:
    folder, _ = tuned(spec(depth="lora", seed=7))
    text = (folder / "model" / "README.md").read_text(encoding="utf-8")
    assert "MultipleNegativesRankingLoss, temperature 0.05 (scale 20)" in text
    assert "40 pairs" in text
    assert "Seed: 7" in text
    for path in (folder / "model").rglob("*.json"):
        text += path.read_text(encoding="utf-8")
    assert str(tmp_path.parent) not in text
    assert "generalist" not in text.replace("a model of one's own", "")
