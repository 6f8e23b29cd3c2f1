"""From what was found and what is wished to one set-up: the cheapest that is not told apart from the best.

Sentences in plain text; who shows them escapes them. The doubts are in ``recommend_doubts``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from embedlab.compute.paired import LUCK
from embedlab.numbers_text import between, counted, duration, in_bytes, measured, p_value, percent, signed, whole
from embedlab.studies.corpus.findings import LEVEL, MAIN_METRIC, Estimate, Findings, PairedTest, SetUpFound
from embedlab.studies.corpus.paired_tests import compared_with
from embedlab.studies.corpus.recommend_doubts import Doubt, doubts_of
from embedlab.studies.corpus.wishes import Wishes, matches_words, over_wishes, price_of, price_text, queries

_ALIKE: Final = 1.1
"""Times within a tenth are alike: then fewer stored bytes decide."""


@dataclass(frozen=True)
class Recommendation:
    """One set-up and why, or why none.

    Attributes:
        set_up: as it is written; None where nothing can be recommended.
        headline: the answer in a sentence.
        reasons: why this one, a sentence each, the most important first.
        costs: what it takes, a sentence each.
        as_good: other set-ups that keep the wishes and are not told apart from the best, as they are written.
        doubts: what speaks against trusting it.
    """

    set_up: str | None
    headline: str
    reasons: tuple[str, ...]
    costs: tuple[str, ...]
    as_good: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def recommend(findings: Findings, wishes: Wishes) -> Recommendation:
    """Recommend one set-up: of those that keep the wishes and are not told apart from the best of them, the cheapest.

    Told apart is what a paired randomisation test finds unlikely (p < 0.05 after Holm's correction) to be luck.
    """
    if not findings.set_ups:
        return _none("No set-up was measured yet, so nothing can be said.", (), findings, wishes)
    if findings.best is None:
        return _unjudged(findings, wishes)
    fitting = [found for found in findings.set_ups if not over_wishes(found, wishes)]
    left_out = _left_out(findings, wishes)
    if not fitting:
        return _none("No set-up that was measured keeps your wishes.", left_out, findings, wishes)
    best = max(fitting, key=_quality)
    # What the wishes leave out is in no comparison: the list is corrected for those that were asked.
    tests = findings.against_best if best is findings.best and len(fitting) == len(findings.set_ups) else ()
    tests = tests or compared_with(fitting, best)
    alike = [best, *(findings.found(test.first) for test in tests if test.adjusted >= LUCK)]
    chosen = _cheapest([found for found in alike if matches_words(found)] if wishes.exact_codes else alike)
    chosen = chosen or _cheapest(alike) or best
    reasons = [_reached(chosen, findings), *_beside_best(chosen, best, tests), *_cheap(chosen, alike, wishes)]
    reasons += [*_codes(chosen, wishes), *_beside_bm25(chosen, findings), *left_out]
    return Recommendation(
        chosen.set_up,
        f"Use {chosen.name}.",
        tuple(reasons),
        costs_of(chosen, findings, wishes),
        tuple(found.set_up for found in alike if found is not chosen),
        doubts_of(findings, wishes, chosen),
    )


def costs_of(found: SetUpFound, findings: Findings, wishes: Wishes) -> tuple[str, ...]:
    """What a set-up takes: time, room and money, a sentence each."""
    stored = found.bytes_per_document
    told = [
        f"It answers half of the queries within {measured(found.p50_seconds)} and 95 of 100 within "
        f"{measured(found.p95_seconds)}, one at a time, on {findings.machine or 'this machine'}.",
        f"It stores {in_bytes(stored)} a document, {in_bytes(stored * findings.corpus.documents)} for all "
        f"{whole(findings.corpus.documents)}; the models themselves are not in it.",
    ]
    if found.index_seconds is not None:
        told.append(f"Indexing took {duration(found.index_seconds)}.")
    told.append(
        f"A million queries cost at least {price_text(price_of(found, wishes))} at a price of "
        f"{signed(wishes.price_per_hour)} for an hour of such a machine."
    )
    return tuple(told)


def _quality(found: SetUpFound) -> float:
    return found.quality.mean if found.quality else -1.0


def _cheapest(among: Sequence[SetUpFound]) -> SetUpFound | None:
    fastest = min((found.p50_seconds for found in among), default=0.0)
    return min(
        (found for found in among if found.p50_seconds <= fastest * _ALIKE),
        key=lambda found: (found.bytes_per_document, found.p50_seconds, -_quality(found)),
        default=None,
    )


def _none(headline: str, reasons: tuple[str, ...], findings: Findings, wishes: Wishes) -> Recommendation:
    return Recommendation(None, headline, reasons, (), (), doubts_of(findings, wishes, None))


def _unjudged(findings: Findings, wishes: Wishes) -> Recommendation:
    fast = min(findings.set_ups, key=lambda found: found.p95_seconds)
    small = min(findings.set_ups, key=lambda found: found.bytes_per_document)
    said = (
        "What can be said is what each costs. "
        f"{fast.name} answers fastest, 95 of 100 queries within {measured(fast.p95_seconds)}; "
        f"{small.name} stores least, {in_bytes(small.bytes_per_document)} a document.",
        "What cannot be said is which finds the right documents: that takes queries whose right documents are known. "
        "Bring them as a file, or judge results on the page for ten minutes.",
        *_left_out(findings, wishes),
    )
    return _none("No query is judged, so no set-up can be recommended.", said, findings, wishes)


def _left_out(findings: Findings, wishes: Wishes) -> tuple[str, ...]:
    over = ((found.name, over_wishes(found, wishes)) for found in findings.set_ups)
    return tuple(f"{name} is left out: it {' and '.join(said)}." for name, said in over if said)


def _interval(estimate: Estimate) -> str:
    return between((estimate.low, estimate.high), lambda value: signed(value, 3))


def _reached(chosen: SetUpFound, findings: Findings) -> str:
    found = chosen.metrics[MAIN_METRIC]
    return (
        f"It reaches {MAIN_METRIC} {signed(found.mean, 3)} (0 to 1, {percent(LEVEL)} interval {_interval(found)}) over "
        f"{_asked(findings)} with judgements."
    )


def _beside_best(chosen: SetUpFound, best: SetUpFound, tests: Sequence[PairedTest]) -> list[str]:
    rivals = counted(len(tests), "comparison")
    if not tests:
        return ["It is the only set-up that was measured and keeps your wishes, so nothing was compared."]
    apart = sum(test.adjusted < LUCK for test in tests)
    if chosen is best:
        told = f"It is the best that was measured; {_how_many(apart, len(tests))} told apart from it"
        return [f"{told} (p < {signed(LUCK)} after Holm's correction for {rivals})."]
    test = next(test for test in tests if test.first == chosen.set_up)
    return [
        f"The best is {best.name} with {signed(_quality(best), 3)}. The difference of {signed(-test.difference, 3)} is "
        f"not told apart from luck ({p_value(test.adjusted)} after Holm's correction for {rivals}): "
        f"{best.name} is better on {queries(test.losses)}, this one on "
        f"{whole(test.wins)}. That is no proof that they are alike: the true difference may be as large as "
        f"{signed(max(0.0, -test.low), 3)}."
    ]


def _cheap(chosen: SetUpFound, alike: Sequence[SetUpFound], wishes: Wishes) -> list[str]:
    others = [found for found in alike if found is not chosen]
    if not others:
        return []
    names = ", ".join(f"{found.name} ({measured(found.p50_seconds)})" for found in others)
    told = []
    if all(chosen.p50_seconds <= found.p50_seconds * _ALIKE for found in others):
        told.append(
            f"Of the best and what is not told apart from it, {whole(len(alike))} set-ups, it is the cheapest to "
            f"ask, with "
            f"{measured(chosen.p50_seconds)} a query and {price_text(price_of(chosen, wishes))} a million queries. "
            f"As good within what these queries can tell: {names}."
        )
    else:
        told.append(f"As good within what these queries can tell: {names}.")
    smaller = [found for found in others if found.bytes_per_document < chosen.bytes_per_document]
    if smaller:
        least = min(smaller, key=lambda found: found.bytes_per_document)
        told.append(
            f"Where room is dearer than time take {least.name}: it stores {in_bytes(least.bytes_per_document)} a "
            f"document instead of {in_bytes(chosen.bytes_per_document)}."
        )
    return told


def _codes(chosen: SetUpFound, wishes: Wishes) -> list[str]:
    if wishes.exact_codes and matches_words(chosen):
        return ["It looks for the very words of a query, so that codes and names are found letter by letter."]
    return []


def _beside_bm25(chosen: SetUpFound, findings: Findings) -> list[str]:
    test = next((test for test in findings.against_bm25 if test.first == chosen.set_up), None)
    if test is None:
        return []
    sure = test.adjusted < LUCK
    side = "better" if test.difference > 0 else "worse"
    told = f"Against BM25, which needs no model, it is {side} by {signed(abs(test.difference), 3)}"
    return [
        f"{told} ({p_value(test.adjusted)} after Holm's correction): "
        + ("more than luck does." if sure else "no more than luck may do.")
    ]


def _asked(findings: Findings) -> str:
    """How many queries were asked, and of how many where that is a part: what is slow is measured on fewer."""
    asked, judged = len(findings.queries), findings.corpus.judged
    return queries(asked) if asked >= judged else f"{whole(asked)} of {queries(judged)}"


def _how_many(apart: int, others: int) -> str:
    if others == 1:
        return "the other one is" if apart else "the other one is not"
    if apart in (0, others):
        return f"all {whole(others)} others are" if apart else f"none of {whole(others)} others is"
    return f"{whole(apart)} of {whole(others)} others {'is' if apart == 1 else 'are'}"
