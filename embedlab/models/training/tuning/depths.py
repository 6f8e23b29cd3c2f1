"""What a tuning may change: a matrix behind the frozen model, its upper layers, low-rank matrices, or all of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from embedlab.errors import InputError
from embedlab.models.training.specs import TuningSpec
from embedlab.models.training.tuning.tuning_loop import Feed
from embedlab.models.training.tuning.tuning_rows import COLUMNS, Floats, Rows, TuningPairs

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

UPPER_LAYERS: Final = 2
"""How many of the last layers the depth ``layers`` changes."""
LORA_TARGETS: Final = ("query", "key", "value")
"""The matrices of an attention that get a low-rank one beside them, in the upper half of the layers.

Below the first of them no gradient is needed: a step takes two thirds of the time, and on the pairs that ship the
search gained as much.
"""


@dataclass(frozen=True)
class Learner:
    """What a tuning's loop runs.

    Attributes:
        model: the torch module that the loss asks for vectors; of its parameters those ask for a gradient that may
            change.
        feed: from the rows of a batch to its columns.
        finish: puts what was learnt into a Sentence Transformers model, which it returns.
    """

    model: Any
    feed: Feed
    finish: Callable[[], "SentenceTransformer"]


def learner_of(
    spec: TuningSpec, model: "SentenceTransformer", pairs: TuningPairs, frozen: Mapping[str, Floats]
) -> Learner:
    """Prepare a model for tuning.

    Args:
        spec: the depth, and what goes with it.
        model: the one that came; it is changed.
        pairs: what is learnt from.
        frozen: what the model makes of each column of the pairs, (n, d); only read for an adapter.

    Raises:
        InputError: the model has no layers where those of BERT are.
    """
    columns = COLUMNS if spec.hard else COLUMNS[:2]
    if spec.depth == "adapter":
        return adapter(model, {name: frozen[name] for name in columns})
    for parameter in model.parameters():
        parameter.requires_grad_(spec.depth == "whole")
    finish = add_lora(model, spec.rank) if spec.depth == "lora" else lambda: model
    if spec.depth == "layers":
        free_upper_layers(model)
    # Without dropout: it would cost a third of the time, and keeps from learning by heart what is seen a few times.
    model.eval()
    model.max_seq_length = min(spec.most_tokens, model.max_seq_length or spec.most_tokens)

    def feed(rows: Rows) -> list[dict[str, Any]]:
        texts = ([pairs.column(name)[row] for row in rows] for name in columns)
        return [_on(model.device, model.preprocess(each)) for each in texts]

    return Learner(model, feed, finish)


def adapter(model: "SentenceTransformer", frozen: Mapping[str, Floats]) -> Learner:
    """Put a matrix behind the model, the identity at first; it learns from the vectors that the model made before."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Dense, Normalize

    width = next(iter(frozen.values())).shape[1]
    matrix = Dense(width, width, bias=False, activation_function=torch.nn.Identity(), init_weight=torch.eye(width)).to(
        model.device
    )
    vectors = {name: torch.from_numpy(array).to(model.device) for name, array in frozen.items()}

    def feed(rows: Rows) -> list[dict[str, Any]]:
        return [{"sentence_embedding": column[rows]} for column in vectors.values()]

    def finish() -> SentenceTransformer:
        # A matrix has no bias, so it may as well stand before the only normalising.
        before = [module for module in model if not isinstance(module, Normalize)]
        return SentenceTransformer(modules=[*before, matrix, Normalize()], device=str(model.device))

    return Learner(torch.nn.Sequential(matrix, Normalize()), feed, finish)


def free_upper_layers(model: "SentenceTransformer") -> None:
    """Let the last layers change.

    Raises:
        InputError: the model has no layers where those of BERT are.
    """
    encoder = getattr(model[0].auto_model, "encoder", None)
    layers = getattr(encoder, "layer", None)
    if layers is None:
        raise InputError("The layers of this model cannot be told apart; choose another depth.")
    for layer in layers[-UPPER_LAYERS:]:
        layer.requires_grad_(requires_grad=True)


def add_lora(model: "SentenceTransformer", rank: int) -> Callable[[], "SentenceTransformer"]:
    """Put low-rank matrices beside those of the upper attentions; return what adds them to the weights in the end.

    W + (alpha / r) B A with A (r, d) random and B (d, r) zero at first (Hu et al. 2021, "LoRA: Low-Rank Adaptation of
    Large Language Models"), here with alpha = 2 r.
    """
    from peft import LoraConfig, get_peft_model

    transformer: Any = model[0]
    layers = int(transformer.auto_model.config.num_hidden_layers)
    config = LoraConfig(
        r=rank, lora_alpha=2 * rank, lora_dropout=0.0, target_modules=list(LORA_TARGETS),
        layers_to_transform=list(range(layers // 2, layers)),
    )  # fmt: skip
    try:
        beside: Any = get_peft_model(transformer.auto_model, config)
    except ValueError as error:
        raise InputError("The attentions of this model cannot be told apart; choose another depth.") from error
    transformer.model = beside

    def finish() -> "SentenceTransformer":
        transformer.model = beside.merge_and_unload()
        return model

    return finish


def _on(device: Any, features: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.to(device) if hasattr(value, "to") else value for name, value in features.items()}
