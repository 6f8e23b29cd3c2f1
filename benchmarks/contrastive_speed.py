"""Contrastive training as lesson 3 does it: recall by the clock, and a step beside torch's on the same batches."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from benchmarks._report import Line, held_to, in_turn, note, print_table, ratios, spread
from embedlab.content.toml_records import ASSETS
from embedlab.models.catalog import card
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from embedlab.models.training import ContrastiveSpec, ContrastiveStep, shared_trainer
from embedlab.models.training.pair_training.bags import Bags, Floats
from embedlab.models.training.pair_training.held_out import held_out
from embedlab.models.training.pair_training.pair_rows import Data, load_data
from embedlab.models.training.pair_training.pair_run import Batch, Learner, batches

START, SECONDS = "word2vec-embedlab", 60.0
STEPS, CHECKED = 60, 100
SOON, LATE = 0.35, 0.60
STOPS = 5


def main() -> None:
    """Measure, and print the table."""
    settings = read_settings()
    spec = ContrastiveSpec(
        table=Store(settings.home).ensure(card(START)), pairs=ASSETS / "dictionary" / "pairs.tsv.gz",
        seconds=SECONDS, steps=5_000,
    )  # fmt: skip
    lines = [*by_the_clock(spec), *stopping(spec), *beside_torch(spec, settings.threads)]
    print_table(
        f"Training from {START}, batch {spec.batch}, {settings.training_threads} of {settings.threads} cores",
        "torch",
        lines,
    )


def by_the_clock(spec: ContrastiveSpec) -> list[Line]:
    """Press *train* and read the curves, seconds counted from the press: process, imports and reading included."""
    start = time.perf_counter()
    job = shared_trainer().submit(spec, "benchmark")
    seen: list[tuple[float, ContrastiveStep]] = []
    while job.live and time.perf_counter() - start < SECONDS:
        job.watch("benchmark")
        time.sleep(0.05)
        seen += [(time.perf_counter() - start, step) for step in job.steps[len(seen) :]]
    job.stop("benchmark")

    def reached(goal: float) -> float:
        return next((at for at, step in seen if recall(step, "supervised") >= goal), float("inf"))

    best = max(recall(step, "supervised") for _, step in seen)
    return [
        note("recall@10 before", f"{recall(seen[0][1], 'supervised'):.3f}"),
        held_to(f"seconds to recall@10 {SOON}", reached(SOON), "<=", 10),
        held_to(f"seconds to recall@10 {LATE}", reached(LATE), "<=", 60),
        note("highest recall@10 of a minute, supervised", f"{best:.3f}"),
        note("highest recall@10 of a minute, SimCSE", f"{max(recall(step, 'simcse') for _, step in seen):.3f}"),
        note("steps of each objective in a minute", str(seen[-1][1].step)),
    ]


def recall(step: ContrastiveStep, objective: str) -> float:
    """Return recall@10 of an objective."""
    return step.objectives[objective].recall_10


def stopping(spec: ContrastiveSpec) -> list[Line]:
    """Stop a training that has made its first steps, and read how long it went on."""
    took = []
    for _ in range(STOPS):
        job = shared_trainer().submit(spec, "benchmark")
        while len(job.steps) < 2 and job.live:
            job.watch("benchmark")
            time.sleep(0.02)
        start = time.perf_counter()
        job.stop("benchmark")
        while job.live:
            time.sleep(0.001)
        took.append(time.perf_counter() - start)
    return [held_to("seconds from stop to stopped", max(took), "<=", 1, shown=spread(took, "s", digits=3))]


def beside_torch(spec: ContrastiveSpec, threads: int) -> list[Line]:
    """Take the same supervised steps on both sides in turn, in this process and on all its cores."""
    data = load_data(spec.table, spec.pairs)
    stream = batches(spec, data)
    rounds = [next(stream) for _ in range(CHECKED)]
    ours, theirs = Learner(spec, "supervised", data.table), Peer(spec, data.table, threads)
    our_times, peer_times = in_turn(CHECKED, timed(ours.step, rounds), timed(theirs.step, rounds))
    faster = ratios(peer_times, our_times)
    found = [measured(table, data) for table in (ours.adam.table, theirs.table())]
    return [
        note(
            "a supervised step", *(spread([1e3 * s for s in times[-STEPS:]], "ms") for times in (our_times, peer_times))
        ),
        held_to("times faster", median(faster[-STEPS:]), ">=", 1, shown=spread(faster[-STEPS:])),
        note(f"recall@10 after {CHECKED} steps", *(f"{value:.4f}" for value in found)),
        held_to("difference", abs(found[0] - found[1]), "<=", 0.005),
    ]


def measured(table: Floats, data: Data) -> float:
    """Return recall@10 of a table."""
    return held_out(table, data.held_terms, data.held_definitions)["recall_10"]


def timed(step: Callable[[Bags, Bags], None], rounds: list[Batch]) -> Callable[[], float]:
    """Return a function that takes the next step and returns its seconds."""
    waiting = iter(rounds)

    def take() -> float:
        batch = next(waiting)
        start = time.perf_counter()
        step(*batch)
        return time.perf_counter() - start

    return take


class Peer:
    """The same training in torch: a sparse `EmbeddingBag`, cross-entropy and `SparseAdam`."""

    def __init__(self, spec: ContrastiveSpec, start: Floats, threads: int) -> None:
        import torch

        torch.set_num_threads(threads)
        self._torch: Any = torch
        self._bags = torch.nn.EmbeddingBag.from_pretrained(
            torch.from_numpy(start.copy()), freeze=False, mode="mean", sparse=True
        )
        self._adam: Any = torch.optim.SparseAdam(list(self._bags.parameters()), lr=spec.learning_rate)
        self._temperature = spec.temperature

    def step(self, terms: Bags, definitions: Bags) -> None:
        """Learn from one batch."""
        torch = self._torch
        left, right = (
            torch.nn.functional.normalize(self._bags(torch.from_numpy(side.rows), torch.from_numpy(side.starts)))
            for side in (terms, definitions)
        )
        scores = left @ right.T / self._temperature
        own = torch.arange(len(scores))
        loss = (torch.nn.functional.cross_entropy(scores, own) + torch.nn.functional.cross_entropy(scores.T, own)) / 2
        self._adam.zero_grad()
        loss.backward()
        self._adam.step()

    def table(self) -> Floats:
        """Return its word table, (V, d) float32."""
        return np.asarray(self._bags.weight.detach().numpy())


if __name__ == "__main__":
    main()
