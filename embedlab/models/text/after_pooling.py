"""A matrix behind the pooling of a Sentence Transformers folder, as an adapter leaves one; it is run here, in NumPy.

Only what is linear: one ``Dense`` module after ``Pooling``, with the identity for its activation. Whatever else a
folder puts there is not run, and ``runs_here`` says so.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError

_PATH: Final = re.compile(r"\w{1,60}")
_IDENTITY: Final = ("torch.nn.modules.linear.Identity", "torch.nn.Identity")
_FILE: Final = "model.safetensors"


@dataclass(frozen=True)
class AfterPooling:
    """What turns a pooled vector x into W x + b.

    Attributes:
        matrix: W, (out, in) float32.
        bias: b, (out,) float32, zeros where the module has none.
        of_unit: whether x is brought to length 1 before.
    """

    matrix: NDArray[np.float32]
    bias: NDArray[np.float32]
    of_unit: bool

    def __call__(self, pooled: NDArray[np.float32]) -> NDArray[np.float32]:
        """(out,) float32, of any length."""
        length = np.linalg.norm(pooled) if self.of_unit else 1.0
        moved: NDArray[np.float32] = self.matrix @ (pooled / max(float(length), 1e-12)) + self.bias
        return moved.astype(np.float32)


def runs_here(folder: Path) -> bool:
    """Whether all modules of a folder are run here: a transformer, its pooling, at most one matrix, normalising."""
    return all(kind != "Dense" for kind, _ in _modules(folder)) or _described(folder) is not None


def numbers_out(folder: Path) -> int | None:
    """Numbers in a vector after the matrix; None where there is none."""
    described = _described(folder)
    return None if described is None else int(described[1]["out_features"])


def after_pooling(folder: Path) -> AfterPooling | None:
    """Read the matrix of a folder; None where there is none.

    Raises:
        StoreError: it cannot be read, or has another shape than the folder says.
    """
    described = _described(folder)
    if described is None:
        return None
    from safetensors import SafetensorError, safe_open

    path, config, of_unit = described
    try:
        with safe_open(str(folder / path / _FILE), framework="np") as file:
            matrix = np.asarray(file.get_tensor("linear.weight"), dtype=np.float32)
            bias = np.zeros(len(matrix), dtype=np.float32)
            if config.get("bias", True):
                bias = np.asarray(file.get_tensor("linear.bias"), dtype=np.float32)
    except (OSError, SafetensorError, TypeError, ValueError) as error:
        raise StoreError(f"The matrix in {path} of {folder.name} cannot be read; fetch the model again.") from error
    if matrix.shape != (config["out_features"], config["in_features"]) or bias.shape != (len(matrix),):
        raise StoreError(f"The matrix in {path} of {folder.name} has another shape than its config.json says.")
    return AfterPooling(matrix, bias, of_unit)


def _described(folder: Path) -> tuple[str, dict[str, Any], bool] | None:
    """Subfolder, configuration, and whether what it takes is normalised, of a matrix that is run here."""
    modules = _modules(folder)
    kinds = tuple(kind for kind, _ in modules)
    plain = ("Transformer", "Pooling", "Dense")
    of_unit = kinds[:4] == ("Transformer", "Pooling", "Normalize", "Dense")
    rest = kinds[4 if of_unit else 3 :]
    if not (of_unit or kinds[:3] == plain) or rest not in ((), ("Normalize",)):
        return None
    path = modules[kinds.index("Dense")][1]
    config = _read(folder / path / "config.json") if _PATH.fullmatch(path) else None
    if not isinstance(config, dict):
        return None
    sizes = [config.get(name) for name in ("in_features", "out_features")]
    usual = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
    linear = config.get("activation_function") in _IDENTITY and not config.get("use_residual")
    whole = all(type(size) is int and 1 <= size <= 65_536 for size in sizes) and type(config.get("bias", True)) is bool
    known = all(config.get(name, value) == value for name, value in usual.items())
    return (path, config, of_unit) if linear and whole and known else None


def _modules(folder: Path) -> list[tuple[str, str]]:
    """The last word of each module's class, and its subfolder, in order."""
    modules = _read(folder / "modules.json")
    if not isinstance(modules, list) or not all(isinstance(module, dict) for module in modules):
        return []
    return [(str(each.get("type")).rpartition(".")[2], str(each.get("path"))) for each in modules]


def _read(path: Path) -> Any:
    try:
        # A pipe of that name would be waited for without end.
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return {}
