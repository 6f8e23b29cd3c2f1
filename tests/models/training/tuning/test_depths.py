"""What each depth lets change, and that nothing else does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from embedlab.errors import InputError
from embedlab.models.training import TuningSpec
from embedlab.models.training.tuning.depths import free_upper_layers

Tune = Callable[[TuningSpec], tuple[Path, list[tuple[str, object]]]]


def changed(before: Path, after: Path) -> set[str]:
    """Names of the weights that are not what they were."""
    first, last = (load_file(folder / "model.safetensors") for folder in (before, after))
    assert first.keys() == last.keys()
    return {name for name in first if not np.array_equal(first[name], last[name])}


def test_an_adapter_changes_no_weight_of_the_model(
    generalist: Path, spec: Callable[..., TuningSpec], tuned: Tune
) -> None:
    folder, _ = tuned(spec(depth="adapter"))
    assert changed(generalist, folder / "model") == set()
    matrix = load_file(folder / "model" / "2_Dense" / "model.safetensors")["linear.weight"]
    assert matrix.shape == (16, 16)
    assert 0 < np.abs(matrix - np.eye(16)).max() < 0.1


def test_lora_changes_the_upper_attentions_alone(
    generalist: Path, spec: Callable[..., TuningSpec], tuned: Tune
) -> None:
    folder, _ = tuned(spec(depth="lora"))
    found = changed(generalist, folder / "model")
    assert found
    assert all("layer.1.attention.self." in name and name.endswith(".weight") for name in found)
    name = next(iter(found))
    first, last = (load_file(each / "model.safetensors")[name] for each in (generalist, folder / "model"))
    assert np.linalg.matrix_rank(last - first, tol=1e-6) <= 2


def test_the_last_layers_change_and_no_others(generalist: Path, spec: Callable[..., TuningSpec], tuned: Tune) -> None:
    folder, _ = tuned(spec(depth="layers"))
    found = changed(generalist, folder / "model")
    assert found
    assert all("encoder.layer." in name for name in found)


def test_all_weights_change_when_they_may(generalist: Path, spec: Callable[..., TuningSpec], tuned: Tune) -> None:
    folder, _ = tuned(spec(depth="whole"))
    assert any("word_embeddings" in name for name in changed(generalist, folder / "model"))


def test_a_model_without_layers_is_refused() -> None:
    class Odd:
        auto_model = None

    odd: Any = [Odd()]
    with pytest.raises(InputError, match="choose another depth"):
        free_upper_layers(odd)
