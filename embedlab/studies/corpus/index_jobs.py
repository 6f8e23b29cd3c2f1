"""Which index is made when: one process at a time, a short queue, one index for all who bring the same texts.

An index goes on when its visitor leaves, and is begun again with one press after the server was ended.
"""

import atexit
import logging
import threading
import time
from collections.abc import Sequence
from typing import Any, Final

from embedlab import limits
from embedlab.errors import InputError
from embedlab.models.child import Child
from embedlab.models.made_once import made_once
from embedlab.models.settings import Settings, read_settings
from embedlab.studies.corpus.evaluation_step import Evaluation
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.index_job import IndexJob
from embedlab.studies.corpus.text_reading import Reading

WORKER: Final = "embedlab.studies.corpus.index_worker"
BROKE_OFF: Final = "Indexing broke off; what was read is kept. Press go on."
INDEXED: Final = "These texts are being indexed with other models; wait until that is done, or pause it."
MEASURED: Final = "These texts are being indexed or measured already; wait until that is done, or cancel it."
_log = logging.getLogger(__name__)


class IndexJobs:
    """All indexes that this server makes.

    Args:
        settings: threads of the process, and where the models are.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._jobs: dict[str, IndexJob] = {}
        self._waiting: list[IndexJob] = []
        self._running: IndexJob | None = None
        atexit.register(self.close)

    def start(self, index: IndexFolder, readings: Sequence[Reading], evaluation: Evaluation | None = None) -> IndexJob:
        """Begin an index or go on with it; one that is made already is joined.

        With an ``evaluation``, a collection is measured when the readings that it needs are there.

        Raises:
            InputError: too many wait, nothing is chosen, or a set-up is none.
        """
        readings = readings if evaluation is None else tuple(dict.fromkeys((*readings, *evaluation.readings)))
        if not readings and evaluation is None:
            raise InputError("No model is chosen; choose at least one that reads the texts.")
        with self._lock:
            job = self._jobs.get(index.key)
            if job is not None and job.live and _contains(job, readings, evaluation):
                return job
            if job is not None and job.state in ("queued", "running"):
                raise InputError(MEASURED if job.evaluation or evaluation else INDEXED)
            if len(self._waiting) >= limits.INDEXES_WAITING:
                raise InputError(
                    f"{len(self._waiting)} indexes wait on this server already; try again in some minutes."
                )
            index.want(readings=[str(reading) for reading in readings], paused=False)
            job = self._jobs[index.key] = IndexJob(index, tuple(readings), evaluation)
            self._waiting.append(job)
            self._advance()
            return job

    def find(self, index: IndexFolder) -> IndexJob | None:
        """The job of an index, live or ended, since this server was started."""
        return self._jobs.get(index.key)

    def pause(self, index: IndexFolder) -> None:
        """End the process of an index; what is read stays."""
        job = self._jobs.get(index.key)
        if job is not None and job.live:
            index.want(readings=[str(reading) for reading in job.readings], paused=True)
            job.pause()
            with self._lock:
                self._advance()

    def cancel(self, index: IndexFolder) -> None:
        """End the process of an index, and drop what readings have begun and not finished."""
        self.pause(index)
        job = self._jobs.get(index.key)
        limit = time.monotonic() + 5
        while job is not None and job.state == "running" and time.monotonic() < limit:
            time.sleep(0.02)  # its last batch must not be written behind our back
        for reading in job.readings if job is not None else ():
            if not index.has(reading):
                index.forget(reading)
        index.want()

    def close(self) -> None:
        """End the process that runs; called when the server ends. What is read stays."""
        with self._lock:
            for job in [*self._waiting, *([self._running] if self._running else [])]:
                job.pause()
            self._waiting.clear()

    def _advance(self) -> None:
        """Start the next, and tell the rest where they stand."""
        self._waiting = [job for job in self._waiting if job.live]
        while self._waiting and self._running is None:
            job = self._waiting.pop(0)
            if job.begin():
                self._running = job
                threading.Thread(target=self._run, args=(job,), name="index", daemon=True).start()
        for place, job in enumerate(self._waiting, 1):
            job.position = place
        done = [key for key, job in self._jobs.items() if job.state not in ("queued", "running")]
        for key in done[: -limits.INDEXES_REMEMBERED]:
            del self._jobs[key]

    def _run(self, job: IndexJob) -> None:
        try:
            self._listen(job)
        except Exception:
            _log.exception("an index broke off")
            job.finish("failed", BROKE_OFF)
        finally:
            with self._lock:
                self._running = None
                self._advance()

    def _listen(self, job: IndexJob) -> None:
        threads = self._settings.training_threads
        order: dict[str, Any] = {
            "index": str(job.index.path),
            "readings": [str(reading) for reading in job.readings],
            "evaluate": job.evaluation.as_json() if job.evaluation else None,
        }
        errors = job.index.path / "errors.txt"
        environ = {"EMBEDLAB_THREADS": str(threads), "EMBEDLAB_CACHE_MB": "1"}
        child = Child(WORKER, order, errors, threads, environ)
        job.attach(child)
        failed = ""
        for said in child.said():
            failed = str(said.get("failed", failed))
            job.take(said)
        status = child.close()
        if status == 0 and not failed:
            job.finish("done")
            return
        if not failed and job.live:
            _log.warning("an index ended with %s: %s", status, errors.read_text("utf-8", "replace")[-2_000:])
        job.finish("failed", failed or BROKE_OFF)


def _contains(job: IndexJob, readings: Sequence[Reading], evaluation: Evaluation | None) -> bool:
    """Whether a job does all that is asked for."""
    return set(readings) <= set(job.readings) and evaluation in (None, job.evaluation)


@made_once
def shared_index_jobs() -> IndexJobs:
    """The indexes of this process.

    Raises:
        InputError: an environment variable has a value that is not allowed.
    """
    return IndexJobs(read_settings())
