"""What can be taken away from lesson 8."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from embedlab.compute.evaluation import ndcg_at, recall_at
from embedlab.compute.lexical import Bm25Index
from embedlab.compute.ranking import rank
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.models.encoders.remember import prompt_of
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.public_models import public_name
from embedlab.studies.rank import RankOptions
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import Rows

NOTEBOOK_TEXTS: Final = 60
NOTEBOOK_QUESTIONS: Final = 15
"""Texts and questions that a notebook carries: it is a file to read, and a collection is not."""


def tables(chosen: Chosen) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {"Set-ups": partial(set_up_rows, chosen)} if chosen.findings is not None else {}


def set_up_rows(chosen: Chosen) -> Rows:
    """A row for each set-up: its measures with their intervals, its times and bytes."""
    found = chosen.findings.set_ups if chosen.findings is not None else ()
    return [
        {
            "set_up": each.set_up,
            "name": each.name,
            **{
                f"{name}{end}": getattr(estimate, part)
                for name, estimate in each.metrics.items()
                for end, part in (("", "mean"), ("_low", "low"), ("_high", "high"))
            },
            "p50_seconds": each.p50_seconds,
            "p95_seconds": each.p95_seconds,
            "bytes_per_document": each.bytes_per_document,
        }
        for each in found
    ]


def notebook(chosen: Chosen) -> Mapping[str, object]:
    """Return the values of the notebook's parameters: a part of the collection, and how BM25 and a model search it."""
    texts, questions, relevant = _part(chosen)
    reading = Reading.parse("all-minilm-l6-v2")
    options = RankOptions()
    return {
        "texts": texts,
        "questions": questions,
        "relevant": relevant,
        "model": public_name(reading.model),
        "prompts": [prompt_of(reading.card, "query"), prompt_of(reading.card, "document")],
        "k1": options.k1,
        "b": options.b,
        "page": bm25_on(tuple(texts), tuple(questions), tuple(map(tuple, relevant))),
    }


@remembered
def bm25_on(
    texts: tuple[str, ...], questions: tuple[str, ...], relevant: tuple[tuple[int, ...], ...]
) -> dict[str, float]:
    """The mean nDCG@10 and recall@10 of BM25 over some questions, each 0 to 1; empty without questions."""
    options = RankOptions()
    index = Bm25Index(texts, options.variant, options.k1, options.b)
    told: dict[str, list[float]] = {"nDCG@10": [], "R@10": []}
    for question, answers in zip(questions, relevant, strict=True):
        ranking, grades = rank(index.scores(question)), dict.fromkeys(answers, 1.0)
        told["nDCG@10"].append(ndcg_at(ranking, grades) or 0.0)
        told["R@10"].append(recall_at(ranking, grades) or 0.0)
    return {name: sum(values) / len(values) for name, values in told.items() if values}


def _part(chosen: Chosen) -> tuple[list[str], list[str], list[list[int]]]:
    """The first judged questions, the documents that answer them, and others up to the limit."""
    if chosen.corpus is None:
        return [], [], []
    asked = chosen.corpus.judged[:NOTEBOOK_QUESTIONS]
    answers = list(dict.fromkeys(n for question in asked for n, grade in question.grades.items() if grade > 0))
    known = set(answers)
    others = (number for number in range(chosen.corpus.record.documents) if number not in known)
    kept = answers[:NOTEBOOK_TEXTS]
    kept += [number for number, _ in zip(others, range(NOTEBOOK_TEXTS - len(kept)), strict=False)]
    places = {number: place for place, number in enumerate(kept)}
    relevant = [[places[n] for n, grade in each.grades.items() if grade > 0 and n in places] for each in asked]
    return [chosen.corpus.document(number) for number in kept], [each.text for each in asked], relevant
