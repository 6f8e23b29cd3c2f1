"""What the server holds and does at this moment, as lines and rows without Streamlit."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from embedlab.errors import InputError
from embedlab.lessons.models.study_rows import DASH
from embedlab.models.cards import ModelCard
from embedlab.models.engines.choose import gpu
from embedlab.models.local import parts_of
from embedlab.models.machine import resident_bytes, runs_on
from embedlab.models.runtime.model_runtime import LoadedReport, Runtime
from embedlab.models.runtime.stats import WINDOW, LatencyReport
from embedlab.models.training.trainer import Trainer
from embedlab.numbers_text import between, counted, in_bytes, percent, seconds, whole

NOT_ASKED: Final = f"{DASH} not asked yet"


@dataclass(frozen=True)
class Running:
    """What is held now.

    Attributes:
        lines: name and words of each thing that the server tells of itself.
        loaded: the models in memory, least recently used first.
        held: bytes of weights in memory.
        budget: bytes of weights that may be.
    """

    lines: tuple[tuple[str, str], ...]
    loaded: tuple[LoadedReport, ...]
    held: int
    budget: int


def look(runtime: Runtime, trainer: Trainer) -> Running:
    """Ask runtime and trainer what they hold."""
    report, trains = runtime.report(), trainer.report()
    held = sum(each.bytes for each in report.loaded)
    cache = report.cache
    lines = (
        ("Device", device_words(runtime)),
        ("Weights in memory", f"{in_bytes(held)} of {in_bytes(report.memory_budget)}"),
        ("Remembered", f"{counted(cache.entries, 'result')}, {in_bytes(cache.bytes)} of {in_bytes(cache.budget)}"),
        (
            "Answered from memory",
            f"{percent(cache.hit_rate)} of {counted(cache.lookups, 'question')}" if cache.lookups else NOT_ASKED,
        ),
        ("Texts that wait", whole(sum(each.waiting for each in report.loaded))),
        ("Trainings", f"{whole(trains.running)} running, {whole(trains.waiting)} waiting, {whole(trains.kept)} kept"),
        (
            "This process",
            f"{in_bytes(resident_bytes())} of memory, {counted(os.cpu_count() or 1, 'core')} on the machine",
        ),
    )
    return Running(lines, report.loaded, held, report.memory_budget)


def device_words(runtime: Runtime) -> str:
    """What runs the models, and why it is that."""
    settings = runtime.settings
    try:
        what = runs_on(settings)
    except InputError as error:
        return str(error)
    asked = settings.engine != "auto" or settings.device != "auto"
    why = "as set" if asked else "chosen by itself" + ("" if gpu() else ": no GPU was found")
    return f"{what} ({why})"


def loaded_lines(running: Running) -> list[tuple[object, ...]]:
    """A line for each model in memory: what runs it, its bytes, its passes since the start, and how long one takes."""
    return [(each.model, each.engine, in_bytes(each.bytes), *_latency_cells(each.latency)) for each in running.loaded]


def _latency_cells(latency: LatencyReport | None) -> tuple[str, str, str]:
    if latency is None:
        return DASH, DASH, f"{DASH} looked up, without a pass"
    if not latency.passes:
        return whole(0), whole(0), NOT_ASKED
    return whole(latency.passes), whole(latency.texts), between(_ends(latency), seconds)


def _ends(latency: LatencyReport) -> tuple[float, float]:
    return latency.median_ms / 1e3, latency.p95_ms / 1e3


def asked_of(runtime: Runtime, card: ModelCard) -> tuple[LatencyReport, ...]:
    """The passes of each part of a model since the server started; none for a table of words, which has no pass."""
    return tuple(runtime.latency(part) for part in parts_of(card) if part.is_transformer)


def answered_words(parts: Sequence[LatencyReport]) -> str:
    """What a model has answered since the server started, and how fast, in words; of two towers each."""
    if not parts:
        return f"{DASH} words are looked up, without a pass"
    return ", and ".join(map(_answered, parts)) if any(part.passes for part in parts) else NOT_ASKED


def _answered(latency: LatencyReport) -> str:
    if not latency.passes:
        return NOT_ASKED
    median, slow = _ends(latency)
    of = f" of the last {whole(WINDOW)}" if latency.passes > WINDOW else ""
    asked = f"{whole(latency.passes)} pass{'' if latency.passes == 1 else 'es'} over {counted(latency.texts, 'text')}"
    return f"{asked}, median {seconds(median)}, 95th percentile {seconds(slow)}{of}"
