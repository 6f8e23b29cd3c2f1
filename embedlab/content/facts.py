"""What a page has computed and its texts may speak of: the base of every lesson's record of facts.

A lesson's ``facts.py`` holds one frozen dataclass below :class:`Facts`. Each field is a number, a text, or, typed as
a ``Literal``, a *choice*: the page computes which option of a question is right. None means that the page cannot
know it now, because a model is missing or the visitor's own texts have no answer. A template of the lesson names
fields in ``str.format`` style, as in ``{best_accuracy:.0%}``: pages pass raw values, the text decides on digits.
"""

from dataclasses import dataclass, fields
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Facts:
    """The record of a page that computes nothing."""

    def known(self) -> dict[str, Any]:
        """Return the facts that the page knows, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        # Compared with None, because 0 and "" are facts too.
        return {name: value for name, value in values.items() if value is not None}


def choices_of(record: type[Facts]) -> dict[str, tuple[str, ...]]:
    """Return the options of each choice of a record, by field."""
    found = {}
    for name, hint in get_type_hints(record).items():
        # At run time "int | None" and "Literal[...] | None" are unions of two different kinds.
        sides = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        literals = [side for side in sides if get_origin(side) is Literal]
        if literals:
            found[name] = tuple(str(option) for option in get_args(literals[0]))
    return found
