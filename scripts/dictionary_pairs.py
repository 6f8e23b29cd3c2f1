"""Write the (term, definition) pairs that lesson 3 trains on and the two towers are scored on.

Run by hand, a few seconds::

    python -m scripts.dictionary_pairs --work ~/embedlab-training

Pairs are WordNet entries whose every word is frequent enough to have a vector in the shipped tables. The held-out
entries were kept out of every training corpus (see `scripts/training/corpus.py`), and their terms are unique, so that
"the right term" is one.
"""

import argparse
import gzip
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scripts.training.corpus import assemble, held_out, words
from scripts.training.readers import Synset, wordnet

TRAIN, HELD_OUT, SEED = 60_000, 2_000, 1
LEAST_WORDS = 3
"""Shorter definitions ("a person") fit a hundred terms."""

TARGET = Path(__file__).resolve().parent.parent / "assets" / "dictionary" / "pairs.tsv.gz"


def known_words(corpus: Path, least: int = 5) -> set[str]:
    """The words that occur often enough in the corpus to get a vector."""
    counts: Counter[str] = Counter()
    with corpus.open(encoding="utf-8") as stream:
        for line in stream:
            counts.update(words(line))
    return {word for word, count in counts.items() if count >= least}


def term_of(synset: Synset, known: set[str]) -> str | None:
    """The first of an entry's words that a table of word vectors can read and the definition does not give away."""
    definition = set(words(synset.definition))
    if len(definition) < LEAST_WORDS:
        return None
    usable = (w for w in synset.words if words(w) and set(words(w)) <= known and not set(words(w)) <= definition)
    return next(usable, None)


def rows(synsets: Sequence[Synset], known: set[str]) -> list[str]:
    """The lines of the file: a header, the training pairs, the held-out pairs.

    A few entries share their definition with another one, word for word; such an entry cannot be held out.
    """
    read = {synset.definition for synset in synsets if not held_out(synset.key)}
    good = [(synset, term) for synset in synsets if (term := term_of(synset, known))]
    random.Random(SEED).shuffle(good)
    train = [(term, s.definition) for s, term in good if not held_out(s.key)][:TRAIN]
    unique = {
        term.lower(): (term, s.definition) for s, term in reversed(good) if held_out(s.key) and s.definition not in read
    }
    held = list(unique.values())[:HELD_OUT]
    tagged = [("train", *pair) for pair in train] + [("held-out", *pair) for pair in held]
    return ["split\tterm\tdefinition", *("\t".join(line) for line in tagged)]


def write(work: Path) -> None:
    """Write the file, byte for byte the same on every machine."""
    lines = rows(list(wordnet(work)), known_words(assemble(work)))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0))
    print(f"{len(lines) - 1} pairs, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads and the corpus")
    write(parser.parse_args().work)
