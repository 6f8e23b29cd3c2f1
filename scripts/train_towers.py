"""Train the shipped two-tower pair, one encoder for questions and another for passages as DPR has it, and one shared.

Run by hand, after `train_mlm`, about ten minutes on two cores::

    python -m scripts.train_towers --work ~/embedlab-training

The towers start from the shipped masked language model and see batches of (question, definition) pairs: a question
must find its definition among those of the batch (Karpukhin et al. 2020) and among as many hard negatives, another
question about each term, read as a passage: sharing words with a question is no answer to it. The shared tower
(``--only tied``) gets the very same batches in the same order, so that what differs is the second set of weights.
"""

import argparse
import json
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from embedlab.content.triples import load_triples
from scripts.training.dictionary import Pair, held_out_pairs, training_pairs

ASSETS = Path(__file__).resolve().parent.parent / "assets" / "models"
SEED, BATCH, TEMPERATURE, RATE = 1, 128, 0.05, 7e-4
QUESTION_PIECES, PASSAGE_PIECES = 16, 40
QUESTIONS = ("what is {}?", "what does {} mean?", "define {}", "meaning of {}", "what is the definition of {}?", "{}")
OTHER_QUESTIONS = (
    "what is {} used for?",
    "who invented {}?",
    "is {} hard to learn?",
    "why is {} important?",
    "where does {} come from?",
    "how do I learn more about {}?",
    "when was {} first seen?",
    "how much does {} cost?",
)
"""Questions that a definition does not answer; as texts they are hard negatives."""
SHIPPED = {"tied": ("one-tower",), "untied": ("two-tower-question", "two-tower-passage")}
"""The folders of each arrangement: one encoder for both sides, or one for each."""


class Towers(torch.nn.Module):
    """Two encoders, or one used twice."""

    def __init__(self, start: Path, *, tied: bool) -> None:
        super().__init__()
        from transformers import ModernBertModel

        self.question: Any = ModernBertModel.from_pretrained(start, dtype=torch.float32)
        self.passage: Any = self.question if tied else ModernBertModel.from_pretrained(start, dtype=torch.float32)


def pooled(encoder: Any, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Unit vectors of padded texts, (n, d): the mean over the real tokens, as the page takes it."""
    states = encoder(input_ids=ids, attention_mask=mask).last_hidden_state
    return torch.nn.functional.normalize((states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True), dim=-1)


def by_length(encode: Callable[[Sequence[str]], torch.Tensor], texts: Sequence[str]) -> torch.Tensor:
    """Encode the shorter half and the longer half apart, since padding costs a third of a step; rows as the texts."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    halves = order[: len(order) // 2], order[len(order) // 2 :]
    found = torch.cat([encode([texts[place] for place in half]) for half in halves if half])
    return found[torch.tensor(order).argsort()]


def padded(tokenizer: Any, texts: Sequence[str], longest: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and mask of a batch, padded to its own longest text."""
    rows = [[*encoding.ids[:longest][:-1], 3] for encoding in tokenizer.encode_batch(list(texts))]
    width = max(len(row) for row in rows)
    ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return ids, mask


def recall(model: Towers, tokenizer: Any, pairs: Sequence[Pair]) -> dict[str, float]:
    """Share of held-out questions whose own definition is first, or among the first ten, of all held-out ones."""
    model.eval()
    with torch.no_grad():
        sides = []
        for tower, texts, longest in (
            (model.question, [QUESTIONS[0].format(pair.term) for pair in pairs], QUESTION_PIECES),
            (model.passage, [pair.definition for pair in pairs], PASSAGE_PIECES),
        ):
            parts = [pooled(tower, *padded(tokenizer, texts[i : i + 200], longest)) for i in range(0, len(texts), 200)]
            sides.append(torch.cat(parts))
    model.train()
    scores = sides[0] @ sides[1].T
    better = (scores > scores.diagonal().unsqueeze(1)).sum(1)
    return {"recall@1": float((better < 1).float().mean()), "recall@10": float((better < 10).float().mean())}


def answers(model: Towers, tokenizer: Any) -> dict[str, float]:
    """Share of lesson 6's triples whose answer stands above another question, and above a paraphrase of the query."""
    triples = load_triples()
    model.eval()
    with torch.no_grad():
        asked = pooled(model.question, *padded(tokenizer, [t.question for t in triples], PASSAGE_PIECES))

        def against(texts: Sequence[str]) -> torch.Tensor:
            return (asked * pooled(model.passage, *padded(tokenizer, texts, PASSAGE_PIECES))).sum(1)

        answered = against([t.answer for t in triples])
        sides = {"related": [t.related for t in triples], "paraphrase": [t.paraphrase for t in triples]}
        found = {name: float((answered > against(texts)).float().mean()) for name, texts in sides.items()}
    model.train()
    return found


def fit(start: Path, tokenizer: Any, *, tied: bool, steps: int) -> tuple[Towers, dict[str, float]]:
    """Train one arrangement of towers; the same seed gives both arrangements the same batches."""
    torch.manual_seed(SEED)
    chance, pairs, held = random.Random(SEED), training_pairs(), held_out_pairs()
    model = Towers(start, tied=tied).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for step in range(steps):
        batch = chance.sample(pairs, BATCH)
        questions = [chance.choice(QUESTIONS).format(pair.term) for pair in batch]
        others = [chance.choice(OTHER_QUESTIONS).format(pair.term) for pair in batch]
        asked = by_length(lambda texts: pooled(model.question, *padded(tokenizer, texts, QUESTION_PIECES)), questions)
        sides = [pair.definition for pair in batch], others
        given = torch.cat(
            [
                by_length(lambda texts: pooled(model.passage, *padded(tokenizer, texts, PASSAGE_PIECES)), s)
                for s in sides
            ]
        )
        loss = torch.nn.functional.cross_entropy(asked @ given.T / TEMPERATURE, torch.arange(BATCH))
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step and step % 100 == 0:
            found = recall(model, tokenizer, held[:500])
            print(
                f"tied={tied} step {step} loss {loss.item():.3f} recall@10 of 500 {found['recall@10']:.3f}", flush=True
            )
    return model, {**recall(model, tokenizer, held), **answers(model, tokenizer)}


def train(start: Path, arrangements: Sequence[str], steps: int, work: Path, threads: int) -> None:
    """Train the arrangements that are asked for, "tied" or "untied", ship each, and print what it reached."""
    from tokenizers import Tokenizer

    torch.set_num_threads(threads)
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    for arrangement in arrangements:
        model, scores = fit(start, tokenizer, tied=arrangement == "tied", steps=steps)
        report = json.dumps({"steps": steps, **scores}, indent=1)
        print(arrangement, report, flush=True)
        (work / f"towers-{arrangement}.json").write_text(report)
        for name in SHIPPED[arrangement]:
            folder = ASSETS / f"{name}-embedlab"
            tower = model.passage if name.endswith("passage") else model.question
            tower.half().save_pretrained(folder)
            (folder / "tokenizer.json").write_bytes((start / "tokenizer.json").read_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for the report")
    parser.add_argument("--start", type=Path, default=ASSETS / "mlm-embedlab")
    parser.add_argument("--only", choices=SHIPPED, help="one arrangement of the towers; both without it")
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    os.nice(10)
    only = [arguments.only] if arguments.only else list(SHIPPED)
    train(arguments.start, only, arguments.steps, arguments.work, arguments.threads)
