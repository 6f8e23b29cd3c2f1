"""How to see each page work out for itself all that it shows."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.unsupervised_or_supervised.inputs_labelled import LABELLED
from embedlab.lessons.word_or_sentence.found import LIVE
from embedlab.lessons.word_or_sentence.study_people import TF_IDF, LeeRun
from embedlab.models.runtime import shared_runtime
from embedlab.models.training import LabelledSpec, trainer
from embedlab.models.training.label_training import label_run
from embedlab.models.training.label_training.label_rows import LabelledData
from embedlab.models.training.pair_training import pair_run
from embedlab.models.training.pair_training.pair_rows import Data
from embedlab.models.training.specs import from_json
from embedlab.studies.lee_stories import load_lee
from tests.kit.pages.screen import alive
from tests.kit.pages.training import SLUG as TRAINED
from tests.kit.pages.training import TRAINING, job_of, train

STEPS = 3
"""Steps of a training: enough that both objectives leave the start."""
PAIRS = 256
"""Pairs that it learns from, and as many that are held out."""


@dataclass(frozen=True)
class Way:
    """How a page comes to show what each of its functions gives.

    Attributes:
        address: controls that are not as usual.
        ships: records that no page computes again while it is looked at.
        session: what a visitor has done before.
        prepare: what must stand before the page is opened.
        act: what the visitor does then.
    """

    address: Mapping[str, str] = field(default_factory=dict)
    ships: tuple[str, ...] = ()
    session: Callable[[], Mapping[str, Any]] = dict
    prepare: Callable[[pytest.MonkeyPatch], None] = lambda _: None
    act: Callable[[AppTest], AppTest] = lambda app: app


def _people() -> Mapping[str, Any]:
    """A finished run over the stories, by TF-IDF alone: the models would take a minute, so it stands for two ways."""
    run = LeeRun(shared_runtime(), load_lee(), ())
    run.advance(seconds=60)
    assert run.finished
    for way, power in (("mean", 1), ("cls", 2)):
        run.similarities[f"all-minilm-l6-v2/{way}"] = run.similarities[TF_IDF] ** power
        run.agreements[f"all-minilm-l6-v2/{way}"] = run.agreements[TF_IDF]
    return {LIVE: run}


class _Here:
    """In the place of the process that trains: a change in this one would not reach it."""

    pid = os.getpid()

    def __init__(self, _module: str, order: Mapping[str, Any], _errors: Path, _threads: int) -> None:
        self._spec, self._folder = from_json(order["spec"]), Path(order["folder"])

    def said(self) -> Iterator[dict[str, Any]]:
        said: list[dict[str, Any]] = []
        run = label_run.train_labelled if isinstance(self._spec, LabelledSpec) else pair_run.train
        run(replace(self._spec, steps=STEPS), self._folder, lambda what, value: said.append({what: value}))
        yield from said
        yield {"done": True}

    def stop(self) -> None: ...

    def close(self) -> int:
        return 0


_all_pairs = cache(pair_run.load_data)
_all_rows = cache(label_run.load_labelled)


def _few_pairs(table: Path, pairs: Path) -> Data:
    data, few = _all_pairs(table, pairs), np.arange(PAIRS)
    return replace(
        data,
        train_terms=data.train_terms.pick(few),
        train_definitions=data.train_definitions.pick(few),
        held_terms=data.held_terms.pick(few),
        held_definitions=data.held_definitions.pick(few),
        held_pairs=data.held_pairs[:PAIRS],
    )


def _few_rows(table: Path, pairs: Path, relations: Path) -> LabelledData:
    data = _all_rows(table, pairs, relations)
    train, held = (replace(rows.pick(np.arange(PAIRS)), texts=rows.texts[:PAIRS]) for rows in (data.train, data.held))
    return LabelledData(_few_pairs(table, pairs), train, held)


def _short_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trainer, "Child", _Here)
    monkeypatch.setattr(pair_run, "load_data", _few_pairs)
    monkeypatch.setattr(label_run, "load_labelled", _few_rows)


def _trained(app: AppTest) -> AppTest:
    for slot in (TRAINING, LABELLED):
        train(app, slot)
        while job_of(app, slot).live:
            time.sleep(0.02)
        alive(app.run())
    return app


USUAL = Way()
WAYS = {
    "word_or_sentence": Way(session=_people),
    TRAINED: Way(prepare=_short_trainings, act=_trained),
    "dense_or_sparse": Way(address={"score1": "BM42", "document": "1"}),
    "single_or_late": Way(ships=("pipeline",)),
    "symmetric_or_asymmetric": Way(ships=("triples", "tasks")),
    "own_corpus": Way(ships=("faq", "runs-faq")),
    "fine_tuning": Way(ships=("adapter", "lora", "curves")),
}
