"""What lesson 10 ships: a tuning for each of some depths, and what more pairs bring."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from embedlab.errors import StoreError
from embedlab.lessons.fine_tuning.examples import MODEL
from embedlab.lessons.fine_tuning.study import Outcome, Step
from embedlab.lessons.fine_tuning.study_compare import Compared, compared
from embedlab.lessons.fine_tuning.study_files import shipped_domain
from embedlab.lessons.fine_tuning.study_outcome import outcome
from embedlab.lessons.fine_tuning.study_settings import PAIRS, first_of, spec_of_domain
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.models.training import TuningResult
from embedlab.models.training.finished import read_result
from embedlab.models.training.specs import TuningDepth, TuningSpec
from embedlab.models.training.tuning.tuning_run import train_tuning
from embedlab.models.tuned_models import shared_tuned_models
from embedlab.studies.shipped_store import load_shipped, save_shipped

SLUG: Final = "fine_tuning"
SHIPS: Final[tuple[TuningDepth, ...]] = ("adapter", "lora")
"""Depths whose outcome ships."""
_NO_LIMIT: Final = 36_000.0
CURVES: Final[tuple[TuningDepth, ...]] = ("adapter", "lora")
"""Depths for which it ships what each number of pairs brings."""


@dataclass(frozen=True)
class Point:
    """What so many pairs bring: mean nDCG@10 with its 95 % interval, and the comparison with the generalist."""

    pairs: int
    mean: float
    low: float
    high: float
    gain: Compared


@dataclass(frozen=True)
class Curve:
    """Points by rising number of pairs; the first, without any, is the generalist."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Curves:
    """A curve for each depth that has one."""

    curves: Mapping[TuningDepth, Curve]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    return {**dict.fromkeys(SHIPS, Outcome), "curves": Curves}


def load_outcomes() -> dict[TuningDepth, Outcome]:
    """The shipped tunings by depth; those that are missing or broken are left out."""
    found = {depth: load_shipped(SLUG, depth, Outcome) for depth in SHIPS}
    return {depth: each for depth, each in found.items() if each is not None}


def load_curves() -> Mapping[TuningDepth, Curve]:
    """What more pairs bring, by depth; empty when it is missing or broken."""
    found = load_shipped(SLUG, "curves", Curves)
    return {} if found is None else found.curves


def point_of(outcome: Outcome) -> Point:
    """A tuning as a point of the curve."""
    after = outcome.searches["after"]
    return Point(outcome.train_pairs, after.mean, *after.interval, outcome.compared())


def start_of(outcome: Outcome) -> Point:
    """The generalist as the first point of a curve: it has learnt from no pair."""
    before = outcome.searches["before"]
    return Point(0, before.mean, *before.interval, compared(before.ndcg, before.ndcg))


def fewest(curve: Curve) -> Point | None:
    """The first point from which on all are better than the generalist by more than luck; None for none."""
    found = None
    for point in reversed(curve.points[1:]):
        if not (point.gain.sure and point.gain.difference > 0):
            break
        found = point
    return found


def shipped_spec(runtime: Runtime, depth: TuningDepth) -> TuningSpec:
    """The tuning of a depth that ships."""
    domain = shipped_domain()
    return spec_of_domain(runtime.store.ensure(card(MODEL)), domain, first_of(depth), domain.train)


def tune(spec: TuningSpec) -> Outcome:
    """Tune on what ships, and measure. In this process and without a limit: what ships must not be cut short."""
    steps: list[Step] = []

    def say(kind: str, said: Any) -> None:
        if kind == "step":
            steps.append(Step(int(said["step"]), float(said["seconds"]), float(said["loss"])))

    models = shared_tuned_models()
    with TemporaryDirectory(prefix="embedlab-ship-") as name:
        train_tuning(replace(spec, seconds=_NO_LIMIT), Path(name), say)
        result = read_result("tuning", Path(name), models)
    assert isinstance(result, TuningResult)
    models.remove(result.saved)
    return outcome(
        shipped_domain().probe, result.before, result.after, spec, steps, train_pairs=result.train_pairs,
        parameters=result.parameters,
    )  # fmt: skip


def ship(runtime: Runtime) -> None:
    """Tune and write what ships, an hour of one core."""
    for depth in SHIPS:
        ship_depth(runtime, depth)
    ship_curves(runtime)


def ship_depth(runtime: Runtime, depth: TuningDepth) -> None:
    """Tune one depth and write its outcome."""
    save_shipped(SLUG, depth, tune(shipped_spec(runtime, depth)))


def ship_curves(runtime: Runtime) -> None:
    """Tune on rising numbers of pairs and write the curves; the whole number is in the outcomes."""
    curves = {}
    for depth in CURVES:
        whole = load_shipped(SLUG, depth, Outcome)
        if whole is None:
            raise StoreError(f"The tuning of {depth} has to ship before its curve.")
        spec = shipped_spec(runtime, depth)
        counts = [count for count in PAIRS if count < spec.most_pairs]
        fewer = [point_of(tune(replace(spec, most_pairs=count))) for count in counts]
        curves[depth] = Curve((start_of(whole), *fewer, point_of(whole)))
    save_shipped(SLUG, "curves", Curves(curves))
