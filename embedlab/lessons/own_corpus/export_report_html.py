"""The report as one HTML file: no script, no outside address, light and dark, and fit to be printed."""

import re
from collections.abc import Sequence
from html import escape
from typing import Final

from embedlab import palette
from embedlab.content.toml_records import ASSETS
from embedlab.lessons.own_corpus.export_report import Chart, Grid, Heading, Part, Points, Prose, Report
from embedlab.lessons.own_corpus.export_report_charts import GRID, INK, chart_of, colour_of
from embedlab.lessons.own_corpus.export_report_fonts import BOLD, OTHER, PLAIN
from embedlab.numbers_text import short

_ROLES: Final = {
    "ground": palette.PAGE["backgroundColor"],
    "ink": palette.PAGE["textColor"],
    "quiet": palette.QUIET,
    "line": palette.LINE,
    "panel": palette.PANEL,
    "strong": palette.PRIMARY,
}
_WRITTEN: Final = re.compile(r"\w+\((\d+)%,(\d+)%,(\d+)%\)")
"""A colour in SVG as its writer has it."""
_FEW: Final = 4
"""Tables of more columns keep a width of their own on a phone, where they are pushed aside."""


def html_report(report: Report) -> bytes:
    """Return the report as a complete HTML page in UTF-8."""
    parts = "\n".join(_part_html(part, report) for part in report.parts)
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(report.title)}</title>\n<style>{_style()}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(report.title)}</h1>\n<p class="line">{escape(report.line)}</p>\n'
        f"{parts}\n</main>\n</body>\n</html>\n"
    )
    # A lone half of a pair, which a broken file may hold, is no text that can be written.
    return page.encode("utf-8", errors="replace")


def _style() -> str:
    light, dark = (" ".join(f"--{role}: {pair[theme]};" for role, pair in _ROLES.items()) for theme in (0, 1))
    themes = (
        f":root {{ {light} color-scheme: light dark; }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    )
    return themes + (ASSETS / "lessons" / "own_corpus" / "report.css").read_text("utf-8").replace("LIGHT", light)


def _part_html(part: Part, report: Report) -> str:
    if isinstance(part, Heading):
        return f"<h2>{escape(part.text)}</h2>"
    if isinstance(part, Prose):
        return f'<p class="answer">{escape(part.text)}</p>' if part.loud else f"<p>{escape(part.text)}</p>"
    if isinstance(part, Points):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in part.items) + "</ul>"
    if isinstance(part, Chart):
        caption = f"<figcaption>{escape(part.caption)}</figcaption>"
        return f'<figure><div class="wide" tabindex="0">{svg_html(part, report)}</div>{caption}</figure>'
    return _grid_html(part)


def _grid_html(grid: Grid) -> str:
    def row(cells: Sequence[str], tag: str, scope: str = "") -> str:
        inside = (
            f"<{tag}{scope}{' class=number' if place >= grid.numbers_from else ''}>{escape(cell)}</{tag}>"
            for place, cell in enumerate(cells)
        )
        return f"<tr>{''.join(inside)}</tr>"

    body = "".join(row(cells, "td") for cells in grid.rows)
    widths = "".join(f'<col style="width: {short(100 * share)}%">' for share in grid.shares)
    head = row(grid.head, "th", ' scope="col"')
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(grid.name)}">'
        f"<table{' class=many' if len(grid.head) > _FEW else ''}>"
        f"<caption>{escape(grid.name)}</caption><colgroup>{widths}</colgroup>"
        f"<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def svg_html(chart: Chart, report: Report) -> str:
    """Return a chart as SVG inside a page: ink and lines follow the theme, families keep their colours."""
    from reportlab.graphics import renderSVG

    drawn: str = renderSVG.drawToString(chart_of(chart.picture, report.findings, report.recommended))
    svg = drawn[drawn.index("<svg") :]
    svg = re.sub(r"<title>.*?</title>|<desc>.*?</desc>|<clipPath.*?</clipPath>", "", svg, flags=re.DOTALL)
    svg = svg.replace('id="group" ', "").replace("clip-path: url(#clip)", "").replace(
        ' xmlns:xlink="http://www.w3.org/1999/xlink"', ""
    ).replace(' xmlns="http://www.w3.org/2000/svg"', "")  # fmt: skip
    for name in (BOLD, OTHER, PLAIN):
        weight = "; font-weight: 700" if name == BOLD else ""
        svg = svg.replace(f"font-family: {name};", f"font-family: inherit{weight};")
    written = {_hundredths(colour_of(found)): colour_of(found) for found in report.findings.set_ups}
    written |= {_hundredths(INK): "currentColor", _hundredths(GRID): "var(--line)"}
    svg = _WRITTEN.sub(lambda match: written.get((int(match[1]), int(match[2]), int(match[3])), match[0]), svg)
    label = escape(chart.alternative)
    return re.sub(r"<svg width=\"[^\"]*\" height=\"[^\"]*\"", f'<svg role="img" aria-label="{label}"', svg, count=1)


def _hundredths(colour: str) -> tuple[int, int, int]:
    """A colour as the writer of SVG rounds it."""
    from reportlab.lib.colors import HexColor

    red, green, blue = (int(part * 100) for part in HexColor(colour).rgb())
    return red, green, blue
