"""A text as models read it: grey from where the first of them stops, struck out where none of them reads on."""

from collections.abc import Mapping
from html import escape
from itertools import pairwise
from typing import Final

_BEFORE: Final = 200
"""Characters that are shown before the first stop."""


def unread_html(name: str, text: str, stops: Mapping[str, int], *, all_stop: bool) -> str:
    """Return a box with a text, escaped, in which what is not read is grey.

    Args:
        name: what a reader calls the text; stands before it.
        text: as it was typed.
        stops: the character where each model stops, by the model's name; at least one.
        all_stop: whether these are all that read the text; what others read is grey, but not struck out.
    """
    places = sorted(set(stops.values()))
    # The beginning of a long text would push the place that this is about out of sight.
    start = text.find(" ", max(0, places[0] - _BEFORE), places[0]) + 1 if places[0] > _BEFORE else 0
    pieces = ["… " if start else "", escape(text[start : places[0]])]
    for place, following in pairwise([*places, len(text)]):
        if len(stops) > 1 or not all_stop:
            names = ", ".join(escape(model) for model, at in stops.items() if at == place)
            stop = "stops" if names.count(",") == 0 else "stop"
            pieces.append(f' <small class="el-stop">{names} {stop} here</small> ')
        kind = "el-unread" if all_stop and place == places[-1] else "el-unread-by-some"
        pieces.append(f'<span class="{kind}">{escape(text[place:following])}</span>')
    said = escape(name[:1].upper() + name[1:])
    shown = "".join(pieces).replace("\n", "<br>")
    return (
        f'<div class="el-unread-box" tabindex="0" role="region" aria-label="{said}, grey where it is not read">'
        f'<p class="el-document"><b>{said}:</b> {shown}</p></div>'
    )
