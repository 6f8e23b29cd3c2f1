"""The report as a list of parts, one for both of its files: what is said, in which order, in plain text.

Nothing is drawn here: ``export_report_html`` and ``export_report_pdf`` write the parts, each escapes what it writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from embedlab.lessons.own_corpus.export_report_tables import (
    comparison_rows,
    cost_rows,
    fronts,
    metric_rows,
    model_rows,
    query_rows,
)
from embedlab.limits import REPORT_QUERIES, REPORT_SET_UPS
from embedlab.numbers_text import in_bytes, measured, percent, signed, whole
from embedlab.studies.corpus.findings import LEVEL, MAIN_METRIC, CorpusFound, Findings
from embedlab.studies.corpus.recommend import Recommendation, recommend
from embedlab.studies.corpus.wishes import Wishes

Picture = Literal["quality", "time", "bytes"]


@dataclass(frozen=True)
class Heading:
    """The name of a section."""

    text: str


@dataclass(frozen=True)
class Prose:
    """A paragraph; a ``loud`` one is the answer."""

    text: str
    loud: bool = False


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its name, heads and rows; columns from ``numbers_from`` on stand to the right.

    ``shares`` are the widths of the columns, which add up to 1.
    """

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    numbers_from: int


@dataclass(frozen=True)
class Chart:
    """A chart, what stands under it, and what it says to who cannot see it."""

    picture: Picture
    caption: str
    alternative: str


Part = Heading | Prose | Points | Grid | Chart


@dataclass(frozen=True)
class Report:
    """A whole report.

    Attributes:
        title: the question that it answers.
        line: what it is and when it was made.
        parts: in their order.
        findings: what the charts are drawn from; its set-ups are those that are shown.
        recommended: the set-up that is recommended, or None.
    """

    title: str
    line: str
    parts: tuple[Part, ...]
    findings: Findings
    recommended: str | None


_METHOD: Final = (
    "nDCG@10 adds up the grades of the first ten results, each divided by the logarithm of its rank plus one, and "
    "divides by what the best order would have (Järvelin and Kekäläinen 2002). MRR@10 is 1 / rank of the first "
    "relevant result, 0 beyond rank ten (Voorhees 1999). Recall is the share of the relevant documents among the "
    "first ten or hundred. MAP is the mean over the relevant documents of the precision at their ranks. All go from "
    "0 to 1, and each is a mean over the queries with judgements. A document without a judgement counts as not "
    "relevant.",
    "Intervals are those of the bootstrap: queries are drawn again with replacement (Efron 1979).",
    "Two set-ups are compared query by query with Fisher's randomisation test (1935), and the p-values of a list are "
    "corrected with Holm's method (1979): then luck makes even one difference of the list look real in at most one of "
    "twenty such evaluations, if p < 0.05 is asked for. A set-up that is not told apart is not proved equal.",
    "Times are those of one query after another on an engine that is warm. The price of a million queries is the "
    "median time of a query at the price of an hour: what it costs at least, on a machine that is never idle.",
)


def make_report(findings: Findings, wishes: Wishes) -> Report:
    """Put everything that was found into the parts of a report; the same record gives the same parts."""
    advice = recommend(findings, wishes)
    left_out = findings.set_ups[REPORT_SET_UPS:]
    shown = Findings(**{**vars(findings), "set_ups": findings.set_ups[:REPORT_SET_UPS]})
    parts: list[Part] = [*_answer(advice, wishes), *_quality(shown, advice), *_costs(shown, wishes, advice)]
    parts += [*_comparisons(findings), *_queries(findings, advice), *_collection(findings.corpus), *_made(findings)]
    if left_out:
        names = ", ".join(found.name for found in left_out[:REPORT_SET_UPS])
        parts.insert(0, Prose(f"Only the first {whole(REPORT_SET_UPS)} set-ups are shown; left out: {names}."))
    version = findings.versions.get("EmbedLab", "")
    return Report(
        f"How to search {findings.corpus.name or 'this collection'}",
        f"Measured by EmbedLab {version} on {findings.made}".replace("  ", " "),
        tuple(parts),
        shown,
        advice.set_up,
    )


def _answer(advice: Recommendation, wishes: Wishes) -> list[Part]:
    parts: list[Part] = [Heading("The answer"), Prose(advice.headline, loud=True), Points(advice.reasons)]
    if advice.costs:
        parts += [Heading("What it costs"), Points(advice.costs)]
    parts += [Heading("What speaks against it")]
    parts += [
        Points(tuple(each.sentence for each in advice.doubts)) if advice.doubts else Prose("Nothing was noticed.")
    ]
    return [*parts, Heading("What was asked for"), Points(wish_sentences(wishes))]


def wish_sentences(wishes: Wishes) -> tuple[str, ...]:
    """Say what was wished, a sentence each."""
    told = []
    if wishes.most_seconds is not None:
        told.append(f"95 of 100 queries are answered within {measured(wishes.most_seconds)}.")
    if wishes.most_bytes is not None:
        told.append(f"A document takes at most {in_bytes(wishes.most_bytes)}.")
    if wishes.most_price is not None:
        told.append(f"A million queries cost at most {signed(wishes.most_price)}.")
    told.append(f"An hour of the machine costs {signed(wishes.price_per_hour)}.")
    if wishes.exact_codes:
        told.append("Queries hold exact codes or names.")
    if wishes.languages:
        told.append(f"Queries are in {' and '.join(wishes.languages)}.")
    return tuple(told)


def _quality(findings: Findings, advice: Recommendation) -> list[Part]:
    if findings.best is None:
        return [Heading("Quality"), Prose("No query is judged, so quality was not measured.")]
    head, rows = metric_rows(findings, advice.set_up)
    ranked = sorted(findings.set_ups, key=lambda found: -(found.quality.mean if found.quality else 0.0))
    said = "; ".join(f"{found.name} {signed(found.quality.mean, 3)}" for found in ranked if found.quality)
    interval = f"lines are {percent(LEVEL)} intervals"
    return [
        Heading("Quality"),
        Chart("quality", f"{MAIN_METRIC} of each set-up, 0 to 1; {interval}.", f"{MAIN_METRIC}: {said}."),
        Grid(f"All measures, 0 to 1, with {percent(LEVEL)} intervals", head, rows, (0.06, 0.24, *(0.14,) * 5), 2),
    ]


def _costs(findings: Findings, wishes: Wishes, advice: Recommendation) -> list[Part]:
    if not findings.set_ups:
        return []
    head, rows = cost_rows(findings, wishes, advice.set_up)
    parts: list[Part] = [Heading("Cost")]
    if findings.best is not None:
        by_time, by_bytes = fronts(findings)
        parts.append(_against("time", "median time of a query", by_time, findings))
        parts.append(_against("bytes", "bytes stored for a document", by_bytes, findings))
    return [*parts, Grid("What each set-up costs", head, rows, (0.06, 0.24, *(0.1,) * 7), 2)]


def _against(picture: Picture, words: str, front: Sequence[bool], findings: Findings) -> Chart:
    on = ", ".join(found.name for found, here in zip(findings.set_ups, front, strict=True) if here)
    caption = (
        f"{MAIN_METRIC} against {words}. Numbers are those of the tables. The line joins the Pareto front: than what "
        "is on it nothing is both cheaper and as good."
    )
    return Chart(picture, caption, f"{MAIN_METRIC} against {words}. On the Pareto front: {on}.")


def _comparisons(findings: Findings) -> list[Part]:
    parts: list[Part] = []
    best = findings.best
    for tests, against in ((findings.against_best, best.name if best else ""), (findings.against_bm25, "BM25")):
        if tests:
            head, rows = comparison_rows(findings, tests)
            name = f"{MAIN_METRIC} compared with {against}, query by query"
            parts.append(Grid(name, head, rows, (0.28, 0.14, 0.2, 0.1, 0.1, 0.09, 0.09), 1))
    return [Heading("Comparisons"), *parts] if parts else []


def _queries(findings: Findings, advice: Recommendation) -> list[Part]:
    head, rows = query_rows(findings, advice.set_up)
    if not rows:
        return []
    most = f"The {whole(len(rows))} of {whole(len(findings.queries))} queries on which set-ups differ most, at most "
    most += f"{whole(REPORT_QUERIES)} are listed; the numbers are {MAIN_METRIC}."
    left = 1.0 - 0.14 - 0.13 * (len(head) - 2)
    return [Heading("Queries"), Prose(most), Grid("Queries", head, rows, (0.14, left, *(0.13,) * (len(head) - 2)), 2)]


def _collection(corpus: CorpusFound) -> list[Part]:
    judged = {"file": "from a file", "page": "given on the page", "shipped": "with the collection", "nobody": "none"}
    rows = (
        ("documents", whole(corpus.documents)),
        ("indexed texts", f"{whole(corpus.chunks)} ({corpus.chunking})"),
        ("documents that repeat another", percent(corpus.duplicates)),
        ("languages of the documents", ", ".join(corpus.languages) or "not known"),
        ("queries", f"{whole(corpus.queries)}, of which {whole(corpus.judged)} have a relevant document"),
        ("languages of the queries", ", ".join(corpus.query_languages) or "not known"),
        ("judgements", f"{whole(corpus.judgements)}, {judged[corpus.judged_by]}"),
        ("judged were results of", ", ".join(corpus.pooled_from) or "no system of this page"),
        ("SHA-256 of the texts", corpus.checksum),
    )
    return [Heading("The collection"), Grid("The collection", ("what", "value"), rows, (0.35, 0.65), 9)]


def _made(findings: Findings) -> list[Part]:
    head, rows = model_rows(findings.models)
    parts: list[Part] = [Heading("Models, settings and versions")]
    if rows:
        parts.append(Grid("Models", head, rows, (0.3, 0.12, 0.13, 0.45), 9))
    for name, told in (("Settings", findings.settings), ("Versions", findings.versions)):
        parts += [Grid(name, ("what", "value"), tuple(sorted(told.items())), (0.35, 0.65), 9)] if told else []
    return [*parts, Prose(f"Machine: {findings.machine}."), Heading("How the numbers were made"), *_prose(_METHOD)]


def _prose(texts: Sequence[str]) -> list[Part]:
    return [Prose(text) for text in texts]
