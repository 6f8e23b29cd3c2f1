"""Facts of a lesson with some value each, for pages that compute nothing."""

from typing import Any, get_args, get_type_hints

from embedlab.content.facts import Facts, choices_of


def any_facts(record: type[Facts]) -> dict[str, Any]:
    """Every fact of a record: the first option of a choice, 1 for a number, Markdown for a text."""
    choices = choices_of(record)
    kinds = {name: get_args(hint)[0] for name, hint in get_type_hints(record).items() if name not in choices}
    values = {name: "*w*" if kind is str else kind(1) for name, kind in kinds.items()}
    return values | {name: options[0] for name, options in choices.items()}
