"""``embedlab evaluate``: set-ups measured on the judged queries of a collection, kept for pages and reports."""

import json
from pathlib import Path

from embedlab.cli.collections_command import open_collection
from embedlab.cli.corpus_files_read import read_questions
from embedlab.cli.corpus_progress import Progress
from embedlab.cli.output import write
from embedlab.cli.search_command import set_ups_of
from embedlab.cli.stopping import say
from embedlab.errors import InputError, StoreError
from embedlab.lessons.own_corpus.examples import SHIPPED
from embedlab.models.runtime import shared_runtime
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.evaluate_corpus import Wanted, asked_questions, evaluate, units
from embedlab.studies.corpus.findings import Findings, findings_json
from embedlab.studies.corpus.findings_file import keep_findings, keep_runs
from embedlab.studies.corpus.open_corpus import OpenCorpus


def evaluate_collection(name: str, queries: Path | None, qrels: Path | None, models: str) -> None:
    """Measure, keep what was found beside the collection, and print it: the record of ``Findings`` as JSON.

    Raises:
        InputError: there is no such collection or set-up, a file cannot be read, or there is no query.
        StoreError: a model has not read all texts, or cannot be had.
    """
    corpus = open_collection(name)
    if qrels is not None and queries is None:
        raise InputError("Judgements belong to queries; give --queries FILE as well.")
    if queries is not None:
        corpus = _with_questions(corpus, queries, qrels)
    shipped = corpus.id in SHIPPED and queries is None
    wanted = Wanted(tuple(set_ups_of(corpus, models)), judged_by="shipped" if shipped else "file")
    findings = _measured(corpus, wanted)
    write(json.dumps(findings_json(findings), ensure_ascii=False))


def _with_questions(corpus: OpenCorpus, queries: Path, qrels: Path | None) -> OpenCorpus:
    found = read_questions(corpus.ids, queries, qrels)
    for sentence in found.said:
        say(sentence)
    record = shared_collections().replace_questions(corpus.record, found.queries, found.judgements)
    return OpenCorpus(shared_collections(), record)


def _measured(corpus: OpenCorpus, wanted: Wanted) -> Findings:
    progress = Progress()
    count = len(asked_questions(corpus, wanted.most))
    try:
        findings, runs = evaluate(shared_runtime(), corpus, wanted, progress.follow("searches", units(wanted, count)))
    finally:
        progress.end()
    folder = shared_collections().folder(corpus.id)
    try:
        keep_findings(folder, findings)
        keep_runs(folder, runs)
    except OSError as error:
        raise StoreError(f"What was found cannot be written ({error.strerror or error}); make room.") from error
    return findings
