"""Every page on every screen: light, dark and projected, from a narrow phone to a wall, as its record says.

The records in ``tests/every_page/screens`` say where each box of a page stands. When a page is meant to look otherwise,
write them anew and look at the change: ``EMBEDLAB_WRITE_SCREENS=1 python -m pytest tests/every_page/test_screens.py``.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from embedlab.content.pages import load_page
from tests.conftest import Scheme
from tests.every_page import READY
from tests.kit.browser.layout import Box, boxes, differences, faults, smallest_text, written
from tests.kit.browser.page import settle
from tests.kit.browser.server import Server

SCREENS = {390: 844, 768: 1024, 1024: 768, 1280: 800, 1920: 1080}
"""Width and height of the screens whose record is kept."""

EXTREMES = {320: 640, 641: 900, 900: 900, 1099: 800, 1100: 800, 3840: 2160}
"""Screens on which nothing may be at fault."""

FINGER = 640
LAST = "Read on"
LONGEST_AT_1280 = 4_000
RECORDS = Path(__file__).parent / "screens"


def resized(page: Page, width: int, height: int) -> None:
    """Give the window another size and wait until all has followed; what follows late is asked for in half a second."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(700)
    settle(page, LAST)
    page.locator(".stPlotlyChart .main-svg").first.wait_for()  # every page has a figure


def walked(page: Page, mode: str) -> tuple[dict[str, list[Box]], list[str]]:
    """The boxes of every recorded screen, and the faults of every screen."""
    seen, wrong = {}, []
    for width, height in sorted((SCREENS if mode == "dark" else SCREENS | EXTREMES).items()):
        resized(page, width, height)
        wrong += [f"{width}: {fault}" for fault in faults(page, finger=width <= FINGER)]
        if width in SCREENS:
            seen[f"{mode} {width}"] = boxes(page)
        if mode == "teach" and width in (1024, 1920) and (size := smallest_text(page)) < 18:
            wrong.append(f"{width}: text of {size} pixels in a figure")
    return seen, wrong


def first_figure(found: list[Box]) -> Box:
    return next(box for box in found if box[0].startswith("figure "))


@pytest.mark.parametrize("slug", READY)
@pytest.mark.parametrize("mode", ["light", "dark", "teach"])
def test_a_page_fits_every_screen_and_stands_as_its_record_says(
    slug: str, mode: str, new_page: Callable[..., Page], server: Server
) -> None:
    scheme: Scheme = "dark" if mode == "dark" else "light"
    page = new_page(width=390, height=844, scheme=scheme)
    page.goto(f"{server.url}/{load_page(slug).address}{'?teach=1' if mode == 'teach' else ''}")
    settle(page, LAST)
    seen, wrong = walked(page, mode)
    assert wrong == []

    # The figure is on the first screen: of a phone, and of a projector.
    for width in (1024, 1280) if mode == "teach" else (390, 1280):
        _, _, top, _, _ = first_figure(seen[f"{mode} {width}"])
        share = 0.35 if mode == "teach" else 0.62
        assert top < share * SCREENS[width], f"the figure begins at {top} of {SCREENS[width]} pixels"
        # On a projector what it shows is said without scrolling, at least in its first line.
        said = next(box[2] for box in seen[f"{mode} {width}"] if box[0] == "finding")
        assert mode != "teach" or said < SCREENS[width] - 32, f"the finding begins at {said} of {SCREENS[width]}"
    if mode != "teach":
        assert max(top + height for _, _, top, _, height in seen[f"{mode} 1280"]) < LONGEST_AT_1280

    # Dark is light in other colours: the very same boxes.
    path = RECORDS / f"{slug}-{'teach' if mode == 'teach' else 'page'}.json"
    kept_as = {name.replace("dark", "light"): found for name, found in seen.items()}
    if os.environ.get("EMBEDLAB_WRITE_SCREENS") and mode != "dark":
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(kept_as), encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert {name: differences(found, kept[name]) for name, found in kept_as.items()} == {name: [] for name in kept}
