"""Pages in a real browser beside ones that compute nothing: layer slider to figure, server start to first figure."""

import contextlib
import time
from functools import partial
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from benchmarks._browser import APP, BARE_LAYER, BARE_PAGE, LESSON, chromium, open_page, served, settle
from benchmarks._report import Line, held_to, in_turn, note, print_table, ratios, spread
from embedlab.content.pages import load_pages

MOVES = 24
STARTS = 9
RATIO = 1.2
"""First figure of a page to that of the bare page, at most."""

FIGURE = f"{LESSON}-occurrences"
"""The key of the contextual map on both pages."""


def main() -> None:
    """Measure, and print the table."""
    print_table(f"Lesson 1 in Chromium, {MOVES} moves of each in turn", "bare page", moves())
    print_table(f"Pages in Chromium, {STARTS} starts of each in turn", "bare page", starts())


def moves() -> list[Line]:
    """Return the lines of the layer slider: key pressed to the figure's marks moving."""
    with served(APP) as lesson, served(BARE_LAYER) as bare, chromium() as browser:
        pages = open_page(browser), open_page(browser)
        for page, address in zip(pages, (f"{lesson.url}/{LESSON}", bare.url), strict=True):
            page.goto(address)
            settle(page)
            page.get_by_role("slider", name="Layer").focus()
        walks = [Walk(page) for page in pages]
        for walk in walks:  # the first steps draw what later ones only change
            walk.step(), walk.step()
        ours, other = in_turn(MOVES, *(walk.step for walk in walks))
    return [
        note("layer slider to figure", spread(ours, "ms", digits=0), spread(other, "ms", digits=0)),
        held_to("  ratio", median(ratios(ours, other)), "<=", 1.3, shown=spread(ratios(ours, other))),
    ]


class Walk:
    """Moves the layer slider of a page one step at a time, back and forth over six layers."""

    def __init__(self, page: Page) -> None:
        self._page, self._steps = page, 0

    def step(self) -> float:
        """Press an arrow key and return the milliseconds until the figure began to move, then let the page rest."""
        key = "ArrowRight" if self._steps % 12 < 6 else "ArrowLeft"
        self._steps += 1
        self._page.evaluate("key => window.watchKey(key)", FIGURE)
        self._page.keyboard.press(key)
        waited = float(self._page.evaluate("window.redraw"))
        settle(self._page)
        self._page.wait_for_timeout(600)  # the marks glide for 400 ms
        return waited


def starts() -> list[Line]:
    """Return the lines of the first figure: server started to marks on the screen of a fresh browser."""
    addresses = [LESSON, *(page.address for page in load_pages() if page.ready and page.address != LESSON)]
    sides = [(BARE_PAGE, ""), *((APP, address) for address in addresses)]
    for script, address in sides:  # not counted: reads the files from the disk
        first_figure(script, address)
    bare, *ours = in_turn(STARTS, *(partial(first_figure, *side) for side in sides))
    lines = []
    for address, seconds in zip(addresses, ours, strict=True):
        to_bare = ratios(seconds, bare)
        lines.append(note(f"server start to first figure, /{address}", spread(seconds, "s"), spread(bare, "s")))
        lines.append(held_to("  ratio", median(to_bare), "<=", RATIO, shown=spread(to_bare)))
    return lines


def first_figure(script: Path, address: str) -> float:
    """Return the seconds from starting a server to its first figure in a browser that has never been there."""
    with chromium() as browser, contextlib.ExitStack() as servers:
        page = open_page(browser)
        start = time.time()
        server = servers.enter_context(served(script))
        page.goto(f"{server.url}/{address}")
        return float(page.evaluate("window.firstFigure")) / 1e3 - start


if __name__ == "__main__":
    main()
