"""A map of a hundred thousand texts moved by hand: how long the browser's main thread is busy, and what is sent to it.

The picture that EmbedLab draws on the server, beside Plotly's points drawn by WebGL, both in headless Chromium. The
pages' own policy refuses what WebGL in Plotly needs (programs made of text), so its page is served without that policy.
What the main thread does for a step of the mouse is measured in processor time, to which no other work on the machine
adds; the time between two frames is by the clock.
"""

import math
from itertools import pairwise
from statistics import median
from time import monotonic

from playwright.sync_api import Browser, WebSocket

from benchmarks._browser import ROOT, chromium, open_page, served, settle
from benchmarks._report import Line, held_to, in_turn, note, print_table, spread

PAGE = ROOT / "benchmarks" / "_map_page.py"
ROUNDS, MOVES, SECONDS = 3, 60, 10
BLOCKED_MS, SENT_MB = 50, 10


def main() -> None:
    """Measure, and print the table."""
    with served(PAGE) as server, chromium() as browser:
        ours, other = (Map(browser, f"{server.url}/?way={way}") for way in ("picture", "webgl"))
        longest = in_turn(ROUNDS, ours.pan, other.pan)
    lines: list[Line] = [
        held_to(
            "most that a step of the mouse keeps the main thread busy", median(longest[0]), "<=", BLOCKED_MS,
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
        self._sent = 0
        self.page = open_page(browser)
        self.page.on("websocket", self._count)
        self.page.goto(address)
        settle(self.page)
        self.page.wait_for_timeout(3_000)  # a graphics driver in software takes its time for the first frame
        self.megabytes = self._sent / 1e6
        self.frames: list[float] = []
        self._metrics = self.page.context.new_cdp_session(self.page)
        self._metrics.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _busy(self) -> float:
        """The milliseconds of processor time that the main thread has worked so far."""
        found = self._metrics.send("Performance.getMetrics")["metrics"]
        return 1e3 * next(float(each["value"]) for each in found if each["name"] == "TaskDuration")

    def _count(self, socket: WebSocket) -> None:
        def add(frame: str | bytes) -> None:
            self._sent += len(frame)

        socket.on("framereceived", add)

    def pan(self) -> float:
        """Move the map for a while and return the most work of the main thread in one step of the mouse, in ms."""
        self.page.bring_to_front()
        box = self.page.locator(".js-plotly-plot").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.evaluate("() => window.watchFrames()")
        work, last = [self._busy()], monotonic() + SECONDS
        for step in range(MOVES):
            self.page.mouse.move(x + 120 * math.sin(step / 7), y + 60 * math.sin(step / 5))
            self.page.wait_for_timeout(16)
            work.append(self._busy())
            if monotonic() > last:
                break  # a page that stands still for seconds at each step has shown that
        gaps = sorted(self.page.evaluate("() => window.framesWatched()"))
        self.page.mouse.up()
        self.page.wait_for_timeout(500)
        self.frames.append(gaps[int(len(gaps) * 0.95)])
        return max(after - before for before, after in pairwise(work))


if __name__ == "__main__":
    main()
