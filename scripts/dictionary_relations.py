"""Write which entries of the shipped dictionary exclude each other, and which only contain each other.

Run by hand, a few seconds, after `scripts.dictionary_pairs`::

    python -m scripts.dictionary_relations --work ~/embedlab-training

For a noun entry of ``pairs.tsv.gz`` the file names two others: its *broader* entry (WordNet's hypernym: an animal, for
a dog) and a *sister* (another entry below the same broader one: a cat). With them a definition makes three labelled
pairs, as the sentences of SNLI do, see `embedlab.models.training.label_training`. Both others come from the training
side, so that held-out entries stay held out.
"""

import argparse
import gzip
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.training.dictionary import PAIRS
from scripts.training.readers import Synset, wordnet

SEED = 1
TARGET = PAIRS.with_name("relations.tsv.gz")
Entry = tuple[str, str, str]
"""Split, term and definition."""


def rows(entries: Sequence[Entry], synsets: Sequence[Synset]) -> list[str]:
    """The lines of the file: a header, then entry, broader entry and sister, each the row of an entry from 0.

    An entry without a broader one or a sister among the training entries has no line. A sister has another term than
    both and is the same in every run.
    """
    key_of = {(word, synset.definition): synset.key for synset in synsets for word in synset.words}
    keys = [key_of.get((term, definition)) for _, term, definition in entries]
    train = {key: row for row, key in enumerate(keys) if key is not None and entries[row][0] == "train"}
    broader = {synset.key: [train[key] for key in synset.broader if key in train] for synset in synsets}
    below: Mapping[int, list[int]] = defaultdict(list)
    for key, row in train.items():
        for parent in broader[key]:
            below[parent].append(row)
    draw = random.Random(SEED)
    lines = ["entry\tbroader\tsister"]
    for row, own in enumerate(keys):
        parents = broader[own] if own is not None and own.startswith("noun") else []
        taken = {entries[each][1].lower() for each in (row, *parents)}
        sisters = [each for parent in parents for each in below[parent] if entries[each][1].lower() not in taken]
        if sisters and entries[row][1].lower() != entries[parents[0]][1].lower():
            lines.append(f"{row}\t{parents[0]}\t{draw.choice(sisters)}")
    return lines


def write(work: Path) -> None:
    """Write the file, byte for byte the same on every machine."""
    table = gzip.decompress(PAIRS.read_bytes()).decode().splitlines()[1:]
    entries = [(split, term, definition) for split, term, definition in (line.split("\t") for line in table)]
    lines = rows(entries, list(wordnet(work)))
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0))
    print(f"{len(lines) - 1} entries, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads")
    write(parser.parse_args().work)
