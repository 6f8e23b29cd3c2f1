"""How far a long command is, on standard error: a bar on a terminal, a line for each tenth in a log."""

import sys
from collections.abc import Callable
from typing import Any

from embedlab.cli.stopping import say
from embedlab.numbers_text import percent, whole


class Progress:
    """Says what the steps of an index say of themselves: a ``Say`` of the process that indexes."""

    def __init__(self) -> None:
        self._last: tuple[str, int] = ("", -1)
        self._bar = _Bar() if sys.stderr.isatty() else None

    def __call__(self, what: str, value: Any) -> None:
        """Take what is said: ``step`` or ``share`` with the step's key, how much is done and of how much."""
        if what in ("step", "share") and isinstance(value, dict):
            self.show(str(value["key"]), int(value["done"]), int(value["of"]))

    def show(self, name: str, done: int, of: int) -> None:
        """Say that a step has done so much."""
        if self._bar is not None:
            self._bar.show(name, done, of)
            return
        tenth = 10 * done // max(1, of)
        if (name, tenth) != self._last:
            say(f"{name}: {whole(done)} of {whole(of)} ({percent(done / max(1, of))})")
        self._last = (name, tenth)

    def follow(self, name: str, of: int) -> Callable[[int], None]:
        """Return what says how much of one step is done."""
        return lambda done: self.show(name, done, of)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.end()


class _Bar:
    """A bar for a terminal, with the time that is left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=None)
        self._name = ""
        self._progress.start()

    def show(self, name: str, done: int, of: int) -> None:
        if name != self._name:
            self._progress.reset(self._task)
            self._name = name
        self._progress.update(self._task, description=name, completed=done, total=of)

    def end(self) -> None:
        self._progress.stop()
