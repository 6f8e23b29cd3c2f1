"""A visitor's own pairs: which can be used, which are kept to test on, and the wrong answers that words suggest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embedlab.compute.lexical import Bm25Index
from embedlab.compute.near_duplicates import SAME, jaccard, shingles
from embedlab.compute.ranking import rank
from embedlab.errors import InputError
from embedlab.lessons.fine_tuning.examples import Group, Probe, by_hash
from embedlab.limits import TUNING_LEARNT_PAIRS, TUNING_LEAST_PAIRS, TUNING_QUERIES, TUNING_TEXT_CHARS, TUNING_TEXTS
from embedlab.numbers_text import counted, whole
from embedlab.studies.remembered import remembered
from embedlab.words import folded_terms

TEST_SHARE = 0.2
"""Of the different queries, those that no tuning sees."""
_CANDIDATES = 50
"""Ranks of BM25 that are looked through for a wrong answer."""
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Row = tuple[str, str]
"""A query, and a text that answers it."""


@dataclass(frozen=True)
class Prepared:
    """Pairs that can be tuned on and measured with.

    Attributes:
        train: pairs to learn from.
        negatives: for each a text that words take for an answer and that is none.
        probe: the queries that are tested, and the texts that are searched.
        said: a sentence for each thing that was left out.
    """

    train: tuple[Row, ...]
    negatives: tuple[str, ...]
    probe: Probe
    said: tuple[str, ...]


def prepare(rows: Sequence[Row], seed: int = 1) -> Prepared:
    """Split pairs into those to learn from and those to test on, by query.

    Raises:
        InputError: nothing can be learnt from them, or nothing would be left to test on; the sentence says why.
    """
    pairs, said = _usable(rows)
    queries = list(dict.fromkeys(query for query, _ in pairs))
    tested = _tested(queries, seed)
    train = tuple(pair for pair in pairs if pair[0] not in tested)
    texts, more = _searched(pairs, tested)
    place = {text: number for number, text in enumerate(texts)}
    asked = [query for query in queries if query in tested]
    right = {query: tuple(place[text] for one, text in pairs if one == query) for query in asked}
    sides: tuple[tuple[Group, Sequence[str]], ...] = (("query", asked), ("text", texts))
    groups = tuple(group for group, side in sides for _ in side)
    probe = Probe(groups, (*asked, *texts), tuple(right[query] for query in asked))
    return Prepared(train, tuple(_negatives(train, pairs)), probe, (*said, *more))


prepare_once = remembered(prepare)
"""The same for rows as a tuple: a page that is drawn again does not compare all texts again."""


def _usable(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The different pairs with both sides, and what was left out."""
    clean = [(_plain(query), _plain(text)) for query, text in rows]
    full = [(query, text) for query, text in clean if query and text]
    short = [pair for pair in full if max(map(len, pair)) <= TUNING_TEXT_CHARS]
    pairs = list(dict.fromkeys(short))
    if not pairs:
        raise InputError("There is no pair with both a query and a text; choose the two columns again.")
    if len(pairs) == 1:
        raise InputError(
            "This is one pair, however often it stands there; each needs others to be told from. Bring at least "
            f"{TUNING_LEAST_PAIRS} different pairs."
        )
    if len({text for _, text in pairs}) == 1:
        raise InputError(
            "All pairs have the same text, so there is nothing to tell apart; bring pairs with other texts."
        )
    if len(pairs) < TUNING_LEAST_PAIRS:
        raise InputError(f"These are {len(pairs)} different pairs; bring at least {TUNING_LEAST_PAIRS}.")
    said = [
        f"{counted(len(clean) - len(full), 'row')} left out: no query or no text." if len(full) < len(clean) else "",
        f"{counted(len(full) - len(short), 'pair')} left out: more than {whole(TUNING_TEXT_CHARS)} characters."
        if len(short) < len(full)
        else "",
        f"{counted(len(short) - len(pairs), 'repeated pair')} left out." if len(pairs) < len(short) else "",
        f"Only {whole(TUNING_LEARNT_PAIRS)} of {whole(len(pairs))} pairs are used."
        if len(pairs) > TUNING_LEARNT_PAIRS
        else "",
    ]
    kept = set(by_hash(pairs, TUNING_LEARNT_PAIRS, key="\t".join))
    return [pair for pair in pairs if pair in kept], [line for line in said if line]


def _plain(text: str) -> str:
    return _UNPRINTED.sub(" ", text).strip()


def _tested(queries: Sequence[str], seed: int) -> set[str]:
    count = min(int(len(queries) * TEST_SHARE), TUNING_QUERIES)
    if not count:
        raise InputError(
            f"{'All pairs ask the same' if len(queries) == 1 else f'There are {len(queries)} different queries'}, so "
            "none can be kept to test on; bring pairs with at least 5 different queries."
        )
    order = np.random.default_rng(seed).permutation(len(queries))
    drawn = {_asked(queries[int(place)]) for place in order[:count]}
    # The same question with other capitals or marks must not be learnt from either.
    return {query for query in queries if _asked(query) in drawn}


def _asked(query: str) -> str:
    return " ".join(term for term, _ in folded_terms(query)) or query


def _searched(pairs: Sequence[Row], tested: set[str]) -> tuple[list[str], list[str]]:
    """The texts that are searched: all answers of the tested queries, and others up to the limit."""
    wanted = list(dict.fromkeys(text for query, text in pairs if query in tested))
    kept = set(wanted)
    others = [text for text in dict.fromkeys(text for _, text in pairs) if text not in kept]
    drawn = by_hash(others, max(TUNING_TEXTS - len(wanted), 0), key=str)
    said = f"Searched are {whole(len(wanted) + len(drawn))} of {whole(len(wanted) + len(others))} texts."
    return [*wanted, *drawn], [said] if len(drawn) < len(others) else []


def _negatives(train: Sequence[Row], pairs: Sequence[Row]) -> list[str]:
    """For each pair the text that BM25 ranks best among those that no pair calls an answer, or that repeat one."""
    answers: dict[str, set[str]] = {}
    for query, text in pairs:
        answers.setdefault(query, set()).add(text)
    texts = list(dict.fromkeys(text for _, text in train))
    index = Bm25Index(texts)
    runs = {text: shingles(text) for text in {*texts, *(text for _, text in pairs)}}

    def is_wrong(query: str, text: str) -> bool:
        return all(jaccard(runs[text], runs[right]) < SAME for right in answers[query])

    found = []
    for query, own in train:
        ranked = [texts[int(row)] for row in rank(index.scores(query)).order[:_CANDIDATES]]
        wrong = next((text for text in ranked if is_wrong(query, text)), None)
        found.append(wrong or next((text for text in texts if text not in answers[query]), own))
    return found
