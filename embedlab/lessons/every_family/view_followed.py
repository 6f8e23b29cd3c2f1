"""The text that is followed, written out: the query's words marked in it, and its rank in every family."""

from collections.abc import Mapping
from html import escape
from typing import Final

from embedlab.compute.lexical import tokenise
from embedlab.lessons.every_family.examples import ranker_colour, short_name
from embedlab.lessons.every_family.study import Families
from embedlab.studies.searches import Search
from embedlab.studies.span_marks import spans_html
from embedlab.ui.panels.table import Markup, table_html
from embedlab.ui.style import MARKED
from embedlab.words import Span, folded_terms

FOLDED: Final = 420
"""Characters of a text that are shown at once; the rest is one press away."""


def followed_html(search: Search, document: int) -> str:
    """A text after its number, escaped, with the words of the query marked in it."""
    text = search.texts[document]
    # "a" and "the" would light up everywhere, unless the query is made of them.
    asked = set(tokenise(search.query, stop_words=True) or tokenise(search.query))
    looks = {span: MARKED for term, span in folded_terms(text) if term in asked}
    head = f"<b>Text {document + 1}</b> "
    if len(text) <= FOLDED:
        return f'<p class="el-document">{head}{_lines(text, looks, 0, len(text))}</p>'
    return (
        f'<p class="el-document">{head}{_lines(text, looks, 0, FOLDED)} …</p>'
        f'<details class="el-document"><summary>The rest of the text</summary>'
        f"{_lines(text, looks, FOLDED, len(text))}</details>"
    )


def _lines(text: str, looks: Mapping[Span, str], start: int, end: int) -> str:
    return spans_html(text, looks, start, end).replace("\n", "<br>")


def ranks_html(families: Families, ranks: Mapping[str, int]) -> str:
    """A row for each ranker: the rank of the followed text, and how far it stands from the baseline's."""
    rows = [
        (
            Markup(f"{chip_html(ranker)}{escape(short_name(ranker))}"),
            str(rank),
            Markup(badge_html(families.change(ranker, families.document), ranker == families.baseline)),
        )
        for ranker, rank in ranks.items()
    ]
    head = ("ranker", f"rank of {len(families.search.texts)}", f"against {short_name(families.baseline)}")
    return table_html("Rank of the text by each ranker", head, rows, style="parts el-marks")


def badge_html(change: int | None, is_baseline: bool) -> str:
    """How many ranks higher or lower, with a sign that is not only a colour."""
    if is_baseline or change is None:
        return "" if is_baseline else "–"
    if change == 0:
        return "="
    arrow, word = ("▲", "higher") if change > 0 else ("▼", "lower")
    return f'<span title="{abs(change)} ranks {word}">{arrow}&nbsp;{abs(change)}</span>'


def chip_html(ranker: str) -> str:
    """The colour of a ranker's family, before its name."""
    return f'<span class="el-family" aria-hidden="true" style="background:{ranker_colour(ranker)}"></span>'
