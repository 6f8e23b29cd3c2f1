"""Strict reading of the TOML files under ``assets/``.

A missing, unknown or wrong key is an error that names the file: a key with a typing mistake would otherwise be
a sentence that silently never appears on a page.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from embedlab.errors import EmbedLabError

ASSETS = Path(__file__).resolve().parents[2] / "assets"
"""Beside the package, wherever the process was started."""

Built = TypeVar("Built")


class Table:
    """One table of a TOML file. Each read takes its key away; what is left at the end is unknown."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        """Wrap ``values``; ``where`` names the file and the place in it for messages."""
        self.where = where
        self._left = dict(values)

    def text(self, key: str) -> str:
        """Take a text that is not empty, without outer white space."""
        return self._checked_text(key, self._take(key, str))

    def optional_text(self, key: str) -> str | None:
        """Take a text, or None where the key is absent."""
        return self.text(key) if key in self._left else None

    def plain_text(self, key: str) -> str:
        """Take a text that is shown as it is, so that a brace in it would be a forgotten fact."""
        text = self.text(key)
        if "{" in text or "}" in text:
            raise self.wrong(f"the key {key!r} is shown as it is and cannot name a fact")
        return text

    def whole(self, key: str) -> int:
        """Take a whole number."""
        number: int = self._take(key, int)
        return number

    def flag(self, key: str) -> bool:
        """Take true or false."""
        flag: bool = self._take(key, bool)
        return flag

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts, none of them empty."""
        return tuple(self._checked_text(key, text) for text in self._take(key, list))

    def options(self, key: str) -> Mapping[str, str]:
        """Take a table of texts, in the order of the file."""
        table = self._take(key, dict)
        return MappingProxyType({name: self._checked_text(key, text) for name, text in table.items()})

    def one(self, key: str, build: Callable[["Table"], Built]) -> Built:
        """Take a table and build a record from all of it."""
        return built(self._take(key, dict), f"{self.where}, {key}", build)

    def each(self, key: str, build: Callable[["Table"], Built]) -> tuple[Built, ...]:
        """Take a list of tables, none where the key is absent, and build a record from each."""
        tables = self._take(key, list) if key in self._left else []
        return tuple(built(table, f"{self.where}, {key} {n}", build) for n, table in enumerate(tables, 1))

    def close(self) -> None:
        """Raise ``EmbedLabError`` when a key was not read."""
        if self._left:
            raise self.wrong(f"the key {min(self._left)!r} is not known here")

    def wrong(self, what: str) -> EmbedLabError:
        """Return the error to raise: which file, what is wrong, and what to do."""
        return EmbedLabError(f"The file {self.where} cannot be used: {what}; correct the file or install it again.")

    def _take(self, key: str, kind: type) -> Any:
        if key not in self._left:
            raise self.wrong(f"the key {key!r} is missing")
        value = self._left.pop(key)
        if type(value) is not kind:  # isinstance would take true for a whole number
            raise self.wrong(f"the key {key!r} has a value of the wrong kind")
        return value

    def _checked_text(self, key: str, text: object) -> str:
        if not isinstance(text, str) or not text.strip():
            raise self.wrong(f"the key {key!r} needs a text that is not empty")
        return text.strip()


def built(values: Any, where: str, build: Callable[[Table], Built]) -> Built:
    """Build a record from a table and see that no key is left over. Raises ``EmbedLabError``."""
    table = Table(values if isinstance(values, dict) else {}, where)
    record = build(table)
    table.close()
    return record


def load_asset(name: str, build: Callable[[Table], Built]) -> Built:
    """Read ``assets/<name>`` and build a record from it. Raises ``EmbedLabError`` naming the file."""
    path = ASSETS / name
    where = f"assets/{name}"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Table({}, where).wrong("it could not be read") from error
    except ValueError as error:
        raise Table({}, where).wrong(f"it is not valid TOML ({error})") from error
    return built(values, where, build)
