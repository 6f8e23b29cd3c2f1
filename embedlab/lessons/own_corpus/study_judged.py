"""What judgements made on the page say of the set-ups that were pooled, at once and in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.ranking import rank
from embedlab.numbers_text import counted, signed, whole
from embedlab.studies.corpus.findings import Estimate
from embedlab.studies.corpus.page_judging import Judging, pooled
from embedlab.studies.corpus.set_ups import short_name


@dataclass(frozen=True)
class Judged:
    """What the judgements say of a pooled set-up: nDCG at the depth of the pool, over the judged queries."""

    set_up: str
    name: str
    quality: Estimate


def measured(judging: Judging, grades: Sequence[tuple[str, str, int]]) -> list[Judged]:
    """What the judgements so far say of each set-up, best first; a query counts once a relevant document is known.

    nDCG at the depth of the pool (Järvelin and Kekäläinen 2002); what nobody judged counts as not relevant.
    """
    by_query: dict[str, dict[str, int]] = {}
    for query, document, grade in grades:
        by_query.setdefault(query, {})[document] = grade
    asked = [query for query in judging.queries if any(grade > 0 for grade in by_query.get(query, {}).values())]
    if not asked:
        return []
    rows = []
    for set_up in judging.set_ups:
        gains = [_gain(judging.found[query].get(set_up, ()), by_query[query], judging.depth) for query in asked]
        rows.append(Judged(set_up, short_name(set_up), Estimate(float(np.mean(gains)), *bootstrap_interval(gains))))
    return sorted(rows, key=lambda row: -row.quality.mean)


def _gain(ranked: Sequence[str], grades: dict[str, int], depth: int) -> float:
    first = ranked[:depth]
    listed = [grades.get(document, 0) for document in first] + [0] * (depth - len(first))
    listed += [grade for document, grade in grades.items() if document not in first]
    return ndcg_at(rank(-np.arange(len(listed), dtype=np.float64)), listed, depth) or 0.0


def end_sentence(judging: Judging, rows: Sequence[Judged]) -> str:
    """Who leads by the judgements so far, and of how many queries."""
    judged = judging.judged
    relevant = sum(grade > 0 for grade in judged.values())
    told = f"{counted(len(judged), 'passage')} judged, {whole(relevant)} of them relevant."
    if not rows:
        return f"{told} No query has a relevant passage yet, so nothing can be measured."
    best = rows[0]
    told += f" {best.name} leads with nDCG@{judging.depth} {signed(best.quality.mean)}"
    if len(rows) > 1:
        last = rows[-1]
        told += f"; {last.name} is last with {signed(last.quality.mean)}"
    return f"{told}."


def per_query(judging: Judging, texts: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """For each query: its text, how many of its pool were judged, of how many, and how many are relevant."""
    judged = judging.judged
    rows = []
    for query in judging.queries:
        pool = [(query, document) for document in pooled(judging.found[query], judging.depth)]
        done = [judged[pair] for pair in pool if pair in judged]
        known = sum(pair in judging.known for pair in pool)
        rows.append(
            (
                texts.get(query, query),
                whole(len(done) + known),
                whole(len(pool)),
                whole(sum(grade > 0 for grade in done)),
            )
        )
    return rows
