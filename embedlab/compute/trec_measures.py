"""Measures of a search as trec_eval has them, for each query, computed by ir-measures.

What is measured is an order, not scores: the tools of TREC sort equal scores by their own rules, one by the ids upwards
and another downwards, so whoever makes the order says what stands first of two that are equal. ``evaluation`` has the
same measures as the mean over all orders of equal texts; without equal ones both agree.

- A document that is not judged counts as not relevant, wherever it stands (as trec_eval does).
- A query without a relevant document has no measure: nan, and no mean includes it.
- A query that finds nothing has 0 in all measures.
- MAP sees what the order holds and nothing behind it: of runs of a hundred documents it is MAP over the first hundred.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from embedlab.compute.arrays import Float64

IR_NAMES: Final = {"nDCG@10": "nDCG@10", "MRR@10": "RR@10", "recall@10": "R@10", "recall@100": "R@100", "MAP": "AP"}
"""The measures by the names that pages show, and what ir-measures calls them for one query."""


def measures_by_query(
    orders: Sequence[Sequence[int]], grades: Sequence[Mapping[int, int]], names: Sequence[str] = tuple(IR_NAMES)
) -> dict[str, Float64]:
    """Return measures of Q rankings, each (Q,) float64 from 0 to 1 (the best), nan where no document is relevant.

    nDCG: Järvelin and Kekäläinen 2002, the gain of a document its grade; reciprocal rank: Voorhees 1999, 0 where the
    first ten hold no relevant document; average precision: Buckley and Voorhees 2000.

    Args:
        orders: for each query the numbers of the documents found, best first.
        grades: for each query the grade of each judged document; above 0 it is relevant, below 0 it counts as 0.
        names: keys of ``IR_NAMES``.

    Raises:
        ValueError: there are as many rankings as there are not judgements, or a ranking has a document twice.
        KeyError: there is no such measure.
    """
    if len(orders) != len(grades):
        raise ValueError(f"{len(orders)} rankings do not fit the judgements of {len(grades)} queries")
    if any(len(set(order)) < len(order) for order in orders):
        raise ValueError("a ranking has a document twice")
    found = {name: np.full(len(orders), np.nan) for name in names}
    judged = {str(query): _judged(each) for query, each in enumerate(grades) if any(g > 0 for g in each.values())}
    if not judged:
        return found
    import ir_measures

    run = {query: _as_run(orders[int(query)]) for query in judged}
    asked = {ir_measures.parse_measure(IR_NAMES[name]): name for name in names}
    for one in ir_measures.iter_calc(list(asked), judged, run):
        found[asked[one.measure]][int(one.query_id)] = one.value
    return found


def _judged(grades: Mapping[int, int]) -> dict[str, int]:
    return {str(document): max(int(grade), 0) for document, grade in grades.items()}


def _as_run(order: Sequence[int]) -> dict[str, float]:
    """The order as scores that fall by one from document to document, which float32 holds exactly."""
    return {str(document): float(len(order) - place) for place, document in enumerate(order)}
