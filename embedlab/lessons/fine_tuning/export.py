"""What can be taken away from lesson 10."""

from collections.abc import Callable, Mapping
from functools import partial

from embedlab.lessons.fine_tuning.examples import MODEL
from embedlab.lessons.fine_tuning.study_batch import Batch, load_batch, seen_by
from embedlab.lessons.fine_tuning.study_settings import FIRST
from embedlab.lessons.fine_tuning.study_shown import Shown, rows_of
from embedlab.studies.public_models import public_name
from embedlab.studies.rows import Rows


def tables(shown: Shown) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    found: dict[str, Callable[[], Rows]] = {}
    if shown.outcome is not None:
        found["Searches"] = partial(search_rows, shown)
    if shown.steps:
        found["Tuning"] = partial(step_rows, shown)
    return found


def search_rows(shown: Shown) -> Rows:
    """A row for each search of the first figure, with its interval."""
    return [
        {"search": row.name, "nDCG@10": row.found.mean, "low": row.found.interval[0], "high": row.found.interval[1],
         "queries": len(row.found.ndcg)}
        for row in rows_of(shown)
    ]  # fmt: skip


def step_rows(shown: Shown) -> Rows:
    """A row for each record of the tuning on the screen."""
    return [{"step": step.step, "seconds": step.seconds, "loss": step.loss} for step in shown.steps]


def notebook(shown: Shown) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: a few pairs, and how the tuning on the screen is set."""
    spec = shown.spec
    temperature = spec.temperature if 0 < spec.temperature < float("inf") else FIRST.temperature
    return {
        "pairs": lambda: _pairs(load_batch()),
        "model": public_name(MODEL),
        "temperature": temperature,
        "hard": spec.hard,
        "seed": spec.seed,
        "page": lambda: _page(load_batch(), temperature, hard=spec.hard),
    }


def _pairs(batch: Batch | None) -> list[tuple[str, str, str]]:
    return [] if batch is None else list(zip(batch.queries, batch.texts, batch.negatives, strict=True))


def _page(batch: Batch | None, temperature: float, *, hard: bool) -> dict[str, float]:
    """The loss of these pairs and their mean cosine by the generalist."""
    if batch is None:
        return {}
    count = len(batch.queries)
    cosines, seen = seen_by(batch, temperature, hard=hard)
    own = float(cosines[:count, :count].diagonal().mean())
    return {"loss": round(seen.mean, 4), "own cosine": round(own, 4)}
