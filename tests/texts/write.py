"""Numbers as the texts type them, and constants of scripts that no test wants to import."""

import ast
import re
from pathlib import Path
from typing import Any, Final

from embedlab import numbers_text
from tests.texts.kinds import ROOT

_ONES: Final = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS: Final = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 100: "a hundred"}


def word(number: float, *, begins: bool = False) -> str:
    """A small whole number in letters; ``begins`` a sentence."""
    assert number == int(number), f"{number} is no count"
    told = _TENS.get(int(number)) or _ONES[int(number)]
    return told.capitalize() if begins else told


def two(value: float) -> str:
    """Two digits after the point."""
    return numbers_text.signed(value)


def percent(share: float) -> str:
    """A percentage, with the plain space of a typed text."""
    return numbers_text.percent(share).replace(numbers_text.GAP, " ")


def spread(values: list[float]) -> str:
    """The range of some values: "0.50 and 0.60" reads as "between", so the caller joins the ends."""
    return f"{two(min(values))} to {two(max(values))}"


def constant(script: str, name: str) -> Any:
    """What a script sets a name to at its top, alone or in a tuple of names."""
    for node in ast.parse((ROOT / script).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name) and target.id == name:
                return ast.literal_eval(node.value)
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                names = [each.id for each in target.elts if isinstance(each, ast.Name)]
                if name in names:
                    return ast.literal_eval(node.value.elts[names.index(name)])
    raise KeyError(f"{script} does not set {name}")


def first_number(text: str) -> int:
    """The first whole number of a text, its thousands apart by commas."""
    return int(re.findall(r"\d[\d,]*", text)[0].replace(",", ""))


def folder_of(home: Path, model: str) -> Path:
    """The folder of a model in a store."""
    return home / "models" / model
