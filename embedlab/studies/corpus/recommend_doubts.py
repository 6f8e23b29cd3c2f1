"""What speaks against trusting a recommendation, each with the number behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from embedlab.numbers_text import percent, signed, whole
from embedlab.studies.corpus.findings import MAIN_METRIC, Findings, ModelFound, SetUpFound
from embedlab.studies.corpus.wishes import Wishes, matches_words, queries

Kind = Literal[
    "few queries",
    "pool",
    "one language",
    "foreign",
    "cut",
    "duplicates",
    "near 1",
    "near 0",
    "codes",
    "alone",
    "chosen",
]

FEW_QUERIES: Final = 50
"""Fewer judged queries than a track of TREC has: with fewer, only large differences can be told from luck."""
FEW_SYSTEMS: Final = 3
"""Results of fewer set-ups make a narrow pool."""
CUT: Final = 0.05
"""Share of chunks that a model does not read to their end, from which on it is said."""
COPIES: Final = 0.01
"""Share of documents that repeat another, from which on it is said."""
NEAR_1: Final = 0.95
NEAR_0: Final = 0.05
"""A main metric beyond these is rarer in honest collections than a mistake in a file."""


@dataclass(frozen=True)
class Doubt:
    """A kind, so that a doubt can be looked for, and a sentence in plain text."""

    kind: Kind
    sentence: str


def doubts_of(findings: Findings, wishes: Wishes, chosen: SetUpFound | None) -> tuple[Doubt, ...]:
    """Return every doubt that the record gives reason for; those of the judgements come first."""
    found = [*_of_texts(findings)]
    if findings.best is not None:
        found = [*_of_judgements(findings, chosen), *_of_extremes(findings), *found]
    found += _of_languages(findings, wishes)
    if chosen is not None:
        found += [*_of_models(findings, wishes, chosen), *_of_cuts(chosen), *_of_codes(wishes, chosen)]
        found += _of_choice(findings)
    return tuple(found)


def _of_judgements(findings: Findings, chosen: SetUpFound | None) -> Iterator[Doubt]:
    tests, asked = findings.against_best, len(findings.queries)
    if asked < FEW_QUERIES:
        widest = max(((test.high - test.low) / 2 for test in tests), default=0.0)
        said = f" Differences below about {signed(widest, 2)} cannot be told from luck." if tests else ""
        yield Doubt("few queries", f"Only {queries(asked)} with judgements; even {whole(FEW_QUERIES)} are few.{said}")
    pool = findings.corpus.pooled_from
    if pool and len(pool) < FEW_SYSTEMS:
        yield Doubt(
            "pool",
            f"Only results of {' and '.join(pool)} were judged. What others find beyond them counts as wrong, though "
            "nobody has looked at it.",
        )
    elif pool and chosen is not None and chosen.set_up not in pool:
        yield Doubt(
            "pool",
            f"Results of {chosen.name} were not among those that were judged. What it alone finds counts as wrong, so "
            "it may be better than its number.",
        )
    if len(findings.set_ups) == 1:
        yield Doubt("alone", "Only one set-up was measured; measure another kind of model beside it.")


def _of_choice(findings: Findings) -> Iterator[Doubt]:
    if findings.best is not None and len(findings.set_ups) > 2:
        yield Doubt(
            "chosen",
            f"The best of {whole(len(findings.set_ups))} set-ups was chosen on the queries that measured it, so its "
            "number is a little too high. Keep some queries aside for a last test.",
        )


def _of_extremes(findings: Findings) -> Iterator[Doubt]:
    best = findings.best
    if best is None or best.quality is None:
        return
    worst = min(found.metrics[MAIN_METRIC].mean for found in findings.set_ups if found.quality is not None)
    if worst >= NEAR_1:
        yield Doubt(
            "near 1",
            f"Every set-up reaches {MAIN_METRIC} {signed(worst)} or more. Either the queries are too easy to tell them "
            "apart, or the documents hold the queries: see whether a document begins with its own question.",
        )
    if best.quality.mean <= NEAR_0:
        yield Doubt(
            "near 0",
            f"No set-up reaches more than {MAIN_METRIC} {signed(best.quality.mean)}. Judgements of other documents, or "
            "numbers of documents that count from 1 instead of 0, look like this; see whether the ids fit.",
        )


def _of_texts(findings: Findings) -> Iterator[Doubt]:
    share = findings.corpus.duplicates
    if share >= COPIES:
        yield Doubt(
            "duplicates",
            f"{percent(share)} of the documents repeat another. Where one of them is judged right and its copy is not, "
            "finding the copy counts as a mistake; in a prompt copies take the room of other texts.",
        )


def _of_languages(findings: Findings, wishes: Wishes) -> Iterator[Doubt]:
    measured = findings.corpus.query_languages if findings.best is not None else ()
    missing = [language for language in wishes.languages if language not in measured]
    if measured and missing:
        yield Doubt(
            "one language",
            f"You will be asked in {' and '.join(missing)}, and no judged query is in {_it_or_them(missing)}: nothing "
            "measured here holds there.",
        )
    elif len(measured) == 1:
        yield Doubt("one language", f"All judged queries are in {measured[0]}; for other languages nothing is known.")


def _of_models(findings: Findings, wishes: Wishes, chosen: SetUpFound) -> Iterator[Doubt]:
    asked = (*findings.corpus.query_languages, *wishes.languages, *findings.corpus.languages)
    for model in _models(findings, chosen):
        foreign = [each for each in dict.fromkeys(asked) if model.languages and each not in model.languages]
        if foreign:
            yield Doubt(
                "foreign",
                f"{model.name} was trained to read {' and '.join(model.languages)}; queries or documents are also in "
                f"{' and '.join(foreign)}. Measure those apart, or take a model of more languages.",
            )


def _of_cuts(chosen: SetUpFound) -> Iterator[Doubt]:
    if chosen.cut >= CUT:
        yield Doubt(
            "cut",
            f"{chosen.name} does not read {percent(chosen.cut)} of the texts to their end: what stands there is not "
            "found. Cut the documents into shorter chunks and index them again.",
        )


def _of_codes(wishes: Wishes, chosen: SetUpFound) -> Iterator[Doubt]:
    if wishes.exact_codes and not matches_words(chosen):
        yield Doubt(
            "codes",
            f"Your queries hold exact codes, and {chosen.name} does not look for the very words. No set-up that does "
            "is as good here; try it on such queries before you trust it.",
        )


def _models(findings: Findings, chosen: SetUpFound) -> list[ModelFound]:
    return [model for model in findings.models if model.id in chosen.models]


def _it_or_them(names: list[str]) -> str:
    return "it" if len(names) == 1 else "them"
