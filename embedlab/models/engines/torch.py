"""torch through transformers: on CUDA and Apple GPUs in half precision, on the CPU in float32."""

from pathlib import Path
from typing import Any

import numpy as np

from embedlab.models.convert.load import load_torch
from embedlab.models.engines.contract import Batch, Floats, Forward, Wanted


class TorchEngine:
    """One transformers model.

    Args:
        folder: a model folder in Hugging Face layout with safetensors.
        device: ``cpu``, ``cuda`` or ``mps``.
        threads: threads of one forward pass on the CPU.

    Raises:
        StoreError: the weights are missing, incomplete or of an unknown architecture.
    """

    name = "torch"

    def __init__(self, folder: Path, device: str, threads: int) -> None:
        import torch

        torch.set_num_threads(threads)
        model = load_torch(folder)
        for tensor in (*model.parameters(), *model.buffers()):
            # The weights may be a mapped file, and where that is cut short the next pass would end the process.
            tensor.data = tensor.data.clone()
        # Half precision halves memory and more than doubles speed on a GPU; on a CPU it is slower than float32.
        self._model: Any = (model.half() if device != "cpu" else model).to(device)
        self.device = device
        self.layers = int(model.config.num_hidden_layers)
        self.bytes = sum(p.numel() * p.element_size() for p in self._model.parameters())
        self._segments = getattr(model.config, "type_vocab_size", 0) > 1

    def forward(self, batch: Batch, wanted: Wanted) -> Forward:
        """Run the model and copy the wanted outputs back to the CPU as float32."""
        import torch

        inputs = {"input_ids": batch.ids, "attention_mask": batch.mask}
        if self._segments:
            inputs["token_type_ids"] = batch.types
        with torch.inference_mode():
            output = self._model(
                **{name: torch.from_numpy(array).to(self.device) for name, array in inputs.items()},
                output_hidden_states=bool(wanted.layers),
                output_attentions=bool(wanted.attentions),
                return_dict=True,
            )
        attentions = [_to_numpy(output.attentions[layer - 1]) for layer in wanted.attentions]
        return Forward(
            hidden={layer: _to_numpy(output.hidden_states[layer]) for layer in wanted.layers},
            attentions=np.stack(attentions, axis=1) if attentions else None,
            logits=_to_numpy(output.logits) if wanted.logits else None,
        )

    def close(self) -> None:
        """Drop the model, and on a GPU hand its memory back."""
        del self._model
        if self.device == "cuda":
            import torch

            torch.cuda.empty_cache()


def _to_numpy(tensor: Any) -> Floats:
    array: Floats = tensor.float().cpu().numpy()
    return array
