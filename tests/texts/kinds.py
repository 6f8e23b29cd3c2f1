"""The kinds of claims that a number in a text can be, and how each is held to the truth.

A claim is a phrase of a file. What is computed writes its phrase anew from data, so a text that says something else is
found; what was published names its source among the papers that the product lists; what is counted in the text itself
names the items. An example that somebody is asked to imagine claims nothing, and has to look like one.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from embedlab.models.cards import HubSource
from embedlab.models.catalog import catalog

ROOT: Final = Path(__file__).parents[2]
_IMAGINED: Final = re.compile(
    r"say |such as|may |“|\?|ask|if |example|imagine|put |a cosine of|train |show |move |read |let ", re.I
)


@dataclass(frozen=True)
class Computed:
    """``write`` makes the phrase, or several, from data, weights or a formula."""

    write: Callable[[], str | tuple[str, ...]]

    def phrases(self) -> tuple[str, ...]:
        """The phrases as they should stand in the text of the file."""
        return _written(self.write)

    def slip(self, _: str) -> str | None:
        """What is wrong beside phrases that the text does not have."""
        return None


@dataclass(frozen=True)
class Published:
    """A figure of somebody else; ``source`` is a part of the address of a paper or page that the product lists."""

    phrase: str
    source: str

    def phrases(self) -> tuple[str, ...]:
        """The phrase."""
        return (self.phrase,)

    def slip(self, _: str) -> str | None:
        """A source that no reader is led to."""
        listed = any(self.source in url for url in listed_addresses())
        return None if listed else f"no page or card lists the source {self.source}"


@dataclass(frozen=True)
class Listed:
    """A count of what the text itself names: ``items`` follow the phrase, each once, as many as ``count``."""

    phrase: str
    count: int
    items: tuple[str, ...]

    def phrases(self) -> tuple[str, ...]:
        """The phrase."""
        return (self.phrase,)

    def slip(self, text: str) -> str | None:
        """An item that is missing, or one too many."""
        missing = [item for item in self.items if item not in text]
        return f"{len(self.items)} items, missing {missing}" if missing or len(self.items) != self.count else None


@dataclass(frozen=True)
class Imagined:
    """An example, an instruction or a wrong saying: any other number would do."""

    phrase: str

    def phrases(self) -> tuple[str, ...]:
        """The phrase."""
        return (self.phrase,)

    def slip(self, _: str) -> str | None:
        """A phrase that does not look like an example."""
        return None if _IMAGINED.search(self.phrase) else "it does not look like an example"


Claim = Computed | Published | Listed | Imagined


@cache
def _written(write: Callable[[], str | tuple[str, ...]]) -> tuple[str, ...]:
    found = write()
    return (found,) if isinstance(found, str) else found


@cache
def listed_papers() -> tuple[dict[str, Any], ...]:
    """Every paper that a reader is led to: authors, year and url, of reading lists, timeline and cards."""
    found = []
    for path in sorted((ROOT / "assets").rglob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found += data.get("reading", []) + [{**entry, "authors": entry["paper"]} for entry in data.get("entry", [])]
    return (*found, *(card.paper.model_dump() for card in catalog().values()))


def listed_addresses() -> set[str]:
    """The addresses of these papers, and of the hub pages of the cards."""
    sources = (source for card in catalog().values() for source in card.sources)
    hub = {f"https://huggingface.co/{source.repo}" for source in sources if isinstance(source, HubSource)}
    return {paper["url"] for paper in listed_papers()} | hub
