"""A tuned model as a Sentence Transformers folder, with a README that says how it came about and nothing of where."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from embedlab.models.cards import HubSource
from embedlab.models.catalog import catalog
from embedlab.models.training.specs import TuningDepth, TuningSpec
from embedlab.numbers_text import counted, short, whole

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEPTH_WORDS: Final[dict[TuningDepth, str]] = {
    "adapter": "one matrix behind the frozen model",
    "layers": "its last two layers",
    "lora": "low-rank matrices beside the attentions of its upper half (LoRA), added to the weights",
    "whole": "all its weights",
}
"""What each depth changes, in words that follow "changed:"."""


def save_tuned(model: "SentenceTransformer", folder: Path, spec: TuningSpec, pairs: int, steps: int) -> None:
    """Write the folder: weights as safetensors, tokenizer, modules, README.

    Raises:
        OSError: there is no room, or writing is not allowed.
    """
    model.save_pretrained(str(folder), create_model_card=False)
    (folder / "README.md").write_text(readme(spec, pairs, steps), encoding="utf-8")


def readme(spec: TuningSpec, pairs: int, steps: int) -> str:
    """The model card: base model, what was changed, pairs, loss, steps, seed, and how it is used."""
    base = catalog().get(spec.model.name)
    hub = [source.repo for source in base.sources if isinstance(source, HubSource)] if base else []
    name = base.name if base else "a model of one's own"
    head = ["library_name: sentence-transformers", "pipeline_tag: sentence-similarity"]
    head += [f"base_model: {repo}" for repo in hub[:1]] + ([f"license: {base.licence.lower()}"] if base else [])
    negatives = "with a hard negative each, found with BM25" if spec.hard else "without hard negatives"
    low_rank = f", rank {spec.rank}" if spec.depth == "lora" else ""
    lines = (
        f"Tuned from {name} with EmbedLab.",
        f"- Changed: {DEPTH_WORDS[spec.depth]}{low_rank}.",
        f"- Learnt from: {counted(pairs, 'pair')} of a query and a text that answers it, {negatives}; texts cut to "
        f"{whole(spec.most_tokens)} tokens." if spec.depth != "adapter" else
        f"- Learnt from: {counted(pairs, 'pair')} of a query and a text that answers it, {negatives}.",
        f"- Loss: sentence-transformers' MultipleNegativesRankingLoss, temperature {short(spec.temperature)} (scale "
        f"{short(1 / spec.temperature)}).",
        f"- Steps: {whole(steps)} with {counted(spec.batch, 'pair')} each, {counted(spec.epochs, 'epoch')} at most.",
        f"- Optimiser: AdamW, learning rate {short(spec.learning_rate)}, warm-up over a tenth of the steps, linear "
        "decay, gradients clipped at norm 1.",
        f"- Seed: {spec.seed}.",
    )  # fmt: skip
    use = (
        "```python",
        "from sentence_transformers import SentenceTransformer",
        "",
        'model = SentenceTransformer("path/to/this/folder")',
        'vectors = model.encode(["a text"])',
        "```",
    )
    return "\n".join(["---", *head, "---", "", f"# {name}, tuned", "", *lines, "", *use, ""])
