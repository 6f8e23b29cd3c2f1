"""The one way to show a table: a heading row, a name for each row, numbers to the right, every text escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

import streamlit as st

Style = Literal[
    "parts", "near", "matrix", "epochs", "parts el-origin", "parts el-marks", "parts el-card", "matrix el-taxonomy"
]  # fmt: skip
Cell = object
"""What stands in a cell: ``Markup`` is written as it is, anything else as text, escaped; None is an empty cell."""

_EMPTY: Final = ""


class Markup(str):
    """HTML that the product made itself: its own words are markup, and a visitor's in it are escaped already."""

    __slots__ = ()


@dataclass(frozen=True)
class Wide:
    """A text that takes the room of several columns."""

    text: str
    columns: int


def table(
    label: str,
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    foot: Sequence[Cell] = (),
    style: Style = "parts",
    named: bool = True,
    classes: Sequence[str] = (),
) -> None:
    """Draw a table. See ``table_html``."""
    st.html(table_html(label, head, rows, foot=foot, style=style, named=named, classes=classes))


def table_html(
    label: str,
    head: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    foot: Sequence[Cell] = (),
    style: Style = "parts",
    named: bool = True,
    classes: Sequence[str] = (),
) -> str:
    """Return a table in a region that a keyboard can scroll.

    ``label`` names the region for screen readers; ``head`` may be empty. With ``named`` the first cell of a row is the
    row's heading. ``style`` is one of the looks in ``ui/style.py``. ``classes`` gives a class for each column, "" for
    none.
    """
    kinds = [f' class="{name}"' if name else "" for name in classes]

    def line(cells: Sequence[Cell], scope: str) -> str:
        first = '<th scope="row"' if named or scope == "col" else "<td"
        drawn = []
        place = 0
        for cell in cells:
            opening = '<th scope="col"' if scope == "col" else first if place == 0 else "<td"
            if scope == "col" and not _written(cell):
                opening = "<td"  # a heading without a word is announced as one
            kind = kinds[place] if place < len(kinds) else ""
            span = f' colspan="{cell.columns}"' if isinstance(cell, Wide) else ""
            drawn.append(f"{opening}{kind}{span}>{_written(cell)}</{opening[1:3]}>")
            place += cell.columns if isinstance(cell, Wide) else 1
        return f"<tr>{''.join(drawn)}</tr>"

    top = f"<thead>{line(head, 'col')}</thead>" if head else ""
    body = "".join(line(row, "row") for row in rows)
    bottom = f"<tfoot>{line(foot, 'row')}</tfoot>" if foot else ""
    return (
        f'<div class="el-{style}" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table>{top}<tbody>{body}</tbody>{bottom}</table></div>"
    )


def _written(cell: Cell) -> str:
    if cell is None:
        return _EMPTY
    if isinstance(cell, Markup):
        return cell
    return escape(cell.text if isinstance(cell, Wide) else str(cell))
