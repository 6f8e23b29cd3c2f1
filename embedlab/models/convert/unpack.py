"""Named weights out of an ONNX file, 32-bit or dynamically quantised to 8 bits.

An exporter folds ``nn.Linear`` weights into anonymous, transposed initialisers (``onnx::MatMul_123``); the node
that uses one still carries the module path, so the name is read from there. Quantised weights are expanded by
``(q - zero_point) * scale`` (Jacob et al., CVPR 2018, eq. 1).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embedlab.errors import StoreError

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto

Weights = dict[str, NDArray[np.float32]]

_WRAPPERS = ("model.0.auto_model.",)
"""Prefixes that an export puts before the names of the encoder's own parameters."""


def weights_from_onnx(path: Path) -> Weights:
    """Read every named parameter of an exported encoder as float32, under its name in the torch model.

    Raises:
        StoreError: the file is not a readable ONNX model.
    """
    import onnx
    from onnx import numpy_helper

    try:
        graph = onnx.load(str(path), load_external_data=False).graph
    except Exception as error:  # protobuf's own error type, which comes without type information
        raise StoreError(f"{path.name} is not a readable ONNX file; fetch the model again.") from error
    raw = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    factors = dict(_matrix_factors(graph))
    weights: Weights = {}
    for name, array in _dequantised(raw):
        if name in factors:
            weights[_without_wrapper(factors[name])] = np.ascontiguousarray(array.T)
        elif not name.startswith("onnx::"):
            weights[_without_wrapper(name)] = array
    if not weights:  # a few stray bytes can pass for a graph without anything in it
        raise StoreError(f"{path.name} is not a readable ONNX file; fetch the model again.")
    return weights


def _dequantised(raw: dict[str, NDArray[np.generic]]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for name, array in raw.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            offset = raw[f"{stem}_zero_point"].astype(np.float32)
            scale = raw[f"{stem}_scale"].astype(np.float32)
            yield stem, (array.astype(np.float32) - offset) * scale
        elif array.dtype == np.float32 and not name.endswith(("_scale", "_zero_point")):
            yield name, array.astype(np.float32)


def _matrix_factors(graph: "GraphProto") -> Iterator[tuple[str, str]]:
    """Initialisers that a node multiplies by, (in, out) and so transposed against ``nn.Linear``, with their names.

    A quantised ``Gemm`` keeps the parameter's name but stores the transposed matrix, as ``MatMul`` does.
    """
    for node in graph.node:
        for name in node.input:
            stem = name.removesuffix("_quantized")
            if name.startswith("onnx::MatMul_") and not name.endswith(("_scale", "_zero_point")):
                yield stem, _parameter_of(node)
            elif node.op_type == "MatMulInteger" and name.endswith(".weight_quantized"):
                yield stem, stem


def _parameter_of(node: "NodeProto") -> str:
    module = node.name.strip("/").removesuffix("_quant").rsplit("/", 1)[0]
    return module.removeprefix("model/").replace("/", ".") + ".weight"


def _without_wrapper(name: str) -> str:
    for wrapper in _WRAPPERS:
        name = name.removeprefix(wrapper)
    return name
