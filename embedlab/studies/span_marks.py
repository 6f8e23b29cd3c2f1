"""Words of a text marked where they stand, safe whatever was typed."""

from collections.abc import Mapping
from html import escape

from embedlab.words import Span


def spans_html(text: str, looks: Mapping[Span, str], start: int, end: int) -> str:
    """Return part of a text, escaped, with the spans of ``looks`` that lie whole in it marked in their styles.

    Of two that overlap the first is marked.
    """
    pieces, at = [], start
    for (first, last), look in sorted(looks.items()):
        if at <= first and last <= end:
            pieces += [escape(text[at:first]), f'<mark style="{look}">{escape(text[first:last])}</mark>']
            at = last
    return "".join([*pieces, escape(text[at:end])])
