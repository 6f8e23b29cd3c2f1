"""The report as PDF: the same parts as the HTML, set on pages of A4; the same record gives the same bytes."""

from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from embedlab import palette
from embedlab.lessons.own_corpus.export_report import Chart, Grid, Heading, Part, Points, Prose, Report
from embedlab.lessons.own_corpus.export_report_charts import WIDTH, chart_of
from embedlab.lessons.own_corpus.export_report_fonts import BOLD, MISSING, PLAIN, glyphs, is_shown, runs_of
from embedlab.numbers_text import whole

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

_MARGIN: Final = 57
"""Points at each side of a page of A4."""
_INK, _QUIET, _LINE, _PANEL, _STRONG = (
    colours[0] for colours in (palette.PAGE["textColor"], palette.QUIET, palette.LINE, palette.PANEL, palette.PRIMARY)
)


def pdf_report(report: Report) -> bytes:
    """Return the report as PDF. What the typefaces cannot show is marked, and the report says so at its end."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    glyphs()
    styles = _styles()
    story: list[Flowable] = [_paragraph(report.title, styles["title"]), _paragraph(report.line, styles["line"])]
    for part in report.parts:
        story += _flowables(part, report, styles)
    if hidden := sum(not is_shown(text) for text in texts_of(report)):
        story.append(_paragraph(_hidden_sentence(hidden), styles["prose"]))
    target = BytesIO()
    document = SimpleDocTemplate(
        target, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
        title=report.title, author="EmbedLab", subject=report.line, lang="en", invariant=1,
    )  # fmt: skip
    document.build(story, onFirstPage=_foot, onLaterPages=_foot)
    return target.getvalue()


def texts_of(report: Report) -> list[str]:
    """Every text of a report, one by one."""
    found = [report.title, report.line]
    for part in report.parts:
        if isinstance(part, Heading | Prose):
            found.append(part.text)
        elif isinstance(part, Points):
            found += part.items
        elif isinstance(part, Grid):
            found += [part.name, *part.head, *(cell for row in part.rows for cell in row)]
    return found


def _hidden_sentence(count: int) -> str:
    texts = "One text holds" if count == 1 else f"{whole(count)} texts hold"
    return (
        f"{texts} characters that the typefaces of this file cannot show; each run of them is printed as {MISSING}. "
        "The HTML report holds the texts whole."
    )


def _styles() -> dict[str, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    prose = ParagraphStyle(
        "prose", fontName=PLAIN, fontSize=9.5, leading=13.5, textColor=HexColor(_INK), spaceAfter=5, splitLongWords=1
    )
    quiet = HexColor(_QUIET)
    return {
        "prose": prose,
        "title": ParagraphStyle("title", prose, fontName=BOLD, fontSize=20, leading=24, spaceAfter=4),
        "line": ParagraphStyle("line", prose, textColor=quiet, spaceAfter=10),
        "heading": ParagraphStyle(
            "heading", prose, fontName=BOLD, fontSize=13, leading=17, spaceBefore=12, keepWithNext=1
        ),
        "loud": ParagraphStyle("loud", prose, fontName=BOLD, fontSize=14, leading=19, textColor=HexColor(_STRONG)),
        "point": ParagraphStyle("point", prose, leftIndent=11, bulletIndent=1, bulletFontName=PLAIN),
        "caption": ParagraphStyle("caption", prose, fontSize=8, leading=10.5, textColor=quiet, spaceBefore=4),
        "name": ParagraphStyle("name", prose, fontSize=8, leading=10.5, textColor=quiet, spaceBefore=6, keepWithNext=1),
        "cell": ParagraphStyle("cell", prose, fontSize=7.2, leading=9.2, spaceAfter=0),
        "number": ParagraphStyle("number", prose, fontSize=7.2, leading=9.2, spaceAfter=0, alignment=2),
    }


def _paragraph(text: str, style: Any, bullet: str | None = None) -> "Flowable":
    """A paragraph of plain text: reportlab reads markup in it, so what a visitor typed is escaped, run by run."""
    from reportlab.platypus import Paragraph

    marked = "".join(
        escape(run) if name == PLAIN else f'<font name="{name}">{escape(run)}</font>' for name, run in runs_of(text)
    )
    return Paragraph(marked, style, bulletText=bullet)


def _flowables(part: Part, report: Report, styles: dict[str, Any]) -> "list[Flowable]":
    from reportlab.platypus import KeepTogether

    if isinstance(part, Heading):
        return [_paragraph(part.text, styles["heading"])]
    if isinstance(part, Prose):
        return [_paragraph(part.text, styles["loud" if part.loud else "prose"])]
    if isinstance(part, Points):
        return [_paragraph(item, styles["point"], "•") for item in part.items]
    if isinstance(part, Chart):
        drawing = chart_of(part.picture, report.findings, report.recommended)
        return [KeepTogether([drawing, _paragraph(part.caption, styles["caption"])])]
    return [_paragraph(part.name, styles["name"]), _table(part, styles)]


def _table(grid: Grid, styles: dict[str, Any]) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import LongTable

    def cells(row: Sequence[str]) -> "list[Flowable]":
        return [
            _paragraph(cell, styles["number" if place >= grid.numbers_from else "cell"])
            for place, cell in enumerate(row)
        ]

    return LongTable(
        [cells(grid.head), *map(cells, grid.rows)],
        colWidths=[share * WIDTH for share in grid.shares],
        repeatRows=1,
        spaceAfter=8,
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), HexColor(_PANEL)),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(_LINE)),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ],
    )


def _foot(canvas: "Canvas", document: Any) -> None:
    from reportlab.lib.colors import HexColor

    canvas.saveState()
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(HexColor(_QUIET))
    canvas.drawRightString(document.pagesize[0] - _MARGIN, _MARGIN / 2, whole(document.page))
    canvas.restoreState()
