"""Train the shipped masked language model: raw text, hidden words, nothing else.

Run by hand; the longer the better, on a GPU when there is one::

    python -m scripts.train_mlm --work ~/embedlab-training --minutes 90

The architecture is ModernBERT's (Warner et al. 2024) made small: normalisation before each block and rotary
positions learn within minutes where the classic BERT order sits on the frequencies of words. Hidden matrices are
trained with Muon (Jordan et al. 2024), everything else with AdamW. The learning rate follows the clock, so that
a run ends well whatever the machine gives; tokens seen are counted and go on the card.
"""

import argparse
import json
import math
import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from scripts.training.corpus import assemble
from scripts.training.pieces import piece_stream, train_pieces

SEED = 1
LENGTH, BATCH = 128, 32
MASKED = 0.25
MUON_RATE, ADAM_RATE, WARM_UP = 0.003, 0.003, 200
DECAY_FROM = 0.6
"""Share of the time after which the learning rate falls in a straight line to zero."""

SHAPE: dict[str, Any] = {
    "hidden_size": 192,
    "num_hidden_layers": 4,
    "num_attention_heads": 6,
    "intermediate_size": 384,
    "max_position_embeddings": 512,
    "layer_types": ["full_attention"] * 4,
    "rope_parameters": {
        kind: {"rope_type": "default", "rope_theta": 10_000.0} for kind in ("full_attention", "sliding_attention")
    },
}
"""Every layer looks at the whole text: texts are short here, and attention pictures must hide nothing."""

SPECIAL: dict[str, Any] = {
    "pad_token_id": 0,
    "unk_token_id": 1,
    "cls_token_id": 2,
    "bos_token_id": 2,
    "sep_token_id": 3,
    "eos_token_id": 3,
}

ASSETS = Path(__file__).resolve().parent.parent / "assets" / "models" / "mlm-embedlab"


def build(vocabulary: int) -> Any:
    """A fresh model with random weights."""
    from transformers import ModernBertConfig, ModernBertForMaskedLM

    torch.manual_seed(SEED)
    config = ModernBertConfig(vocab_size=vocabulary, sparse_prediction=True, **SPECIAL, **SHAPE)
    return ModernBertForMaskedLM(config)


def windows(stream: NDArray[np.uint16], rng: np.random.Generator, count: int) -> torch.Tensor:
    """Random stretches of the corpus between [CLS] and [SEP], (count, LENGTH) int64."""
    starts = rng.integers(0, len(stream) - LENGTH, count)
    rows = stream[starts[:, None] + np.arange(LENGTH - 2)].astype(np.int64)
    ends = np.full((count, 1), 2), np.full((count, 1), 3)
    return torch.from_numpy(np.concatenate([ends[0], rows, ends[1]], axis=1))


def hide(ids: torch.Tensor, generator: torch.Generator, vocabulary: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Hide a share of the tokens as BERT does: 80 % as [MASK], 10 % as a random piece, 10 % left to see.

    Returns:
        the disturbed ids, and the labels: -100 wherever nothing is to be guessed.
    """
    chosen = (torch.rand(ids.shape, generator=generator) < MASKED) & (ids >= 5)
    how = torch.rand(ids.shape, generator=generator)
    random = torch.randint(5, vocabulary, ids.shape, generator=generator)
    hidden = torch.where(chosen & (how < 0.8), 4, ids)
    hidden = torch.where(chosen & (how >= 0.8) & (how < 0.9), random, hidden)
    return hidden, torch.where(chosen, ids, -100)


def optimizers(model: Any) -> list[torch.optim.Optimizer]:
    """Muon for the hidden matrices, AdamW for embeddings, head and norms."""
    matrices = [p for name, p in model.named_parameters() if p.ndim == 2 and "layers." in name]
    others = [p for name, p in model.named_parameters() if not (p.ndim == 2 and "layers." in name)]
    return [
        torch.optim.Muon(matrices, lr=MUON_RATE, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.98), weight_decay=0.01),
    ]


def rate(step: int, share: float) -> float:
    """The factor on the learning rate: a warm-up by steps, a plateau, a fall by the clock."""
    return min(1.0, (step + 1) / WARM_UP) * min(1.0, (1 - share) / (1 - DECAY_FROM))


def perplexity(model: Any, stream: NDArray[np.uint16], vocabulary: int, device: str) -> float:
    """Perplexity on hidden pieces of paragraphs that were not trained on; the same windows every time."""
    rng, generator = np.random.default_rng(7), torch.Generator().manual_seed(7)
    losses = []
    model.eval()
    with torch.no_grad():
        for _ in range(8):
            ids, labels = hide(windows(stream, rng, BATCH), generator, vocabulary)
            losses.append(float(model(input_ids=ids.to(device), labels=labels.to(device)).loss))
    model.train()
    return math.exp(sum(losses) / len(losses))


def save(model: Any, folder: Path, tokenizer: Path, report: dict[str, float]) -> None:
    """Write the folder that the model layer reads: half precision, safetensors, the tokenizer beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    # The decoder is the embedding again; in half precision the two would be stored twice.
    state = {name: value.half() for name, value in model.state_dict().items() if name != "decoder.weight"}
    model.config.sparse_prediction = False  # whoever loads it wants logits at every position
    model.save_pretrained(folder, state_dict=state)
    model.config.sparse_prediction = True
    (folder / "tokenizer.json").write_bytes(tokenizer.read_bytes())
    (folder.parent / f"{folder.name}.json").write_text(json.dumps(report, indent=1))


def train(work: Path, minutes: float, folder: Path, threads: int) -> None:
    """Train for some minutes, with a snapshot in ``work`` every ten, and save the result."""
    torch.set_num_threads(threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = train_pieces(assemble(work), work)
    train_stream, held_stream = piece_stream(assemble(work), tokenizer, work)
    vocabulary = int(json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"].__len__())
    model = build(vocabulary).to(device).train()
    rng, generator = np.random.default_rng(SEED), torch.Generator().manual_seed(SEED)
    both = optimizers(model)
    bases = [group["lr"] for optimizer in both for group in optimizer.param_groups]
    begun, last_snapshot, step, mean = time.monotonic(), time.monotonic(), 0, 0.0
    while (share := (time.monotonic() - begun) / (60 * minutes)) < 1:
        for group, base in zip((g for o in both for g in o.param_groups), bases, strict=True):
            group["lr"] = base * rate(step, share)
        ids, labels = hide(windows(train_stream, rng, BATCH), generator, vocabulary)
        loss = model(input_ids=ids.to(device), labels=labels.to(device)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in both:
            optimizer.step()
            optimizer.zero_grad()
        step += 1
        mean = float(loss) if step == 1 else 0.98 * mean + 0.02 * float(loss)
        if step % 50 == 0:
            print(
                f"{step} steps, {step * BATCH * LENGTH:,} tokens, {share:.3f} of the time, loss {mean:.3f}", flush=True
            )
        if time.monotonic() - last_snapshot > 600:
            last_snapshot = time.monotonic()
            score = perplexity(model, held_stream, vocabulary, device)
            print(f"held-out perplexity {score:.1f}", flush=True)
            save(model, work / "mlm-snapshot", tokenizer, {"tokens": step * BATCH * LENGTH, "perplexity": score})
    report = {
        "tokens": step * BATCH * LENGTH,
        "perplexity": perplexity(model, held_stream, vocabulary, device),
        "parameters": sum(p.numel() for p in model.parameters()),
        "minutes": minutes,
    }
    save(model, folder, tokenizer, report)
    print(json.dumps(report))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads, the corpus and snapshots")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--folder", type=Path, default=ASSETS)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    os.nice(10)
    train(arguments.work, arguments.minutes, arguments.folder, arguments.threads)
