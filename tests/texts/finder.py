"""Every number in the texts that ship: digits and number words, with the place where they stand.

Not looked at: formulas, code, addresses, and the texts that models are given (examples, sentences, pairs, collections).
*One*, *two*, *first* and their like are grammar more often than counts, and are left out.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from embedlab.numbers_text import GAP

CATALOG: Final = "embedlab/models/catalog.toml"
CATALOG_FIELDS: Final = ("summary", "choose_when", "note", "trained_on", "objective")
INPUTS: Final = ("assets/senses/", "triples.toml", "collections.toml", "pairs.toml", "batches.toml", "long_text.toml")
"""Files of texts that models read and that claim nothing of the world; what is said *about* them does."""
ABOUT: Final = {"point", "note", "title", "gloss"}
NO_PROSE: Final = {"formula", "code", "url", "slug", "field", "id", "model_id", "venue", "authors", "year", "number"}

_WORDS: Final = (
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|"
    r"half|a third|thirds|quarters?|fifths|a tenth|tenths"
)
NUMBER: Final = re.compile(rf"(?<![\w.@-])−?\d+(?:[.,]\d+)*(?!\w)|\b(?:{_WORDS})\b", re.IGNORECASE)
_BLANK: Final = re.compile(r"\{[^{}]*\}|```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$\n]*\$|https?://\S+", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """A text: the file that it stands in, the keys that lead to it, and its words."""

    file: str
    keys: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        """File and keys, for a message."""
        return f"{self.file} {'.'.join(self.keys)}"

    def numbers(self) -> Iterator[re.Match[str]]:
        """The numbers that are typed into it: its fields, formulas and code are blanked, their length kept."""
        blanked = _BLANK.sub(lambda found: " " * len(found[0]), self.text)
        yield from NUMBER.finditer(blanked)


def places(root: Path) -> Iterator[Place]:
    """Every text of ``assets/`` and of the catalog."""
    for path in sorted((root / "assets").rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        about_only = any(part in name for part in INPUTS)
        for keys, text in _walk(tomllib.loads(path.read_text(encoding="utf-8"))):
            if keys[0] != "presets" and (not about_only or keys[-1] in ABOUT):
                yield Place(name, keys, text)
    for entry in tomllib.loads((root / CATALOG).read_text(encoding="utf-8"))["model"]:
        yield from (
            Place(CATALOG, (entry["id"], key), entry[key].replace(GAP, " ")) for key in CATALOG_FIELDS if key in entry
        )


def _walk(value: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield keys, value.replace(GAP, " ")  # so that a claim can be typed
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in NO_PROSE:
                yield from _walk(each, (*keys, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _walk(each, (*keys, str(number)))
