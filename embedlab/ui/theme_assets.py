"""The app's own typeface, served without a network and without a top-level ``static`` folder.

Streamlit serves the folder of a declared component at ``component/<module>.<name>/``; declaring one for
``assets/fonts`` is enough, nothing is ever drawn with it. The rules are sent by the page and not by the
configuration because a browser would ask for a configured file before the first script run has declared it.
"""

from pathlib import Path
from typing import Final

from streamlit.components.v1 import declare_component

FONT_FOLDER: Final = Path(__file__).resolve().parents[2] / "assets" / "fonts"
TEXT_FAMILY: Final = "Atkinson Hyperlegible Next"
MONO_FAMILY: Final = "Atkinson Hyperlegible Mono"

_SERVED_AS: Final = f"component/{__name__}.fonts"
_LATIN: Final = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
_LATIN_EXTENDED: Final = (
    "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,"
    "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF"
)
_FACES: Final = (
    (TEXT_FAMILY, "normal", "atkinson-hyperlegible-next-latin-wght-normal.woff2", _LATIN),
    (TEXT_FAMILY, "normal", "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2", _LATIN_EXTENDED),
    (TEXT_FAMILY, "italic", "atkinson-hyperlegible-next-latin-wght-italic.woff2", _LATIN),
    (MONO_FAMILY, "normal", "atkinson-hyperlegible-mono-latin-wght-normal.woff2", _LATIN),
    (MONO_FAMILY, "normal", "atkinson-hyperlegible-mono-latin-ext-wght-normal.woff2", _LATIN_EXTENDED),
)


def font_css() -> str:
    """Declare the font folder to the running server and return its ``@font-face`` rules.

    The addresses are relative to the page, so a base path or a proxy in front of the app does not matter.
    """
    # Declared on every run, not on import: a module imported before the server has a session stays unknown to it.
    declare_component("fonts", path=FONT_FOLDER)
    return "\n".join(_face(*face) for face in _FACES)


def _face(family: str, style: str, file: str, characters: str) -> str:
    return (
        f"@font-face{{font-family:'{family}';font-style:{style};font-weight:200 800;font-display:swap;"
        f"src:url({_SERVED_AS}/{file}) format('woff2');unicode-range:{characters}}}"
    )
