"""``embedlab fetch``: one line a model, with a bar on a terminal."""

import json
import sys

from embedlab.cli.output import write
from embedlab.errors import InputError, StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.local import find_card, parts_of
from embedlab.models.settings import read_settings
from embedlab.models.store import Step, Store


def fetch_models(ids: list[str]) -> None:
    """Fetch the named models, or the bundled set; go on with the others when one fails.

    Raises:
        InputError: an id is unknown or names a formula.
        StoreError: at least one model could not be fetched; raised after all were tried.
    """
    cards = [part for name in ids for part in parts_of(find_card(name))] or list(bundled_cards())
    for card in cards:
        if not card.has_weights:
            raise InputError(f"{card.id} is a formula over your own texts; there is nothing to fetch.")
    settings = read_settings()
    store = Store(settings.home, offline=settings.offline)
    failed = [reason for card in cards if (reason := _fetch_one(store, card, named=bool(ids)))]
    write(json.dumps([{"id": card.id, "folder": str(store.folder(card))} for card in cards if store.is_ready(card)]))
    if failed:
        # Models that fail for one reason, a full disk for instance, give one sentence and not seven.
        raise StoreError(" ".join(dict.fromkeys(failed)))


def _fetch_one(store: Store, card: ModelCard, *, named: bool) -> str:
    show = _Bar() if sys.stderr.isatty() else _Lines()
    try:
        # A model that was named is checked byte by byte; the whole set only where size or time stamp changed.
        store.ensure(card, show.step, thorough=named)
    except StoreError as error:
        show.end()
        print(f"{card.id}: failed", file=sys.stderr)
        return str(error)
    show.end()
    print(f"{card.id}: ready", file=sys.stderr)
    return ""


class _Lines:
    """Progress for a log file: a line for each new phase, and one for each quarter of a download."""

    def __init__(self) -> None:
        self._last: tuple[str, int] = ("", 0)

    def step(self, step: Step) -> None:
        quarter = 4 * step.done // step.total if step.total else 0
        if (step.phase, quarter) != self._last and step.phase != "ready":
            share = f" {100 * step.done // step.total} %" if step.total else ""
            print(f"{step.model}: {step.phase}{share}", file=sys.stderr)
        self._last = (step.phase, quarter)

    def end(self) -> None:
        """Nothing to close."""


class _Bar:
    """Progress for a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("", total=None)
        self._phase = ""
        self._progress.start()

    def step(self, step: Step) -> None:
        if step.phase != self._phase:
            self._progress.reset(self._task)
            self._phase = step.phase
        label = f"{step.model}: {step.phase}"
        self._progress.update(self._task, description=label, completed=step.done, total=step.total or None)

    def end(self) -> None:
        self._progress.stop()
