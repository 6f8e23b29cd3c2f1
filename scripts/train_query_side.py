"""Train the shipped light query side: one layer that learns where E5, with twelve, puts a question.

Run by hand; a few minutes on one core; the teacher's vectors are kept, so that a run can go on::

    python -m scripts.train_query_side --work ~/embedlab-training

The documents stay with the teacher, so an index that was made with it stays as it is: only who reads the queries
changes. The student is shown questions and the teacher's vectors of them, and learns to make the same vectors
(embedding alignment: Wang and Lyu 2023). No answer and no label is needed. It begins with the teacher's own word
vectors, those of its shorter vocabulary averaged from the teacher's pieces.

Every term that lesson 6 asks for is left out of the questions.
"""

import argparse
import json
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from embedlab.content.triples import load_triples
from embedlab.models.cards import Role
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from scripts.train_towers import ASSETS, OTHER_QUESTIONS, QUESTION_PIECES, QUESTIONS, by_length, padded, pooled
from scripts.training.dictionary import Pair, held_out_pairs, training_pairs

Floats = NDArray[np.float32]

TEACHER = "e5-small-v2"
SEED, BATCH, RATE, CHUNK, HELD = 1, 128, 2e-3, 1_000, 500
REWORDED = ("what do we mean by {}?", "can you explain what {} is?", "how would you define {}?", "what exactly is {}?")


def questions(pairs: Sequence[Pair], count: int) -> list[str]:
    """Draw one question about each of ``count`` terms, none of which lesson 6 asks for."""
    chance = random.Random(SEED)
    topics = [triple.topic.lower() for triple in load_triples()]
    terms = sorted({pair.term for pair in pairs if not any(topic in pair.term.lower() for topic in topics)})
    forms = (*QUESTIONS, *OTHER_QUESTIONS, *REWORDED)
    chance.shuffle(terms)
    return [chance.choice(forms).format(term) for term in terms[:count]]


def taught(runtime: Runtime, texts: Sequence[str], role: Role, work: Path) -> Floats:
    """Unit vectors of the teacher, (n, d) float32; each thousand is kept in ``work``, so that a run can go on."""
    parts = []
    for start in range(0, len(texts), CHUNK):
        chunk = texts[start : start + CHUNK]
        digest = sha256("\n".join(chunk).encode()).hexdigest()[:16]
        file = work / f"{TEACHER}-{role}-{digest}.npy"
        if not file.exists():
            found = text_vectors(runtime, card(TEACHER), chunk, role).vectors
            np.save(file, found.astype(np.float16))
            print(f"{role} {start + len(found)} of {len(texts)}", flush=True)
        parts.append(np.load(file, allow_pickle=False).astype(np.float32))
    return np.concatenate(parts)


def student(start: Path, teacher: Path, layers: int) -> Any:
    """A small encoder of the teacher's width, whose word vectors are averages of the teacher's."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer
    from transformers import ModernBertConfig, ModernBertModel

    table = load_file(teacher / "model.safetensors")["embeddings.word_embeddings.weight"].astype(np.float32)
    pieces = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    vocabulary = Tokenizer.from_file(str(start / "tokenizer.json")).get_vocab()
    base = json.loads((start / "config.json").read_text())
    base |= {"hidden_size": table.shape[1], "num_hidden_layers": layers, "layer_types": ["full_attention"] * layers}
    model: Any = ModernBertModel(ModernBertConfig(**base))
    rows = np.zeros((len(vocabulary), table.shape[1]), dtype=np.float32)
    for piece, row in vocabulary.items():
        known = pieces.token_to_id(piece)
        ids = [known] if known is not None else pieces.encode(piece.removeprefix("##"), add_special_tokens=False).ids
        rows[row] = table[ids].mean(axis=0) if ids else 0
    with torch.no_grad():
        model.embeddings.tok_embeddings.weight.copy_(torch.from_numpy(rows))
    return model


def encode(model: Any, tokenizer: Any, texts: Sequence[str]) -> torch.Tensor:
    """Unit vectors of questions, (n, d)."""
    return by_length(lambda part: pooled(model, *padded(tokenizer, part, QUESTION_PIECES)), texts)


def recall(asked: Floats, given: Floats) -> dict[str, float]:
    """Share of held-out questions whose own definition is first, or among the first ten, of all held-out ones."""
    scores = asked @ given.T
    better = (scores > scores.diagonal()[:, None]).sum(1)
    return {"recall@1": float((better < 1).mean()), "recall@10": float((better < 10).mean())}


def fit(model: Any, tokenizer: Any, texts: Sequence[str], vectors: Floats, steps: int) -> None:
    """Bring the student's vectors of the questions to the teacher's."""
    chance, aims = random.Random(SEED), torch.from_numpy(vectors)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for step in range(steps):
        drawn = chance.sample(range(len(texts)), BATCH)
        found = encode(model, tokenizer, [texts[i] for i in drawn])
        loss = (1 - (found * aims[drawn]).sum(1)).mean()
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} cosine {1 - loss.item():.4f}", flush=True)


def train(start: Path, work: Path, count: int, layers: int, steps: int, threads: int) -> None:
    """Ask the teacher, train the student, ship it, and print what both reach on held-out terms."""
    from tokenizers import Tokenizer

    runtime = Runtime(replace(read_settings(), threads=threads))
    held = held_out_pairs()[:HELD]
    texts, asked = questions(training_pairs(), count), [QUESTIONS[0].format(pair.term) for pair in held]
    right = taught(runtime, asked, "query", work)
    given = taught(runtime, [pair.definition for pair in held], "document", work)
    vectors = taught(runtime, texts, "query", work)
    folder = runtime.store.ensure(card(TEACHER))
    runtime.close()
    torch.set_num_threads(threads)
    torch.manual_seed(SEED)
    tokenizer, model = Tokenizer.from_file(str(start / "tokenizer.json")), student(start, folder, layers).train()
    fit(model, tokenizer, texts, vectors, steps)
    with torch.no_grad():
        parts = [encode(model.eval(), tokenizer, asked[i : i + 200]).numpy() for i in range(0, len(asked), 200)]
    found = np.concatenate(parts)
    report = {"cosine": float((found * right).sum(1).mean()), "student": recall(found, given)}
    print(json.dumps({**report, "teacher": recall(right, given), "questions": len(texts), "steps": steps}, indent=1))
    folder = ASSETS / "light-query-embedlab"
    model.half().save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes((start / "tokenizer.json").read_bytes())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for the teacher's vectors")
    parser.add_argument("--start", type=Path, default=ASSETS / "mlm-embedlab", help="whose vocabulary the student has")
    parser.add_argument("--questions", type=int, default=5_000)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    os.nice(10)
    train(arguments.start, arguments.work, arguments.questions, arguments.layers, arguments.steps, arguments.threads)
