"""Write definitions sorted by what they define: glosses of WordNet's nouns with the file that its editors put them in.

Run by hand, some seconds::

    python -m scripts.labelled_glosses --work ~/embedlab-training

Ten of the 26 noun files, the same number of glosses from each, drawn by a hash of their text. One part is to learn
from, the other to test on.
"""

import argparse
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

from scripts.training.readers import wordnet
from scripts.training.sources import PACKAGES, unpack

FILES: Final = {
    5: "animal", 6: "thing made", 8: "body", 10: "language", 12: "feeling", 13: "food", 15: "place", 18: "person",
    20: "plant", 27: "substance",
}  # fmt: skip
"""The numbers of noun files in ``lexnames(5WN)``, with a plain word for each."""
WORDS: Final = range(6, 31)
_UNFIT: Final = re.compile(
    r"sex|prostitut|vagina|penis|genital|anus|breast|offensive|slur|obscen|derogat|racial|drug", re.I
)
"""Left out: what is projected before a class should not have to be explained away."""
LEARN, TEST = 64, 46
"""Glosses of each class."""
TARGET: Final = Path(__file__).resolve().parent.parent / "assets" / "dictionary" / "labelled.parquet"


def labelled(work: Path) -> Iterator[tuple[str, str, str]]:
    """Every gloss that fits: its text, its class, the first word that it defines."""
    numbers = {}
    for line in (
        (unpack("wordnet-base", work) / "usr/share/wordnet/data.noun").read_text(encoding="latin-1").split("\n")
    ):
        if line and not line.startswith("  "):
            offset, number, _ = line.split(" ", 2)
            numbers[f"noun:{offset}"] = int(number)
    for synset in wordnet(work):
        file = numbers.get(synset.key, 0)
        if file in FILES and len(synset.definition.split()) in WORDS and not _UNFIT.search(synset.definition):
            yield synset.definition, FILES[file], synset.words[0]


def drawn(rows: Iterator[tuple[str, str, str]]) -> list[tuple[str, str, str, str]]:
    """So many of each class, with the part that each belongs to; no text twice."""
    seen: dict[str, list[tuple[str, str, str]]] = {}
    texts: set[str] = set()
    for row in sorted(rows, key=lambda row: hashlib.sha256(row[0].encode()).digest()):
        if row[0] not in texts:
            texts.add(row[0])
            seen.setdefault(row[1], []).append(row)
    found = []
    for kind in FILES.values():
        found += [(*row, "learn" if place < LEARN else "test") for place, row in enumerate(seen[kind][: LEARN + TEST])]
    return sorted(found, key=lambda row: hashlib.sha256(row[0].encode()).digest())


def main(work: Path) -> None:
    """Write the file."""
    import pyarrow
    import pyarrow.parquet

    texts, labels, terms, parts = zip(*drawn(labelled(work)), strict=True)
    table = pyarrow.table({"text": texts, "label": labels, "term": terms, "part": parts})
    told = {"package": asdict(PACKAGES["wordnet-base"]), "files": FILES}
    table = table.replace_schema_metadata({"embedlab": json.dumps(told, ensure_ascii=False)})
    pyarrow.parquet.write_table(table, TARGET, compression="zstd", compression_level=19)
    print(table.num_rows, TARGET.stat().st_size)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="folder for downloaded packages")
    main(parser.parse_args().work.expanduser())
