"""Export a torch encoder to ONNX once, with every layer's hidden states and attentions as named outputs.

Graph outputs: ``hidden.0`` .. ``hidden.L`` (n, T, d), ``attention.1`` .. ``attention.L`` (n, heads, T, T) and, where
the model has a head, ``logits``. onnxruntime copies out only the outputs that a caller names, so one graph
serves every purpose: measured here, leaving the extra outputs out makes a forward pass no faster.
"""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from embedlab.errors import StoreError
from embedlab.models.convert.load import load_torch

if TYPE_CHECKING:
    import torch

OPSET = 17
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export_onnx(folder: Path) -> None:
    """Write ``folder/onnx/model.onnx`` from the safetensors beside it.

    Raises:
        StoreError: the architecture cannot be exported.
    """
    import torch

    model = load_torch(folder)
    names = _output_names(model)
    target = folder / "onnx" / "model.onnx"
    target.parent.mkdir(exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            torch.onnx.export(
                _with_all_layers(model),
                _example(model),
                str(target),
                input_names=list(_inputs(model)),
                output_names=names,
                dynamic_axes=_dynamic_axes(names, token_logits=_has_token_logits(model)),
                opset_version=OPSET,
                dynamo=False,
            )
        except (RuntimeError, TypeError, ValueError) as error:
            kind = type(model).__name__
            raise StoreError(f"A {kind} cannot be exported to ONNX here; set EMBEDLAB_ENGINE=torch.") from error


def _with_all_layers(model: Any) -> "torch.nn.Module":
    import torch

    class AllLayers(torch.nn.Module):
        """The same model with every hidden state and attention as a flat tuple of outputs."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
            named = dict(zip(_inputs(model), inputs, strict=True))
            output = self.inner(**named, output_hidden_states=True, output_attentions=True, return_dict=True)
            logits = (output.logits,) if "logits" in output else ()
            return (*output.hidden_states, *output.attentions, *logits)

    return AllLayers().eval()


def _inputs(model: Any) -> tuple[str, ...]:
    return INPUTS if getattr(model.config, "type_vocab_size", 0) > 1 else INPUTS[:2]


def _example(model: Any) -> tuple["torch.Tensor", ...]:
    """Two rows of different length, so that masking is traced and no size is taken for a constant."""
    import torch

    ids = torch.full((2, 7), min(5, model.config.vocab_size - 1))
    mask = torch.ones_like(ids)
    mask[1, 4:] = 0
    return (ids, mask, torch.zeros_like(ids))[: len(_inputs(model))]


def _has_token_logits(model: Any) -> bool:
    return type(model).__name__.endswith("ForMaskedLM")


def _output_names(model: Any) -> list[str]:
    layers = model.config.num_hidden_layers
    hidden = [f"hidden.{layer}" for layer in range(layers + 1)]
    attention = [f"attention.{layer}" for layer in range(1, layers + 1)]
    has_logits = type(model).__name__.endswith(("ForMaskedLM", "ForSequenceClassification"))
    return hidden + attention + (["logits"] if has_logits else [])


def _dynamic_axes(outputs: list[str], *, token_logits: bool) -> dict[str, dict[int, str]]:
    tokens = {0: "texts", 1: "tokens"}
    axes = dict.fromkeys(INPUTS, tokens)
    for name in outputs:
        if name.startswith("attention"):
            axes[name] = {0: "texts", 2: "from", 3: "to"}
        elif name == "logits" and not token_logits:
            axes[name] = {0: "texts"}
        else:
            axes[name] = tokens
    return axes
