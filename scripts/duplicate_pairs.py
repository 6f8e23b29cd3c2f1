"""Write the texts of which some say the same twice: definitions with a twin, and definitions that stand alone.

Run by hand, some seconds::

    python -m scripts.duplicate_pairs

All texts are from what ships already: WordNet's glosses and definitions by two other dictionaries. A *reworded* twin is
the definition in Webster's of 1913 (in GCIDE) of a term that has a single gloss; where reading both showed two senses,
the term is left out. A *near* twin is the same gloss after one edit as people make them. *Sisters* are no twins: two
glosses of different things that differ in one word.
"""

import hashlib
import json
import random
import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

DICTIONARY: Final = Path(__file__).resolve().parent.parent / "assets" / "dictionary"
TARGET: Final = DICTIONARY / "duplicates.parquet"
REWORDED, NEAR_OF_EACH_EDIT, SISTERS, ALONE = 120, 16, 48, 72
"""Pairs of texts, and texts that stand alone."""
WORDS: Final = range(8, 31)
SEED: Final = 7
_UNFIT: Final = re.compile(
    r"sex|prostitut|vagina|penis|genital|anus|breast|offensive|slur|obscen|derogat|racial|drug|coit|excre", re.I
)
"""Left out: what is projected before a class should not have to be explained away."""
_OTHER_SENSE: Final = re.compile(
    "diptych|stereotypic|economics|scout|pinole|sensibly|nonsensitive|stole|engorged|metalloid|publican|referendum|"
    "matchlock|wanton|nix|threader|hessian|gnomic|cullis|locality|indict|cornet|primp|amharic|reefer|utterance|"
    "tantalize|jongleur|imperfectibility|formulary|overland|"
    "haematology|recondite|crystallographer|analects|syllogistic|agriculturalist|scarlatina|chordal|mr|ambitiousness"
)
"""Terms of which the two definitions, as they were read, mean two things, or of which one is damaged or only points."""
_NEGATIONS: Final = ("not", "no", "never", "without", "nor", "neither")
"""Words whose loss would turn a text into its opposite."""
_STOP: Final = ("the", "and", "for", "with", "from", "that", "which", "are", "used", "having")
_SAME_START: Final = 4
"""Two words that begin with so many equal letters may be two forms of one."""

_SYNONYMS: Final = {"glucose", "sugar"}
"""Two words that mean the same where they stand."""

Pair = tuple[str, str, str, str]
"""Two texts, what was done or who says it, and the term."""


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _slips(text: str, rng: random.Random) -> str:
    """Two neighbouring letters change places in two words."""
    words = text.split()
    for place in sorted(rng.sample([i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()], 2)):
        at = rng.randrange(1, len(words[place]) - 2)
        word = words[place]
        words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def _signs(text: str, rng: random.Random) -> str:
    """A sentence of it, or capitals throughout: what a form or a habit does to a text."""
    bare = re.sub(r"[;,()`']", "", text)
    return bare.upper() if rng.random() < 0.5 else f"{bare[0].upper()}{bare[1:]}!"


def _dropped(text: str, rng: random.Random) -> str:
    """A word is missing."""
    words = text.split()
    del words[rng.choice([at for at in range(1, len(words) - 1) if words[at].lower() not in _NEGATIONS])]
    return " ".join(words)


def _swapped(text: str, rng: random.Random) -> str:
    """Two neighbouring words change places."""
    words = text.split()
    at = rng.randrange(1, len(words) - 2)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _quoted(text: str, _: random.Random) -> str:
    """As the answer to a message quotes it."""
    return "\n".join(f"> {line}" for line in textwrap.wrap(text, 40))


def _greeted(text: str, rng: random.Random) -> str:
    """With a greeting before it."""
    return f"{rng.choice(('Hi all,', 'Hello,', 'Dear list,', 'Good morning,'))}\n\n{text}"


EDITS: Final[Mapping[str, Callable[[str, random.Random], str]]] = {
    "typing slips": _slips, "case and signs": _signs, "a word dropped": _dropped, "two words swapped": _swapped,
    "quoted": _quoted, "greeting": _greeted,
}  # fmt: skip


def reworded(glosses: Mapping[str, Mapping[str, Any]], queries: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    """The definitions of terms with one gloss, each with it."""
    for row in sorted(queries, key=lambda row: _hash(row["text"])):
        right = len(row["relevant"]) == 1 and row["source"] == "dict-gcide"
        if right and not _OTHER_SENSE.fullmatch(row["term"].lower()):
            gloss = glosses[row["relevant"][0]]["text"]
            if len(gloss.split()) > 3 and not _UNFIT.search(row["text"] + gloss):
                yield gloss, row["text"], row["source"], row["term"].lower()


def near(rows: Sequence[Mapping[str, Any]], used: set[str]) -> Iterator[Pair]:
    """Glosses and the same after an edit, so many of each edit."""
    fit = (row for row in rows if row["text"] not in used)
    for edit, change in EDITS.items():
        made = 0
        while made < NEAR_OF_EACH_EDIT:
            row = next(fit)
            text = row["text"]
            if sum(word.isalpha() and len(word) > 4 for word in text.split()) < 3:
                continue
            other = change(text, random.Random(_hash(text) + bytes([SEED])))
            if other != text:
                used.add(text)
                made += 1
                yield text, other, edit, row["terms"].split("; ")[0]


def sisters(rows: Sequence[Mapping[str, Any]], used: set[str]) -> Iterator[Pair]:
    """Two glosses that differ in one word, which is no other form of the same word."""
    groups: defaultdict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for row in rows:
        words = row["text"].split()
        for place, word in enumerate(words):
            if word.isalpha() and word not in _STOP and len(word) > 2:
                groups[" ".join([*words[:place], "*", *words[place + 1 :]])].append((word, row))
    for template in sorted(groups, key=_hash):
        if len(groups[template]) > 3:
            continue  # a form filled in many times, as of every genus
        for (one, first), (other, second) in pairwise(groups[template]):
            alike = one[:_SAME_START] == other[:_SAME_START] or set(_terms(first)) & set(_terms(second))
            if not alike and {one, other} != _SYNONYMS and first["text"] not in used and second["text"] not in used:
                used |= {first["text"], second["text"]}
                yield first["text"], second["text"], "one word differs", _terms(first)[0]


def _terms(row: Mapping[str, Any]) -> list[str]:
    return [term.lower() for term in row["terms"].split("; ")]


def drawn(glosses: Sequence[Mapping[str, Any]], queries: Sequence[Mapping[str, Any]]) -> list[dict[str, object]]:
    """All texts with the number of their pair, its kind, and the half that they belong to; in the order of a hash."""
    every = {row["id"]: row for row in glosses}
    pairs = [("reworded", pair) for pair in list(reworded(every, queries))[:REWORDED]]
    used = {text for _, pair in pairs for text in pair[:2]}
    once = {row["text"]: row for row in reversed(glosses)}  # of synsets with the same gloss the first
    terms = {pair[3] for _, pair in pairs}
    fit = [
        row
        for row in sorted(once.values(), key=lambda row: _hash(row["text"]))
        if len(row["text"].split()) in WORDS and not _UNFIT.search(row["text"]) and not terms & set(_terms(row))
    ]
    pairs += [("near", pair) for pair in near(fit, used)]
    found = sisters(fit, used)
    pairs += [("sisters", next(found)) for _ in range(SISTERS)]
    rows: list[dict[str, object]] = []
    for number, (kind, (one, other, how, term)) in enumerate(pairs):
        for text, source in ((one, "wordnet-base"), (other, how if kind == "reworded" else "wordnet-base")):
            told = "another dictionary" if kind == "reworded" else how
            rows.append({"text": text, "pair": number, "kind": kind, "how": told, "term": term, "source": source,
                         "half": number % 2})  # fmt: skip
    alone = [row for row in fit if row["text"] not in used][:ALONE]
    for number, row in enumerate(alone):
        rows.append({"text": row["text"], "pair": -1, "kind": "alone", "how": "", "term": _terms(row)[0],
                     "source": "wordnet-base", "half": number % 2})  # fmt: skip
    return sorted(rows, key=lambda row: _hash(str(row["text"])))


def main() -> None:
    """Write the file."""
    import pyarrow
    import pyarrow.parquet

    glosses, queries = (
        pyarrow.parquet.read_table(DICTIONARY / f"{name}.parquet") for name in ("glosses", "definitions")
    )
    table = pyarrow.Table.from_pylist(drawn(glosses.to_pylist(), queries.to_pylist()))
    packages = json.loads(queries.schema.metadata[b"embedlab"])["packages"]
    told = {"packages": packages, "edits": list(EDITS), "seed": SEED}
    table = table.replace_schema_metadata({"embedlab": json.dumps(told, ensure_ascii=False)})
    pyarrow.parquet.write_table(table, TARGET, compression="zstd", compression_level=19)
    print(table.num_rows, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
