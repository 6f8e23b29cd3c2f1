"""The small texts of what is taken away: the settings that a picture carries, and the names of files."""

from collections.abc import Mapping
from html import escape
from typing import Final

_SETTING_CHARS: Final = 60


def settings_html(values: Mapping[str, object]) -> str:
    """Return the unseen line of settings that pictures of this page carry: what is short enough to stand on a slide."""
    told = [
        f"{name.replace('_', ' ').lower()}: {value}"
        for name, value in values.items()
        if isinstance(value, str | int | float) and value != "" and len(str(value)) <= _SETTING_CHARS
    ]
    return f'<span hidden data-el-settings="{escape(", ".join(told))}"></span>'


def file_name(text: str) -> str:
    """Return lower-case letters, digits and hyphens."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return "-".join(words) or "embedlab"
