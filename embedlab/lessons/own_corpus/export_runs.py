"""Runs and judgements as the files of TREC, so that anyone can measure them again with trec_eval."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from embedlab.content.gathered import Judgement
from embedlab.content.trec_files import qrels_lines, run_lines, topics_lines
from embedlab.studies.corpus.findings import Findings
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.runs import Runs

_YEAR: Final = (1980, 1, 1, 0, 0, 0)
"""The time stamp of every file in an archive, so that the same runs make the same bytes."""


def run_text(corpus: OpenCorpus, runs: Runs, set_up: str) -> str:
    """The run of a set-up: query, Q0, document, rank, score, tag.

    Raises:
        KeyError: it did not run.
    """
    documents, scores = runs.of(set_up)
    found = {
        query: [(corpus.ids[document], score) for document, score in zip(row, kept, strict=True) if document >= 0]
        for query, row, kept in zip(runs.queries, documents.tolist(), scores.tolist(), strict=True)
    }
    return "".join(run_lines(found, tag_of(set_up)))


def qrels_text(corpus: OpenCorpus) -> str:
    """The judgements: query, 0, document, grade."""
    return "".join(qrels_lines(_judgements(corpus)))


def archive(corpus: OpenCorpus, findings: Findings, runs: Runs) -> bytes:
    """A ZIP with a run for each set-up, the judgements, and the queries with their ids."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for set_up in runs.set_ups:
            _write(file, f"run-{tag_of(set_up)}.txt", run_text(corpus, runs, set_up))
        _write(file, "qrels.txt", qrels_text(corpus))
        _write(file, "topics.tsv", "".join(topics_lines((asked.id, asked.text) for asked in findings.queries)))
    return packed.getvalue()


def tag_of(set_up: str) -> str:
    """A set-up as the tag of a run and in the name of a file: letters, digits, dots and dashes alone."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "-" for sign in set_up)


def _judgements(corpus: OpenCorpus) -> Iterator[Judgement]:
    for question in corpus.questions:
        for document, grade in question.grades.items():
            yield question.id, corpus.ids[document], grade


def _write(file: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _YEAR)
    entry.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(entry, text)
