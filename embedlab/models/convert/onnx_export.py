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


class ExportError(StoreError):
    """The architecture has no ONNX graph here; torch can run it."""


def export_onnx(folder: Path) -> None:
    """Write ``folder/onnx/model.onnx`` from the safetensors beside it.

    Raises:
        StoreError: the folder is not a model whose every layer can be had.
        ExportError: it is, but it cannot be exported; no file is left.
    """
    import torch

    model = load_torch(folder)
    names = _output_names(model)
    wrapped = _checked(_with_all_layers(model), model, folder.name)
    target = folder / "onnx" / "model.onnx"
    target.parent.mkdir(exist_ok=True)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            torch.onnx.export(
                wrapped,
                _example(model),
                str(target),
                input_names=list(_inputs(model)),
                output_names=names,
                dynamic_axes=_dynamic_axes(names, token_logits=_has_token_logits(model)),
                opset_version=OPSET,
                dynamo=False,
            )
        except (RuntimeError, TypeError, ValueError) as error:
            target.unlink(missing_ok=True)
            raise ExportError(f"A {type(model).__name__} cannot be exported to ONNX; torch has to run it.") from error


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


def _checked(wrapped: "torch.nn.Module", model: Any, name: str) -> "torch.nn.Module":
    """The wrapped model, once it has been seen to give as many outputs as there are names."""
    import torch

    try:
        with torch.no_grad():
            given = len(wrapped(*_example(model)))
    except Exception as error:  # anything at all may happen in a model that is not an encoder
        raise StoreError(f"{name} is not a BERT- or RoBERTa-type model that can be run.") from error
    if given != len(_output_names(model)):
        raise StoreError(f"{name} is not a BERT- or RoBERTa-type model that can be run.")
    return wrapped


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
