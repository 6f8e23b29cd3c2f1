"""Measuring the FAQ collection with every set-up, step by step: whoever begins again goes on where it stopped.

In a folder lie the collection with its index, the scores of pairs that a model ranks again (a file for each question),
and the times. What ships are set-ups that have answered every question, and those that have answered some of them on
these alone. Times are processor time of one core, so that what else runs on the machine is not in them.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import process_time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.ranking import rank
from embedlab.content.shipped_collections import FAQ
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.corpus_search import Hits, search
from embedlab.studies.corpus.evaluate_corpus import Wanted, found_by
from embedlab.studies.corpus.faq_measured import FaqMeasured, Measured
from embedlab.studies.corpus.index_steps import ReadingStep
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.run_set_ups import best_documents
from embedlab.studies.corpus.runs import DEPTH_OF_RUNS, Runs
from embedlab.studies.corpus.set_ups import DEPTH, SetUp
from embedlab.studies.rank import rank_documents
from embedlab.studies.ready_collections import ready_record

SET_UPS: Final = tuple(
    map(
        SetUp.parse,
        (
            "bm25", "glove-6b-50d", "all-minilm-l6-v2", "e5-small-v2", "e5-small-v2+none", "splade-tiny", "hybrid-rrf",
            "hybrid-weighted", "bm25>answerai-colbert-small-v1", "bm25>ms-marco-minilm-l12-v2",
        ),
    )
)  # fmt: skip
SHIPPED_DOCUMENTS: Final = 20
"""Documents that ship of each ranking."""
TIMED, TIMED_RERANKED, WARM = 60, 12, 2
"""Searches of each set-up whose processor time is taken, of those that rank again, and searches before them."""
LEAST: Final = 50
"""A set-up that has answered fewer questions does not ship."""
SEED: Final = 0


@dataclass(frozen=True)
class Work:
    """The folder of what is done, the collection in it, and what first stages found, by name and question."""

    folder: Path
    corpus: OpenCorpus
    found: dict[tuple[str, str], Hits] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> "Work":
        """Bring the collection into the folder, or take the one that is there."""
        collections = Collections(folder / "own_corpus", 10_000_000_000)
        return cls(folder / "own_corpus", OpenCorpus(collections, ready_record(collections, FAQ)))

    @property
    def questions(self) -> tuple[Question, ...]:
        """The judged questions in the order in which they are answered: any first part of it is a fair sample."""
        order = np.random.default_rng(SEED).permutation(len(self.corpus.judged))
        return tuple(self.corpus.judged[place] for place in order)

    def pairs(self, model: str, question: Question) -> Path:
        """Where the scores of a question's candidates are."""
        return self.folder / "pairs" / model / f"{question.id}.npz"

    def times(self, set_up: SetUp) -> Path:
        """Where the times of a set-up are."""
        return self.folder / "times" / f"{str(set_up).replace('>', ' then ')}.npy"


def read_texts(runtime: Runtime, work: Work) -> None:
    """Let every reading read all texts."""
    for reading in dict.fromkeys(reading for set_up in SET_UPS for reading in set_up.readings):
        ReadingStep(work.corpus.index, reading, runtime).run(_said(str(reading)))


def rank_again(runtime: Runtime, work: Work, set_up: SetUp) -> None:
    """Score the candidates of every question, and keep them question by question."""
    model = set_up.rerank or ""
    for number, question in enumerate(work.questions):
        rows = first_stage(runtime, work, set_up, question).rows[:DEPTH]
        known = known_pairs(work, model, question)
        new = [row for row in rows.tolist() if row not in known]
        if new:
            scores = rank_documents(runtime, model, question.text, work.corpus.texts(new)).scores
            keep_pairs(work, model, question, known | dict(zip(new, map(float, scores), strict=True)))
        if number % 10 == 0:
            _said(str(set_up))(number)


def first_stage(runtime: Runtime, work: Work, set_up: SetUp, question: Question) -> Hits:
    """What a set-up finds before anything is ranked again."""
    key = (set_up.first, question.id)
    if key not in work.found:
        work.found[key] = search(runtime, work.corpus, SetUp(set_up.first), question.text, DEPTH_OF_RUNS)
    return work.found[key]


def known_pairs(work: Work, model: str, question: Question) -> dict[int, float]:
    """The scores of a question that are kept, by the number of the text."""
    try:
        with np.load(work.pairs(model, question)) as kept:
            return dict(zip(kept["rows"].tolist(), kept["scores"].tolist(), strict=True))
    except FileNotFoundError:
        return {}


def keep_pairs(work: Work, model: str, question: Question, scores: dict[int, float]) -> None:
    """Write the scores of a question by one rename."""
    path = work.pairs(model, question)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{os.getpid()}.npz")
    np.savez(fresh, rows=np.array(list(scores), np.int64), scores=np.array(list(scores.values()), np.float64))
    fresh.replace(path)


def found_for(runtime: Runtime, work: Work, set_up: SetUp, question: Question) -> Hits | None:
    """The hits of a set-up, with the kept scores where it ranks again; None where they are not all there."""
    hits = first_stage(runtime, work, set_up, question)
    if set_up.rerank is None:
        return hits
    known, candidates = known_pairs(work, set_up.rerank, question), hits.rows[:DEPTH]
    if any(row not in known for row in candidates.tolist()):
        return None
    scores = np.array([known[row] for row in candidates.tolist()])
    order = rank(scores).order
    return replace(
        hits,
        rows=np.concatenate([candidates[order], hits.rows[DEPTH:]]),
        scores=np.concatenate([scores[order], hits.scores[DEPTH:]]),
        reranked=len(candidates),
    )


def take_times(runtime: Runtime, work: Work, set_up: SetUp) -> None:
    """Take the processor time of some searches, nothing remembered; once for each set-up."""
    path, count = work.times(set_up), TIMED_RERANKED if set_up.rerank else TIMED
    if path.is_file():
        return
    seconds = []
    for question in work.questions[: WARM + count]:
        began = process_time()
        search(runtime, work.corpus, set_up, question.text, DEPTH_OF_RUNS)
        seconds.append(process_time() - began)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, seconds[WARM:])


def measure(
    runtime: Runtime, work: Work, set_ups: Sequence[SetUp], questions: Sequence[Question]
) -> tuple[Measured, Runs]:
    """What set-ups reach on questions that all of them have answered, in the order of the collection."""
    places = {question.id: place for place, question in enumerate(work.corpus.judged)}
    asked = sorted(questions, key=lambda question: places[question.id])
    shape = (len(set_ups), len(asked), DEPTH_OF_RUNS)
    documents, scores = np.full(shape, -1, np.int32), np.zeros(shape, np.float32)
    for s, set_up in enumerate(set_ups):
        for q, question in enumerate(asked):
            hits = found_for(runtime, work, set_up, question)
            assert hits is not None
            found, kept = best_documents(hits, work.corpus.document_of, counts_words=set_up.compares_terms)
            documents[s, q, : len(found)], scores[s, q, : len(found)] = found, kept
    runs = Runs(tuple(map(str, set_ups)), tuple(question.id for question in asked), documents, scores)
    seconds = [np.load(work.times(set_up)) for set_up in set_ups]
    findings = found_by(runtime, work.corpus, Wanted(tuple(set_ups), judged_by="shipped"), runs, seconds)
    told = {
        **findings.settings,
        "times": f"processor time of one core, {TIMED} searches ({TIMED_RERANKED} that rank again)",
    }
    return Measured(ranks_of(runs, asked), replace(findings, settings=told)), runs


def ranks_of(runs: Runs, asked: Sequence[Question]) -> NDArray[np.int16]:
    """The rank of the first relevant document among those kept, (S, Q), counted from 1; 0 where there is none."""
    grades = [[document for document, grade in question.grades.items() if grade > 0] for question in asked]
    right = np.stack([np.isin(runs.documents[:, q], own) for q, own in enumerate(grades)], axis=1)
    return np.where(right.any(axis=2), right.argmax(axis=2) + 1, 0).astype(np.int16)


def go_on(runtime: Runtime, folder: Path, *, compute: bool = True) -> tuple[FaqMeasured, Runs]:
    """Do what is left, unless without ``compute``, and return what is to ship."""
    runtime, work = runtime.without_memory(), Work.open(folder)
    if compute:
        read_texts(runtime, work)
        for set_up in SET_UPS:
            if set_up.rerank:
                rank_again(runtime, work, set_up)
    measured, runs = measure_all(runtime, work)
    return measured, runs.first(SHIPPED_DOCUMENTS)


def measure_all(runtime: Runtime, work: Work) -> tuple[FaqMeasured, Runs]:
    """Measure all set-ups that have answered enough questions; and the runs of those that are in the widest part."""
    answered = {
        set_up: {q.id for q in work.questions if _has_answered(runtime, work, set_up, q)}
        for set_up in SET_UPS
        if all(work.corpus.index.has(reading) for reading in set_up.readings)
    }
    enough = [set_up for set_up, ids in answered.items() if len(ids) >= LEAST]
    whole = [set_up for set_up in enough if len(answered[set_up]) == len(work.questions)]
    for set_up in enough:
        take_times(runtime, work, set_up)
    every, runs = measure(runtime, work, whole, work.questions)
    if len(whole) == len(enough):
        return FaqMeasured(every, None), runs
    shared = [q for q in work.questions if all(q.id in answered[set_up] for set_up in enough)]
    sample, runs = measure(runtime, work, enough, shared)
    return FaqMeasured(every, sample), runs


def _has_answered(runtime: Runtime, work: Work, set_up: SetUp, question: Question) -> bool:
    if set_up.rerank is None:
        return True
    kept = work.pairs(set_up.rerank, question).is_file()
    return kept and found_for(runtime, work, set_up, question) is not None


def _said(what: str) -> Callable[[int], None]:
    return lambda done: print(what, done, file=sys.stderr)
