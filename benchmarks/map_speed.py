"""A map of a hundred thousand texts moved by hand: how long the browser's main thread is busy, and what is sent to it.

The picture that EmbedLab draws on the server, beside Plotly's points drawn by WebGL, both in headless Chromium. The
pages' own policy refuses what WebGL in Plotly needs (programs made of text), so its page is served without that policy.
A task of the main thread is measured by the processor time that it takes, which no other work on the machine adds to;
the time between two frames is by the clock.
"""

import json
import math
from statistics import median
from typing import Any

from playwright.sync_api import Browser, WebSocket

from benchmarks._browser import ROOT, chromium, open_page, served, settle
from benchmarks._report import Line, held_to, in_turn, note, print_table, spread

PAGE = ROOT / "benchmarks" / "_map_page.py"
ROUNDS, MOVES = 3, 60
BLOCKED_MS, SENT_MB = 50, 10


def main() -> None:
    """Measure, and print the table."""
    with served(PAGE) as server, chromium() as browser:
        ours, other = (Map(browser, f"{server.url}/?way={way}") for way in ("picture", "webgl"))
        longest = in_turn(ROUNDS, ours.pan, other.pan)
    lines: list[Line] = [
        held_to(
            "longest task of the main thread while the map is moved", median(longest[0]), "<=", BLOCKED_MS,
            shown=spread(longest[0], "ms", digits=0), other=spread(longest[1], "ms", digits=0),
        ),
        note("  95 % of frames within", spread(ours.frames, "ms", digits=0), spread(other.frames, "ms", digits=0)),
        held_to(
            "sent to the browser", ours.megabytes, "<=", SENT_MB, shown=f"{ours.megabytes:.2f} MB",
            other=f"{other.megabytes:.2f} MB",
        ),
    ]  # fmt: skip
    print_table("A map of 100,000 texts in headless Chromium", "Plotly's WebGL", lines)


class Map:
    """A page with a map that is moved with the mouse; ``frames`` grows by a number a round."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._sent = browser, 0
        self.page = open_page(browser)
        self.page.on("websocket", self._count)
        self.page.goto(address)
        settle(self.page)
        self.page.wait_for_timeout(3_000)  # a graphics driver in software takes its time for the first frame
        self.megabytes = self._sent / 1e6
        self.frames: list[float] = []

    def _count(self, socket: WebSocket) -> None:
        def add(frame: str | bytes) -> None:
            self._sent += len(frame)

        socket.on("framereceived", add)

    def pan(self) -> float:
        """Move the map for a while and return the longest task of the page's main thread, in milliseconds."""
        self.page.bring_to_front()
        box = self.page.locator(".js-plotly-plot").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self._browser.start_tracing(page=self.page, categories=["toplevel"])
        self.page.evaluate("() => window.watchFrames()")
        for step in range(MOVES):
            self.page.mouse.move(x + 120 * math.sin(step / 7), y + 60 * math.sin(step / 5))
            self.page.wait_for_timeout(16)
        gaps = sorted(self.page.evaluate("() => window.framesWatched()"))
        found = longest_task(json.loads(self._browser.stop_tracing())["traceEvents"])
        self.page.mouse.up()
        self.page.wait_for_timeout(500)
        self.frames.append(gaps[int(len(gaps) * 0.95)])
        return found


def longest_task(events: list[dict[str, Any]]) -> float:
    """The longest task of any page's main thread in a trace of Chromium, in milliseconds of processor time."""
    names = [each for each in events if each["name"] == "thread_name"]
    mains = {(each["pid"], each["tid"]) for each in names if each["args"]["name"] == "CrRendererMain"}
    tasks = [each for each in events if each["name"].endswith("RunTask") and (each["pid"], each["tid"]) in mains]
    return max(float(each.get("tdur", 0)) for each in tasks) / 1e3


if __name__ == "__main__":
    main()
