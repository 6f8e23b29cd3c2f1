"""The charts of the report: each is one drawing, which becomes SVG in the HTML and vectors in the PDF."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final

from embedlab import palette
from embedlab.lessons.own_corpus.export_report import Picture
from embedlab.lessons.own_corpus.export_report_fonts import BOLD, PLAIN, glyphs, runs_of
from embedlab.lessons.own_corpus.export_report_tables import fronts, number_of, short_text
from embedlab.numbers_text import in_bytes, seconds, short, signed
from embedlab.studies.corpus.findings import MAIN_METRIC, Estimate, Findings, SetUpFound

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

WIDTH: Final = 480
"""Points; a page of the PDF has room for as much between its margins."""
INK: Final = palette.DARK_INK
GRID: Final = palette.LINE[0]
"""Both follow the theme in the HTML, see ``svg_of``."""

_ROW, _TOP, _BOTTOM, _NAMES, _VALUES, _SIZE = 17, 6, 30, 150, 116, 8
_HEIGHT, _LEFT, _RIGHT = 230, 34, 12
_AROUND: Final = ((11, 7), (-11, 7), (11, -8), (-11, -8), (0, 13), (0, -14), (19, 0), (-19, 0))
"""Points from a mark to the middle of its number, in the order in which they are tried."""


def chart_of(picture: Picture, findings: Findings, recommended: str | None) -> "Drawing":
    """Draw a picture of the report."""
    if picture == "quality":
        return quality_drawing(findings, recommended)
    return cost_drawing(findings, recommended, by_time=picture == "time")


def quality_drawing(findings: Findings, recommended: str | None) -> "Drawing":
    """A row for each set-up, best first: a mark at its main metric on a line from end to end of its interval."""
    from reportlab.graphics.shapes import Drawing

    rows = [
        (place, found, found.quality)
        for place, found in enumerate(findings.set_ups, start=1)
        if found.quality is not None
    ]
    rows.sort(key=lambda row: -row[2].mean)
    drawing = Drawing(WIDTH, _TOP + _ROW * len(rows) + _BOTTOM)
    span = _span([row[2] for row in rows])
    left, right = _NAMES, WIDTH - _VALUES

    def across(value: float) -> float:
        return left + (value - span[0]) / (span[1] - span[0]) * (right - left)

    top = _TOP + _ROW * len(rows) + _BOTTOM
    for tick in _ticks(span):
        _line(drawing, across(tick), _BOTTOM - 4, across(tick), top - _TOP, GRID)
        _text(drawing, across(tick), _BOTTOM - 14, short(tick), PLAIN, "middle")
    _text(drawing, (left + right) / 2, 4, f"{MAIN_METRIC} (0 to 1)", PLAIN, "middle")
    for row, (place, found, quality) in enumerate(rows):
        y = top - _TOP - _ROW * (row + 0.5)
        font = BOLD if found.set_up == recommended else PLAIN
        name = f"{number_of(place, found.set_up, recommended)}  {short_text(found.name, 30)}"
        _text(drawing, 0, y - 3, name, font, "start")
        _line(drawing, across(quality.low), y, across(quality.high), y, colour_of(found), 2)
        _mark(drawing, across(quality.mean), y, found, found.set_up == recommended)
        said = f"{signed(quality.mean, 3)}  ({signed(quality.low, 3)} to {signed(quality.high, 3)})"
        _text(drawing, right + 16, y - 3, said, font, "start")
    return drawing


def cost_drawing(findings: Findings, recommended: str | None, *, by_time: bool) -> "Drawing":
    """Main metric against the median time of a query, or the bytes of a document, on a logarithmic axis.

    Each mark has its number beside it and its interval through it; steps join the Pareto front.
    """
    from reportlab.graphics.shapes import Drawing

    drawing = Drawing(WIDTH, _HEIGHT)
    rows = [
        (place, found, found.quality, found.p50_seconds if by_time else found.bytes_per_document)
        for place, found in enumerate(findings.set_ups)
        if found.quality is not None
    ]
    known = [cost for *_, cost in rows if cost > 0]
    low, high = (floor(log10(min(known))), ceil(log10(max(known)))) if known else (0, 1)
    high = max(high, low + 1)
    span = _span([row[2] for row in rows])

    def across(cost: float) -> float:
        part = (log10(cost) - low) / (high - low) if cost > 0 else 0.0
        return _LEFT + 14 + part * (WIDTH - _LEFT - _RIGHT - 28)

    def up(value: float) -> float:
        return _BOTTOM + 6 + (value - span[0]) / (span[1] - span[0]) * (_HEIGHT - _BOTTOM - 24)

    _frame(drawing, range(low, high + 1), _ticks(span), across, up, seconds if by_time else in_bytes)
    _text(drawing, 0, _HEIGHT - 8, MAIN_METRIC, PLAIN, "start")
    words = "half of the queries answered within" if by_time else "stored for a document"
    _text(drawing, WIDTH / 2, 4, words, PLAIN, "middle")
    front = fronts(findings)[0 if by_time else 1]
    _steps(drawing, sorted((across(cost), up(quality.mean)) for place, _, quality, cost in rows if front[place]))
    for _, found, quality, cost in rows:
        _line(drawing, across(cost), up(quality.low), across(cost), up(quality.high), colour_of(found), 1)
    marks = [(across(cost), up(quality.mean)) for _, _, quality, cost in rows]
    for (place, found, _, _), mark, at in zip(rows, marks, label_places(marks), strict=True):
        chosen = found.set_up == recommended
        _mark(drawing, *mark, found, chosen)
        label = number_of(place + 1, found.set_up, recommended)
        _text(drawing, *at, label, BOLD if chosen else PLAIN, "middle")
    return drawing


def label_places(marks: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where the number of each mark stands, in points: around it, where it covers no mark and no number before it.

    Where every place is taken, the one farthest from others.
    """
    taken: list[tuple[float, float]] = []
    for x, y in marks:
        others = [each for each in marks if each != (x, y)] + taken
        places = [(x + right, y - 3 + above) for right, above in _AROUND]
        clear = [min((abs(px - ox) / 13 + abs(py + 3 - oy) / 9 for ox, oy in others), default=9.0) for px, py in places]
        # The first that is clear of all; else the clearest.
        best = next(
            (place for place, room in enumerate(clear) if room >= 1), max(range(len(clear)), key=clear.__getitem__)
        )
        taken.append((places[best][0], places[best][1] + 3))
    return [(x, y - 3) for x, y in taken]


def colour_of(found: SetUpFound) -> str:
    """The colour of the family that orders the list at last; a mixture has none of its own."""
    return palette.FAMILY_COLOURS.get(found.family, palette.NEUTRAL)


def _frame(
    drawing: "Drawing",
    decades: Sequence[int],
    ticks: Sequence[float],
    across: Callable[[float], float],
    up: Callable[[float], float],
    write: Callable[[float], str],
) -> None:
    for tick in ticks:
        _line(drawing, _LEFT, up(tick), WIDTH - _RIGHT, up(tick), GRID)
        _text(drawing, _LEFT - 5, up(tick) - 3, short(tick), PLAIN, "end")
    for decade in decades:
        at = across(10.0**decade)
        _line(drawing, at, _BOTTOM, at, _HEIGHT - 16, GRID)
        _text(drawing, at, _BOTTOM - 12, write(10.0**decade), PLAIN, "middle")


def _span(estimates: Sequence[Estimate]) -> tuple[float, float]:
    """Whole tenths around all intervals, at least two of them: what is close shall be seen apart."""
    low = floor(min((each.low for each in estimates), default=0.0) * 10 + 1e-9) / 10
    high = ceil(max((each.high for each in estimates), default=1.0) * 10 - 1e-9) / 10
    return (max(0.0, min(low, high - 0.2)), max(high, min(1.0, low + 0.2)))


def _ticks(span: tuple[float, float]) -> list[float]:
    first, last = round(span[0] * 10), round(span[1] * 10)
    step = 1 if last - first <= 5 else 2
    return [tick / 10 for tick in range(first, last + 1, step)]


def _steps(drawing: "Drawing", points: Sequence[tuple[float, float]]) -> None:
    for (x, y), (next_x, next_y) in pairwise(points):
        _line(drawing, x, y, next_x, y, INK, 0.8)
        _line(drawing, next_x, y, next_x, next_y, INK, 0.8)


def _line(drawing: "Drawing", x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 0.5) -> None:
    from reportlab.graphics.shapes import Line
    from reportlab.lib.colors import HexColor

    drawing.add(Line(x, y, to_x, to_y, strokeColor=HexColor(colour), strokeWidth=width))


def _mark(drawing: "Drawing", x: float, y: float, found: SetUpFound, chosen: bool) -> None:
    from reportlab.graphics.shapes import Circle
    from reportlab.lib.colors import HexColor

    if chosen:
        drawing.add(Circle(x, y, 6.5, fillColor=None, strokeColor=HexColor(INK), strokeWidth=1))
    drawing.add(Circle(x, y, 4, fillColor=HexColor(colour_of(found)), strokeColor=None))


def _text(drawing: "Drawing", x: float, y: float, text: str, font: str, anchor: str) -> None:
    from reportlab.graphics.shapes import String
    from reportlab.lib.colors import HexColor
    from reportlab.pdfbase.pdfmetrics import stringWidth

    glyphs()
    runs = [(font if name == PLAIN else name, run) for name, run in runs_of(text)]
    if len(runs) < 2:
        # One run is left to the reader's own typeface to measure: in the HTML it is another one.
        for name, run in runs:
            drawing.add(String(x, y, run, fontName=name, fontSize=_SIZE, fillColor=HexColor(INK), textAnchor=anchor))
        return
    widths = [stringWidth(run, name, _SIZE) for name, run in runs]
    x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * sum(widths)
    for (name, run), width in zip(runs, widths, strict=True):
        # A reader of SVG drops white space at the start of a text.
        shift = width - stringWidth(run.lstrip(), name, _SIZE)
        drawing.add(String(x + shift, y, run.lstrip(), fontName=name, fontSize=_SIZE, fillColor=HexColor(INK)))
        x += width
