"""What the server of lesson 1 holds in memory: at rest, with two models loaded, and with a third."""

from urllib.parse import urlencode

import psutil
from playwright.sync_api import Page

from benchmarks._browser import APP, LESSON, chromium, open_page, served, settle
from benchmarks._report import Line, held_to, note, print_table
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from tests.kit.browser.server import Server

LIMIT_MB = 700
FIRST, THIRD = card("e5-small-v2"), card("all-minilm-l6-v2")


def main() -> None:
    """Measure, and print the table."""
    with served(APP) as server, chromium() as browser:
        before = memory(server)
        page = open_page(browser)
        opened = after(page, server, FIRST)
        own = after(page, server, FIRST, "claim: I see your point.\nend: A pencil has a point.")
        third = after(page, server, THIRD)
    print_table(
        "Memory of the server in MB, lesson 1 open in a browser",
        "shared pages split (PSS)",
        [
            row("before the first visit", before),
            row("GloVe and E5 loaded", opened, limit=True),
            row("own sentences through E5", own, limit=True),
            row("GloVe, E5 and MiniLM loaded", third, limit=True),
        ],
    )


def after(page: Page, server: Server, model: ModelCard, own: str = "") -> tuple[float, float]:
    """Open lesson 1 and return the server's memory once all of it is drawn; its cost panel runs GloVe and ``model``."""
    typed = {"sentences-point": own} if own else {}
    chosen = {"model": model.name, "open-cost": "true", "open-static-room": "true"} | typed
    page.goto(f"{server.url}/{LESSON}?{urlencode({f'{LESSON}-{name}': value for name, value in chosen.items()})}")
    settle(page, f"One forward pass of {model.name}")
    assert page.get_by_label("Map of 2 occurrences").count() == bool(own), "the visitor's sentences were not read"
    return memory(server)


def memory(server: Server) -> tuple[float, float]:
    """Return (RSS, PSS) of the server in MB; PSS is 0 where the system does not tell."""
    found = psutil.Process(server.pid).memory_full_info()
    return found.rss / 1e6, getattr(found, "pss", 0) / 1e6


def row(what: str, megabytes: tuple[float, float], *, limit: bool = False) -> Line:
    """Return the line of one state, held to the limit or not."""
    rss, pss = megabytes
    if limit:
        return held_to(what, rss, "<=", LIMIT_MB, shown=f"{rss:.0f}", other=f"{pss:.0f}")
    return note(what, f"{rss:.0f}", f"{pss:.0f}")


if __name__ == "__main__":
    main()
