"""The default engine: onnxruntime on the CPU, without importing torch."""

import os
from pathlib import Path

import numpy as np

from embedlab.errors import StoreError
from embedlab.models.engines.contract import Batch, Floats, Forward, Wanted


class OnnxEngine:
    """One ONNX graph whose outputs name every layer (see ``convert/export.py``).

    Args:
        folder: a model folder that holds ``onnx/model.onnx``.
        threads: threads of one forward pass.

    Raises:
        StoreError: the graph cannot be read.
    """

    name = "onnx"
    device = "cpu"

    def __init__(self, folder: Path, threads: int) -> None:
        # From 1.32 on onnxruntime reports to its maker, by default and on its first import, unless told before it.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        import onnxruntime

        path = folder / "onnx" / "model.onnx"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that spin between two passes would starve the other visitors of a small server.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Without the arena, memory of one long batch goes back to the system instead of staying for good.
        options.enable_cpu_mem_arena = False
        try:
            self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises types of its own, one for each kind of damage
            raise StoreError(f"The graph of {folder.name} cannot be read; fetch the model again.") from error
        self._inputs = [entry.name for entry in self._session.get_inputs()]
        self._outputs = {entry.name for entry in self._session.get_outputs()}
        self.layers = sum(name.startswith("attention.") for name in self._outputs)
        if not {f"hidden.{layer}" for layer in range(self.layers + 1)} <= self._outputs:
            raise StoreError(f"The graph of {folder.name} lacks layers; fetch the model again.")
        self.bytes = path.stat().st_size

    def forward(self, batch: Batch, wanted: Wanted) -> Forward:
        """Run the graph and copy out only the wanted outputs."""
        feed = {"input_ids": batch.ids, "attention_mask": batch.mask, "token_type_ids": batch.types}
        names = [f"hidden.{layer}" for layer in wanted.layers]
        names += [f"attention.{layer}" for layer in wanted.attentions]
        names += ["logits"] if wanted.logits else []
        arrays = self._session.run(names, {name: feed[name] for name in self._inputs})
        outputs: dict[str, Floats] = dict(zip(names, arrays, strict=True))
        attentions = [outputs[f"attention.{layer}"] for layer in wanted.attentions]
        return Forward(
            hidden={layer: outputs[f"hidden.{layer}"] for layer in wanted.layers},
            attentions=np.stack(attentions, axis=1) if attentions else None,
            logits=outputs.get("logits"),
        )

    def close(self) -> None:
        """Drop the session and its weights."""
        del self._session
