"""A class on one server: thirty sessions over websockets, an action every five seconds; latencies, faults and memory.

Each visitor opens a page and then changes one control after another to a value that nobody has used before: a query,
a word, a slider. A time is that from sending it to the page drawn to its end. No browser draws here, so this is the
server alone, with the visitors' own work on the same cores.

    python -m benchmarks.class_load [--visitors N] [--seconds S] [--pages home,static_or_contextual,...]
"""

import argparse
import os
import random
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil

from benchmarks._browser import APP, served
from benchmarks._report import Line, held_to, note, print_table
from benchmarks._texts import shipped_sentences
from embedlab.content.pages import load_pages
from tests.kit.pages.visitor import Control, visitor

VISITORS = 30
SECONDS = 60.0
EVERY = 5.0
"""Mean seconds between two actions of a visitor."""

FEW = ("home", "static_or_contextual", "dense_or_sparse")
ALL = tuple(page.slug for page in load_pages() if page.ready)

_WORDS = sorted({word for text in shipped_sentences() for word in text.split() if word.isalpha()})


@dataclass
class Seen:
    """What the class saw, each list in seconds or megabytes; threads only ever append to them."""

    first: list[float] = field(default_factory=list)
    actions: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    busy: float = 0.0
    """Processor seconds of the server, its start left out."""

    @property
    def all_actions(self) -> list[float]:
        """Every action's seconds, whatever the control."""
        return [value for values in self.actions.values() for value in values]


def main() -> None:
    """Measure, and print one table for each set of pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pages", help="addresses of pages, by comma; default: a table for three, one for all")
    parser.add_argument("--slowest", type=int, default=8, help="how many controls to list by their p95")
    given = parser.parse_args()
    for pages, target in [(given.pages.split(","), 2.0)] if given.pages else [(FEW, 1.0), (ALL, 2.0)]:
        before = os.getloadavg()[0]
        seen = attend(pages, given.visitors, given.seconds)
        title = f"{given.visitors} visitors on {', '.join(pages)} for {given.seconds:.0f} s; load before: {before:.1f}"
        print_table(title, "", lines(seen, target, given.slowest))


def lines(seen: Seen, target: float, slowest: int) -> list[Line]:
    """Return the lines of the table: all actions against the target, then the slowest controls."""
    actions = seen.all_actions
    by_p95 = sorted(seen.actions.items(), key=lambda item: -percentile(item[1], 95))
    memory = f"{seen.megabytes[0]:.0f} at first, {max(seen.megabytes):.0f} at most, {seen.megabytes[-1]:.0f} at last"
    faults = "; ".join([str(len(seen.faults)), *(fault[:60] for fault in seen.faults[:3])])
    drawn = len(seen.first) + len(actions)
    return [
        note("first pages", times(seen.first)),
        held_to(f"{len(actions)} actions, p95", percentile(actions, 95), "<=", target, shown=times(actions)),
        held_to("faults", len(seen.faults), "<=", 0, shown=faults),
        note("processor time of the server", f"{seen.busy / drawn * 1e3:.0f} ms a page drawn"),
        note("memory, MB", memory),
        *(note(f"  {page}: {label}", times(values)) for (page, label), values in by_p95[:slowest]),
    ]


def times(values: Sequence[float]) -> str:
    """Return "p50 and p95 of n" in seconds."""
    return f"p50 {percentile(values, 50):.2f}, p95 {percentile(values, 95):.2f} s of {len(values)}"


def percentile(values: Sequence[float], share: int) -> float:
    """Return the smallest value that at least ``share`` percent do not exceed; NaN for none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)] if ordered else float("nan")


def attend(pages: Sequence[str], visitors: int, seconds: float) -> Seen:
    """Send a class through a fresh server and return what it saw."""
    seen = Seen()
    with served(APP) as server:
        stop = time.monotonic() + seconds
        threads = [
            threading.Thread(target=_visit, args=(server.url, pages[number % len(pages)], number, stop, seen))
            for number in range(visitors)
        ]
        for thread in threads:
            thread.start()
        process = psutil.Process(server.pid)
        before = sum(process.cpu_times()[:2])
        while any(thread.is_alive() for thread in threads):
            seen.megabytes.append(process.memory_info().rss / 1e6)
            time.sleep(2)
        seen.busy = sum(process.cpu_times()[:2]) - before
        if seen.faults:
            print(server.output()[-5_000:], file=sys.stderr)  # a page never says what went wrong
    return seen


def _visit(url: str, page: str, number: int, stop: float, seen: Seen) -> None:
    chance = random.Random(number)
    try:
        with visitor(url, "" if page == "home" else page) as session:
            time.sleep(chance.random() * EVERY)
            start = time.perf_counter()
            answer = session.open()
            seen.first.append(time.perf_counter() - start)
            seen.faults.extend(answer.exceptions)
            controls = answer.controls
            while controls and time.monotonic() < stop:
                time.sleep(max(0.0, chance.gauss(EVERY, 1.0)))
                control = chance.choice(controls)
                value = _new_value(control, chance)
                start = time.perf_counter()
                answer = session.change(control, value)
                seen.actions[page, control.label].append(time.perf_counter() - start)
                seen.faults.extend(answer.exceptions)
                if not control.fragment:  # a fragment sends its own controls alone
                    controls = answer.controls or controls
    except Exception as fault:  # whatever it was, it belongs into the table
        seen.faults.append(f"{type(fault).__name__} {fault}")


def _new_value(control: Control, chance: random.Random) -> str | float:
    if control.range is None:
        return " ".join(chance.sample(_WORDS, 5))
    low, _, step = control.range
    return low + step * chance.randint(0, control.steps)


if __name__ == "__main__":
    main()
