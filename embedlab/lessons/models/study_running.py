"""What the server holds and does at this moment, as lines and rows without Streamlit."""

import os
from dataclasses import dataclass
from typing import Final

from embedlab.errors import InputError
from embedlab.models.engines.choose import gpu
from embedlab.models.machine import resident_bytes, runs_on
from embedlab.models.runtime.model_runtime import LoadedReport, Runtime
from embedlab.models.training.trainer import Trainer
from embedlab.numbers_text import between, counted, in_bytes, percent, seconds, whole

NOTHING: Final = "none"


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
        ("Answered from memory", f"{percent(cache.hit_rate)} of {counted(cache.lookups, 'question')}"),
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
    """A line for each model in memory: what runs it, its bytes, its passes, and how long one takes."""
    return [
        (
            each.model,
            each.engine,
            in_bytes(each.bytes),
            whole(each.latency.passes) if each.latency else "looked up",
            whole(each.latency.texts) if each.latency else "",
            between((each.latency.median_ms / 1e3, each.latency.p95_ms / 1e3), seconds)
            if each.latency and each.latency.passes
            else "",
        )
        for each in running.loaded
    ]
