"""Who trains when: a few at once, a short queue, one training for all who ask for the same, nothing left behind."""

import atexit
import logging
import shutil
import threading
import time
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from embedlab.errors import InputError, UnknownModelError
from embedlab.models.child import Child
from embedlab.models.made_once import made_once
from embedlab.models.private_folders import Folders
from embedlab.models.settings import Settings, read_settings
from embedlab.models.training.finished import read_result
from embedlab.models.training.job import Job
from embedlab.models.training.job_checks import check
from embedlab.models.training.records import (
    ContrastiveResult,
    ContrastiveStep,
    LabelledResult,
    LabelledStep,
    TuningResult,
    TuningStep,
    WordsResult,
    WordsStep,
)
from embedlab.models.training.specs import (
    ContrastiveSpec,
    LabelledSpec,
    Spec,
    TuningSpec,
    WordsSpec,
    bytes_of,
    content_key,
    longest,
    to_json,
)
from embedlab.models.training.training_report import TrainingReport

if TYPE_CHECKING:
    from embedlab.models.tuned_models import TunedModels

_TICK_SECONDS = 0.25
_log = logging.getLogger(__name__)
_Any = Job[Any, Any]


class Trainer:
    """All trainings of a server.

    Args:
        settings: how many at once, how many may wait, threads of each, bytes of finished results that are kept.
        folders: where trainings write; default: the platform's folder for temporary files.
        tuned: where tuned models are put; default: those of this process.
    """

    def __init__(self, settings: Settings, folders: Folders | None = None, tuned: "TunedModels | None" = None) -> None:
        self._settings = settings
        self._folders = folders or Folders()
        # Here and not above: a process that trains imports this package, and needs no catalog of models.
        from embedlab.models.tuned_models import shared_tuned_models

        self._tuned = tuned or shared_tuned_models()
        self._lock = threading.RLock()
        self._jobs: OrderedDict[str, _Any] = OrderedDict()  # live and finished, least recently asked for first
        self._waiting: list[_Any] = []
        self._running: list[_Any] = []
        self._keeper: threading.Thread | None = None
        atexit.register(self.close)

    @overload
    def submit(self, spec: ContrastiveSpec, visitor: str) -> Job[ContrastiveStep, ContrastiveResult]: ...
    @overload
    def submit(self, spec: LabelledSpec, visitor: str) -> Job[LabelledStep, LabelledResult]: ...
    @overload
    def submit(self, spec: WordsSpec, visitor: str) -> Job[WordsStep, WordsResult]: ...
    @overload
    def submit(self, spec: TuningSpec, visitor: str) -> Job[TuningStep, TuningResult]: ...
    def submit(self, spec: Spec, visitor: str) -> _Any:
        """Return the training of a spec: one that runs, waits or is done already, or else a new one.

        A visitor has one training of each kind; asking for another leaves the one before.

        Raises:
            InputError: the spec cannot be trained, or too many trainings wait.
            StoreError: a file that it names is missing or broken.
        """
        check(spec)
        key = content_key(spec)
        with self._lock:
            self._advance()
            if (job := self._jobs.get(key)) is None or job.ending or not (job.live or self._given(job)):
                job = self._enqueue(spec, key, self._left_by(visitor, spec))
            for other in self._left_by(visitor, spec):
                if other is not job:
                    other.stop(visitor)
            self._jobs.move_to_end(key)
            job.watch(visitor)
            if self._given(job) and isinstance(result := job.result(), TuningResult):
                self._tuned.own(result.saved, visitor, again=True)
            self._advance()
        return job

    def find(self, start: str) -> _Any | None:
        """The training whose key starts so, live or done, for a page that was loaded again; None when there is none."""
        with self._lock:
            return next((job for key, job in self._jobs.items() if key.startswith(start)), None)

    def report(self) -> TrainingReport:
        """What is held now, for the Models page."""
        with self._lock:
            kept = sum(job.result() is not None for job in self._jobs.values())
            return TrainingReport(len(self._running), len(self._waiting), kept)

    def close(self) -> None:
        """End every training and remove what it wrote; called when the server ends."""
        with self._lock:
            for job in [*self._waiting, *self._running]:
                job.end("stopped", "The server was stopped.")
        limit = time.monotonic() + 2
        while self._running and time.monotonic() < limit:
            time.sleep(0.02)
        self._folders.close()

    def _given(self, job: _Any) -> bool:
        """Whether its result can be had; a tuned model then is of all who have asked for it."""
        if isinstance(result := job.result(), TuningResult):
            return self._tuned.own(result.saved, *job.visitors)  # False when it has gone before the rest
        return result is not None

    def _left_by(self, visitor: str, spec: Spec) -> list[_Any]:
        """The trainings of the same kind that a visitor has, whether they wait or run."""
        live = [*self._waiting, *self._running]
        return [job for job in live if job.spec.kind == spec.kind and job.watched_by(visitor)]

    def _enqueue(self, spec: Spec, key: str, leaving: list[_Any]) -> _Any:
        if self._settings.trainings == 0:
            raise InputError("Training is switched off on this server; the curves shown were computed before.")
        before = sum(job not in leaving or job.watchers > 1 for job in [*self._waiting, *self._running])
        if before >= self._settings.trainings + self._settings.trainings_waiting:
            raise InputError(f"{before} trainings run or wait on this server already; try again in a minute.")
        job = self._jobs[key] = Job(spec, key)
        self._waiting.append(job)
        return job

    def _advance(self) -> None:
        """Start what may start, and tell the rest where they stand."""
        self._waiting = [job for job in self._waiting if job.live]
        while self._waiting and len(self._running) < self._settings.trainings:
            job = self._waiting.pop(0)
            self._tell_places()  # before it begins: who sees it run sees all the others one place further
            if job.begin():
                self._running.append(job)
                threading.Thread(target=self._run, args=(job,), name="training", daemon=True).start()
        self._tell_places()
        if (self._running or self._waiting) and (self._keeper is None or not self._keeper.is_alive()):
            self._keeper = threading.Thread(target=self._keep, name="training-keeper", daemon=True)
            self._keeper.start()

    def _tell_places(self) -> None:
        for place, job in enumerate(self._waiting, 1):
            job.position = place

    def _run(self, job: _Any) -> None:
        """Train in a process of its own, from start to end."""
        folder: Path | None = None
        try:
            folder = self._folders.new()
            self._listen(job, folder)
        except OSError as error:
            _log.warning("training could not start: %s", error)
            job.finish("failed", "Training could not start on this server; its log says why.")
        except Exception:
            _log.exception("training broke off")
            job.end("failed", "Training broke off; press train to try again.")
            job.finish("failed", "Training broke off; press train to try again.")
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
            with self._lock:
                self._running.remove(job)
                self._trim()
                self._advance()

    def _listen(self, job: _Any, folder: Path) -> None:
        order = {"folder": str(folder), "spec": to_json(job.spec)}
        errors = folder / "errors.txt"
        child = Child("embedlab.models.training.worker", order, errors, self._settings.training_threads)
        job.attach(child)
        failed = ""
        for said in child.said():
            failed = said.get("failed", failed)
            job.take(said)
        status = child.close()
        if status == 0 and not failed:
            try:
                job.finish("done", result=read_result(job.spec.kind, folder, self._tuned))
                self._given(job)
                return
            except (OSError, ValueError, KeyError, UnknownModelError) as error:
                _log.warning("training left no result: %s", error)
        elif not failed and not job.ending:
            _log.warning("training ended with %s: %s", status, errors.read_text("utf-8", "replace")[-2_000:])
        job.finish("failed", failed or "Training broke off; press train to try again.")

    def _keep(self) -> None:
        """Look after live trainings until there are none: end those that nobody looks at, and those that overrun."""
        while True:
            time.sleep(_TICK_SECONDS)
            with self._lock:
                for job in [*self._waiting, *self._running]:
                    if job.unwatched():
                        job.end("stopped", "Training was stopped because nobody looked at it any more.")
                    elif job.seconds > longest(job.spec):
                        job.end("failed", "Training took too long and was ended; choose less text or fewer steps.")
                self._advance()
                if not (self._running or self._waiting):
                    self._keeper = None
                    return

    def _trim(self) -> None:
        """Keep results within their budget and forget trainings that gave none, the least recently asked for first."""
        for key in [key for key, job in self._jobs.items() if not job.live and job.result() is None]:
            del self._jobs[key]
        held = {
            key: result.bytes + bytes_of(job.spec)
            for key, job in self._jobs.items()
            if (result := job.result()) is not None
        }
        for key in list(held):
            if sum(held.values()) <= self._settings.training_bytes:
                return
            self._jobs.pop(key).forget()
            del held[key]


@made_once
def shared_trainer() -> Trainer:
    """The trainer of this process.

    Raises:
        InputError: an environment variable has a value that is not allowed.
    """
    return Trainer(read_settings())
