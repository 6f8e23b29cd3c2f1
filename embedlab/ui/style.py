"""The sheets of rules that the theme in ``.streamlit/config.toml`` cannot say: ``sheets/*.css``, and what varies.

Five sizes of type, a grid of 8 pixels, and the classes of the parts that the panels draw themselves. Colours that
must differ between light and dark use ``light-dark()``: Streamlit sets ``color-scheme`` to the theme in force.
"""

from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st

from embedlab import palette
from embedlab.ui.theme_assets import MONO_FAMILY, font_css

MARKED: Final = f"background:{palette.MARKER};color:inherit;border-radius:3px;padding:0 1px"
"""The look of a ``<mark>``, which a browser would draw in yellow and black."""
TEACHING_ROOT_PIXELS: Final = 22
"""Root size in teacher mode (16 otherwise); all sizes are relative to it, so everything grows together."""

TOKENS: Final = {
    "--el-quiet": palette.QUIET,
    "--el-accent": palette.PRIMARY,
    "--el-on-accent": palette.ON_PRIMARY,
    "--el-line": palette.LINE,
    "--el-panel": palette.PANEL,
    "--el-problem": palette.PROBLEM,
    "--el-good": palette.GOOD,
    "--el-ground": palette.PAGE["backgroundColor"],
}
"""Own colours as (light, dark); contrast is measured by the tests."""

SHEETS: Final = Path(__file__).parent / "sheets"
_ORDER: Final = (
    "page", "heading", "terms", "sidebar", "panels", "tables", "chips", "first_screen", "narrow", "phone", "still",
    "hits", "paper",
)  # fmt: skip
"""The sheets in the order in which one overrules another."""

_SCALE: Final = (
    f"--el-s:0.875rem;--el-m:1rem;--el-l:1.25rem;--el-xl:1.5rem;--el-xxl:2rem;--el-mono:'{MONO_FAMILY}',monospace;"
)


def page_css(*, teaching: bool = False, hidden: frozenset[str] = frozenset()) -> str:
    """Return the sheet of one page; ``hidden`` names the controls that a teacher has put away."""
    own = [_read("teaching"), f"html{{font-size:{TEACHING_ROOT_PIXELS}px!important}}"] if teaching else []
    put_away = [f".st-key-{control_key(name)}{{display:none}}" for name in sorted(hidden)]
    return "\n".join([_always(), *own, *put_away])


@cache
def _always() -> str:
    """The rules of every page."""
    colours = "".join(f"{name}:light-dark({light},{dark});" for name, (light, dark) in TOKENS.items())
    families = "".join(f":root .el-f-{name}{{background:{colour}}}" for name, colour in palette.FAMILY_COLOURS.items())
    return "\n".join([f":root{{{_SCALE}{colours}}}", families, *map(_read, _ORDER)])


@cache
def _read(name: str) -> str:
    return (SHEETS / f"{name}.css").read_text(encoding="utf-8")


def control_key(name: str) -> str:
    """Return the container key of a control: letters, digits and hyphens only, so that it is safe in a rule."""
    return "el-control-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in name)


def apply_style(*, teaching: bool = False, hidden: frozenset[str] = frozenset()) -> None:
    """Send the typeface and the sheet to the page; they take no room on it."""
    st.html(f"<style>{font_css()}\n{page_css(teaching=teaching, hidden=hidden)}</style>")
