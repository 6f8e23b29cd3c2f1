"""What the agreement of rankers shows, in sentences and rows."""

from collections.abc import Collection, Mapping
from itertools import combinations
from math import isfinite
from typing import Final

from embedlab.compute.rank_agreement import PERSISTENCE, chance_overlap, top_weight
from embedlab.lessons.every_family.examples import short_name
from embedlab.lessons.every_family.shipped import BOARD, board_texts
from embedlab.lessons.every_family.shipped_agreement import MEASURES, Measure, load_agreement
from embedlab.lessons.every_family.study_agreement import LEVEL, Agreement, Ends, Pair
from embedlab.numbers_text import between, counted, percent, short, signed, whole
from embedlab.studies.rows import Rows, rows_of

_WORDS: Final[dict[Measure, str]] = {"tau": "tau-b", "rbo": "overlap"}
_LISTED: Final = 5
"""Pairs at either end that are listed."""
_STEPS: Final = ((0.5, "much alike"), (0.2, "somewhat alike"), (-0.2, "hardly alike"))
"""From which agreement on two orders are called what; between unrelated ones, 0, and equal ones, 1."""

PAIR_HEAD: Final = ("two rankers", "agreement")
BOTH_HEAD: Final = ("", "this query", f"{BOARD} questions")


def measure_sentence(measure: Measure, texts: int) -> str:
    """What the numbers mean, in plain words."""
    if measure == "tau":
        return (
            "Kendall's tau-b asks of every two texts whether both rankers put them in the same order: 1 is the same "
            "order throughout, 0 what unrelated orders reach on average, −1 the reverse. A tied pair counts "
            "for neither."
        )
    return (
        "Rank-biased overlap asks at each depth what share of their first texts two rankers have in common, and weighs "
        f"each depth {short(PERSISTENCE)} times as much as the one above: the first ten ranks carry "
        f"{percent(top_weight(10))} of the weight. 1 is the same order; unrelated orders of {counted(texts, 'text')} "
        f"reach {signed(chance_overlap(max(texts, 1)))} on average. Tied texts count as the mean over the orders they "
        "may have."
    )


def silent_sentence(silent: tuple[str, ...]) -> str:
    """Who is left out, and why."""
    names = ", ".join(map(short_name, silent))
    return f"{names}: every text of this query has the same score, so there is no order to compare."


def agreement_sentence(shown: Agreement, other: Agreement | None) -> str:
    """Which rankers of two families agree most and least, and who does in the other view."""
    if shown.most is None or shown.least is None:
        return "Only rankers of one family are compared here. Choose another one under Families."
    told = (
        f"{_where(shown)}, of rankers of two families {_named(shown.most)} agree most, {_valued(shown, shown.most)}, "
        f"and {_named(shown.least)} least, {_valued(shown, shown.least)}."
    )
    if other is None or other.most is None or other.least is None:
        return told
    where = _where(other) + (f", where unrelated orders reach {signed(other.unrelated)}," if other.unrelated else "")
    ends = [f"{_named(pair)} ({signed(pair.value)})" for pair in (other.most, other.least)]
    return f"{told} {where} it is {ends[0]} most, and {ends[1]} least."


def sure_sentence(shown: Agreement) -> str:
    """How sure that is, and how much a family has in common."""
    made = (
        "Two rankers with a model in common, such as a hybrid and its sides or one model pooled in two ways, count "
        "neither as of one family nor as of two."
    )
    if shown.queries < 2 or shown.most is None or shown.least is None:
        return f"One query has no interval: another one may turn it around. {made}"
    return (
        f"In brackets: {percent(LEVEL)} interval, bootstrap over the questions. When the questions are drawn again, "
        f"the same two agree most in {percent(shown.most.often)} of the draws, and the same two least in "
        f"{percent(shown.least.often)}. Rankers of one family agree {_ends(shown.inside)} on average, of two families "
        f"{_ends(shown.across)}. {made}"
    )


def pair_sentence(shown: Agreement, first: str, second: str) -> str:
    """Two rankers, and how alike their orders are."""
    names, pair = f"{short_name(first)} and {short_name(second)}", shown.pair(first, second)
    if pair is None:
        return f"{names} cannot be compared: on no query do both have an order."
    return f"{names} order the {counted(shown.texts, 'text')} {alike(shown, pair)}: {_valued(shown, pair)}."


def missing_sentence(pair: tuple[str, str], there: Collection[str]) -> str:
    """Which of two rankers has not ranked this query."""
    names = " and ".join(short_name(ranker) for ranker in pair if ranker not in there)
    return f"This query was not put to {names}; choose more under Families."


def alike(shown: Agreement, pair: Pair) -> str:
    """How alike two orders are called: by where they stand between unrelated orders and the same one."""
    if isfinite(pair.low) and pair.low <= shown.unrelated <= pair.high:
        return "no more alike than unrelated orders"
    share = (pair.value - shown.unrelated) / (1 - shown.unrelated) if shown.unrelated < 1 else 1.0
    return next((words for least, words in _STEPS if share >= least), "more the other way round than alike")


def pair_rows(shown: Agreement) -> list[tuple[str, str]]:
    """The most alike pairs and then the least alike; between them, in a row, how many are left out."""
    pairs = sorted(shown.pairs, key=lambda pair: -pair.value)
    # A comma, as "and" would take the room in which a phone has the interval on one line.
    rows = [(f"{short_name(pair.first)}, {short_name(pair.second)}", _with_interval(pair)) for pair in pairs]
    between_them = len(rows) - 2 * _LISTED
    if between_them <= 0:
        return rows
    return [*rows[:_LISTED], (f"… {counted(between_them, 'pair')} between …", ""), *rows[-_LISTED:]]


def both_rows(
    views: Mapping[str, tuple[Agreement, Agreement | None]], first: str, second: str
) -> list[tuple[str, ...]]:
    """A row for each measure by its name: two rankers on this query and on the questions; then what chance reaches."""
    rows: list[tuple[str, ...]] = []
    for name, sides in views.items():
        pairs = [side.pair(first, second) if side else None for side in sides]
        rows.append((name, *(_with_interval(pair) if pair else "–" for pair in pairs)))
        if any(side and side.unrelated for side in sides):
            rows.append(("overlap of unrelated orders", *(signed(side.unrelated) if side else "–" for side in sides)))
    return rows


def agreement_rows(shown: Agreement) -> Rows:
    """Every two rankers, as a table to take away; one query has no interval."""
    return [
        {"ranker": pair.first, "other": pair.second, "measure": _WORDS[shown.measure], "agreement": pair.value}
        | ({"low": pair.low, "high": pair.high} if isfinite(pair.low) else {})
        for pair in shown.pairs
    ]


def question_rows(first: str, second: str) -> Rows:
    """Two rankers on each question that ships, by both measures, as a table to take away; empty where none ships."""
    found = load_agreement()
    if found is None or not {first, second} <= set(found.rankers):
        return []
    at = [{*both} for both in combinations(found.rankers, 2)].index({first, second})
    tau, overlap = (found.pairs[measure][:, at].astype(float).round(4) for measure in MEASURES)
    return rows_of(question=board_texts()[0], tau_b=tau, rank_biased_overlap=overlap)


def _where(shown: Agreement) -> str:
    return f"Over {whole(shown.queries)} questions" if shown.queries > 1 else "On this query"


def _named(pair: Pair) -> str:
    return f"{short_name(pair.first)} and {short_name(pair.second)}"


def _valued(shown: Agreement, pair: Pair) -> str:
    return f"{_WORDS[shown.measure]} {_with_interval(pair)}"


def _with_interval(pair: Pair) -> str:
    return signed(pair.value) + (f" ({between((pair.low, pair.high))})" if isfinite(pair.low) else "")


def _ends(mean: Ends) -> str:
    return f"{signed(mean[0])} ({between(mean[1:])})"
