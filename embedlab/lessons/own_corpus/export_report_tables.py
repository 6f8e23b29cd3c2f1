"""The rows of the report's tables, as text."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from embedlab.compute.pareto import pareto_front
from embedlab.limits import REPORT_CHARS, REPORT_QUERIES
from embedlab.numbers_text import GAP, between, change, duration, in_bytes, measured, p_value, percent, signed, whole
from embedlab.studies.corpus.findings import METRICS, Findings, ModelFound, PairedTest
from embedlab.studies.corpus.wishes import Wishes, price_of, price_text

Head = tuple[str, ...]
Rows = tuple[tuple[str, ...], ...]

MARK: Final = "★"
"""Beside the number of the set-up that is recommended."""
NONE: Final = "–"


def short_text(text: str, most: int = REPORT_CHARS) -> str:
    """One line of a text, its end left out beyond ``most`` characters and that said with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def number_of(place: int, set_up: str, recommended: str | None) -> str:
    """What a set-up is called in charts and tables: its number from 1, with a star where it is recommended."""
    return f"{whole(place)}{MARK if set_up == recommended else ''}"


def metric_rows(findings: Findings, recommended: str | None) -> tuple[Head, Rows]:
    """A row for each set-up: every measure with its interval."""
    rows = []
    for place, found in enumerate(findings.set_ups, start=1):
        cells = [number_of(place, found.set_up, recommended), found.name]
        for name in METRICS:
            each = found.metrics.get(name)
            cells.append(
                NONE if each is None else f"{_three(each.mean)} ({_three(each.low)}{GAP}to{GAP}{_three(each.high)})"
            )
        rows.append(tuple(cells))
    return ("", "set-up", *METRICS), tuple(rows)


def cost_rows(findings: Findings, wishes: Wishes, recommended: str | None) -> tuple[Head, Rows]:
    """A row for each set-up: what it takes, and on which Pareto fronts it is."""
    head = (
        "", "set-up", "half of the queries within", "95 of 100 within", "bytes a document", "indexing",
        "million queries", "texts cut", "Pareto front",
    )  # fmt: skip
    by_time, by_bytes = fronts(findings)
    rows = []
    for place, found in enumerate(findings.set_ups):
        on = [word for word, front in (("time", by_time), ("bytes", by_bytes)) if front[place]]
        rows.append((
            number_of(place + 1, found.set_up, recommended), found.name, measured(found.p50_seconds),
            measured(found.p95_seconds), in_bytes(found.bytes_per_document),
            NONE if found.index_seconds is None else duration(found.index_seconds), price_text(price_of(found, wishes)),
            percent(found.cut), ", ".join(on) or NONE,
        ))  # fmt: skip
    return head, tuple(rows)


def fronts(findings: Findings) -> tuple[list[bool], list[bool]]:
    """Whether each set-up is on the Pareto front of the main metric against median time, and against bytes."""
    quality = [found.quality.mean if found.quality else np.nan for found in findings.set_ups]
    by_time = pareto_front([found.p50_seconds for found in findings.set_ups], quality)
    return by_time.tolist(), pareto_front([found.bytes_per_document for found in findings.set_ups], quality).tolist()


def comparison_rows(findings: Findings, tests: Sequence[PairedTest]) -> tuple[Head, Rows]:
    """A row for each comparison."""
    names = {found.set_up: found.name for found in findings.set_ups}
    rows = tuple(
        (
            names.get(test.first, test.first), change(test.difference, 3),
            between((test.low, test.high), lambda value: change(value, 3)), whole(test.wins), whole(test.losses),
            p_value(test.p).removeprefix("p = ").removeprefix("p "),
            p_value(test.adjusted).removeprefix("p = ").removeprefix("p "),
        )
        for test in tests
    )  # fmt: skip
    return ("set-up", "difference", "interval", "better on", "worse on", "p", "p (Holm)"), rows


def query_rows(findings: Findings, recommended: str | None) -> tuple[Head, Rows]:
    """The queries on which set-ups differ most, with the main metric of the recommended, the best and BM25."""
    judged = [found for found in findings.set_ups if len(found.per_query) == len(findings.queries)]
    best = findings.best
    if not judged or not findings.queries or best is None:
        return (), ()
    asked = dict.fromkeys(name for name in (recommended, best.set_up, "bm25") if name is not None)
    columns = [found for name in asked for found in judged if found.set_up == name]
    values = np.array([found.per_query for found in judged])
    spread = values.max(axis=0) - values.min(axis=0)
    order = [place for place in np.argsort(-spread, kind="stable").tolist() if spread[place] > 0][:REPORT_QUERIES]
    rows = tuple(
        (
            short_text(findings.queries[place].id, 40), short_text(findings.queries[place].text),
            *(_three(found.per_query[place]) for found in columns),
        )
        for place in order
    )  # fmt: skip
    return ("query", "text", *(found.name for found in columns)), rows


def model_rows(models: Sequence[ModelFound]) -> tuple[Head, Rows]:
    """A row for each model that was run: what it is, its licence, and the checksum of its weights."""
    rows = tuple(
        (f"{model.name} ({model.id})" if model.name != model.id else model.id, in_bytes(model.bytes) if model.bytes else
         "no weights", model.licence, model.checksum or NONE)
        for model in models
    )  # fmt: skip
    return ("model", "on disk", "licence", "SHA-256 of the weights"), rows


def _three(value: float) -> str:
    return signed(value, 3)
