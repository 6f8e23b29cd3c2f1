"""The process that indexes a collection: it reads its order from standard input and says how far it is.

What it has done is on the disk and nowhere else, so it may be killed at any moment and begun again.
"""

import errno
from pathlib import Path
from typing import Any

from embedlab.errors import EmbedLabError
from embedlab.models.runtime import shared_runtime
from embedlab.models.worker_side import Say, take_order
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.evaluation_step import Evaluation, EvaluationStep
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.index_steps import exact_steps, share_done, steps_of
from embedlab.studies.corpus.text_reading import Reading

LOCK = "index.lock"


def main() -> None:
    """Do the index that standard input asks for."""
    order, say = take_order()
    try:
        readings = [Reading.parse(name) for name in order["readings"]]
        evaluation = Evaluation.of_json(order["evaluate"]) if order.get("evaluate") else None
        make_index(IndexFolder(Path(order["index"])), readings, say, evaluation)
    except EmbedLabError as error:
        say("failed", str(error))
    except MemoryError:
        say("failed", "There was not enough memory to index this; choose fewer models or fewer texts.")
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = (
            "the disk is full; make room and go on" if full else f"{error.strerror or error}; see the log of the server"
        )
        say("failed", f"The index cannot be written: {why}. What was read is kept.")
    else:
        say("done", True)


def make_index(index: IndexFolder, readings: list[Reading], say: Say, evaluation: Evaluation | None = None) -> None:
    """Run the steps that are left, and say after each batch which one runs and what share of all is done.

    An evaluation needs no graph and no map: they are left for the index that is asked for by itself.

    Raises:
        EmbedLabError: a model cannot be had.
        OSError: there is no room on the disk.
    """
    from filelock import FileLock

    # Another server, or the command line, may be at the same texts: it finishes, and its work is found here.
    with FileLock(index.path / LOCK):
        runtime = shared_runtime().without_memory()
        if evaluation is None:
            steps = steps_of(index, readings, runtime)
        else:
            measuring = EvaluationStep(shared_collections(), evaluation, runtime)
            steps = [*exact_steps(index, readings, runtime), measuring]
        for step in steps:
            say("step", {"key": step.key, "done": step.done(), "of": step.total, "share": share_done(steps)})
            if step.done() >= step.total:
                continue

            def tell(done: int, key: str = step.key, total: int = step.total) -> None:
                facts: dict[str, Any] = {"key": key, "done": done, "of": total, "share": share_done(steps)}
                say("step" if done >= total else "share", facts)

            step.run(tell)


if __name__ == "__main__":
    main()
