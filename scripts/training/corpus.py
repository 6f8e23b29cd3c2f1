"""The training corpus: one paragraph a line, from every named source, minus the dictionary entries held out.

The definitions on which lesson 3 and the two towers are scored must not have been read before, not even by the
unsupervised models: their WordNet entries stay out of the corpus.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from scripts.training import readers

HELD_OUT_SHARE = 40
"""One WordNet entry in this many is held out, chosen by a hash of its key and so the same on every machine."""


def held_out(key: str) -> bool:
    """Whether a WordNet entry is kept away from every training."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % HELD_OUT_SHARE == 0


def paragraphs(work: Path) -> Iterator[tuple[str, str]]:
    """Every paragraph as (source, text), in the order of the sources."""
    for synset in readers.wordnet(work):
        if not held_out(synset.key):
            yield "wordnet-base", f"{', '.join(synset.words)}: {synset.definition}"
            yield from (("wordnet-base", example) for example in synset.examples)
    for name, reader in (
        ("dict-gcide", readers.gcide),
        ("dict-foldoc", readers.foldoc),
        ("jargon-text", readers.jargon),
        ("debian-handbook", readers.handbook),
        ("anarchism", readers.anarchism),
        ("wikipedia", readers.wikipedia),
        ("lee", readers.lee),
    ):
        for text in reader(work):
            yield name, text


def assemble(work: Path) -> Path:
    """Write the corpus once into ``work``; the path of its text file."""
    path = work / "corpus.txt"
    if not path.exists():
        draft = path.with_suffix(".part")
        with draft.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{text}\n" for _, text in paragraphs(work))
        draft.rename(path)
    return path


def words(text: str) -> list[str]:
    """The words of a paragraph for the word vectors: NFKC, lower case, runs of letters with inner apostrophes."""
    return re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", unicodedata.normalize("NFKC", text).lower())
