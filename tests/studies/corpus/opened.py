"""Collections of a few texts, on disk and open, read by the models that a test names."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_store import Collections, Cut, whole_text
from embedlab.studies.corpus.index_steps import ReadingStep
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading


def opened(
    home: Path,
    texts: Sequence[str],
    queries: Sequence[str],
    grades: Sequence[Mapping[str, int]],
    *,
    cut: Cut = whole_text,
    id: str = "",
) -> OpenCorpus:
    """A collection of documents d0, d1, ... and queries q0, q1, ..., graded by the ids of documents."""
    gathered = Gathered(
        "A few texts",
        documents_of([f"d{number}" for number in range(len(texts))], texts),
        queries_of([f"q{number}" for number in range(len(queries))], queries),
        judgements_of((f"q{q}", d, grade) for q, each in enumerate(grades) for d, grade in each.items()),
    )
    collections = Collections(home, 1_000_000_000)
    return OpenCorpus(collections, collections.add(gathered, cut, source="a test", id=id))


def read_by(runtime: Runtime, corpus: OpenCorpus, *readings: str) -> None:
    """Let models read all texts."""
    for reading in readings:
        ReadingStep(corpus.index, Reading.parse(reading), runtime).run(lambda _: None)
