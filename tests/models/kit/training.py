"""A made-up language of two hundred words, its table and dictionary, and trainings as long as one wants."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from embedlab.models.training import ContrastiveSpec, Job, LabelledSpec, WordsSpec

WORDS = tuple(f"{first}{second}{last}" for first in "bdfgklmnpr" for second in "aeiou" for last in "lnrs")
"""Two hundred words."""


def write_table(folder: Path, *, dimension: int = 16, seed: int = 0) -> Path:
    """A table of random vectors for all words but the last, which nobody knows."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    np.save(folder / "vectors.npy", rng.standard_normal((len(WORDS) - 1, dimension)).astype(np.float16))
    (folder / "vocab.txt").write_text("\n".join(WORDS[:-1]), encoding="utf-8")
    return folder


def write_pairs(path: Path, *, train: int = 150, held_out: int = 20, seed: int = 0) -> Path:
    """A dictionary in which a word is always defined by the two words that follow it, among four that mean nothing."""
    rng = np.random.default_rng(seed)
    lines = ["split\tterm\tdefinition"]
    for number in range(train + held_out):
        word = number % (len(WORDS) - 3)
        noise = [WORDS[row] for row in rng.integers(0, 12, size=4)]
        definition = " ".join([*noise[:2], WORDS[word + 1], WORDS[word + 2], *noise[2:]])
        lines.append(f"{'train' if number < train else 'held-out'}\t{WORDS[word]}\t{definition}")
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode()))
    return path


def short(table: Path, pairs: Path, **changes: Any) -> ContrastiveSpec:
    """A training that takes less than a second."""
    return ContrastiveSpec(**{"table": table, "pairs": pairs, "batch": 16, "steps": 20, **changes})


def endless(table: Path, pairs: Path, **changes: Any) -> ContrastiveSpec:
    """A training that takes longer than any test: five thousand steps with all pairs in every batch."""
    return ContrastiveSpec(
        **{"table": table, "pairs": pairs, "batch": 1_500, "steps": 5_000, "seconds": 100, **changes}
    )


def talk(*, sentences: int = 400, seed: int = 0) -> str:
    """Sentences in which *cat* and *dog* stand in the same company, and *sun* and *moon* in another."""
    rng = np.random.default_rng(seed)
    companies = (
        (("cat", "dog"), ("eats", "sleeps", "runs", "barks", "food", "bed")),
        (("sun", "moon"), ("rises", "shines", "sets", "glows", "sky", "night")),
    )
    lines = []
    for number in range(sentences):
        heroes, company = companies[number % 2]
        said = [heroes[rng.integers(2)], *rng.permutation(company)[:4]]
        lines.append(" ".join(rng.permutation(said)) + ".")
    return "\n".join(lines)


def words_spec(**changes: Any) -> WordsSpec:
    """A training of word vectors that takes about a second, most of it for starting."""
    return WordsSpec(**{"text": talk(), "probes": ("cat", "sun"), "dimension": 8, "window": 4, "epochs": 3, **changes})


def wait(until: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something is so; say whether it came to be."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if until():
            return True
        time.sleep(0.01)
    return until()


def finished(job: Job[Any, Any], visitor: str = "visitor") -> bool:
    """Watch a training to its end; say whether it is done and not stopped or failed."""

    def over() -> bool:
        job.watch(visitor)
        return not job.live

    assert wait(over)
    return job.state == "done"


def write_relations(path: Path, *, train: int = 150, held_out: int = 20) -> Path:
    """For each entry of ``write_pairs`` two training entries, one and two places on, as its broader one and sister."""
    lines = ["entry\tbroader\tsister"]
    lines += [f"{entry}\t{(entry + 1) % train}\t{(entry + 2) % train}" for entry in range(train + held_out)]
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode()))
    return path


def short_labelled(table: Path, pairs: Path, relations: Path, **changes: Any) -> LabelledSpec:
    """A training on labelled pairs that takes less than a second."""
    return LabelledSpec(**{"table": table, "pairs": pairs, "relations": relations, "batch": 16, "steps": 12, **changes})
