"""When not to bother: every search against the generalist, the tests of a tuning, and what follows from them."""

from typing import Final

from embedlab.figures.differences import differences_with_intervals
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.study import WAYS
from embedlab.lessons.fine_tuning.study_decision import Verdict, asks_of, decision_sentence
from embedlab.lessons.fine_tuning.study_shown import NAMES, Shown
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table

VERDICTS: Final[dict[Verdict, str]] = {
    "for": "✓ speaks for it", "against": "✗ speaks against it", "open": "? open",
}  # fmt: skip


def draw_decision(shown: Shown) -> None:
    """Draw the tests, and what they come to."""
    outcome = shown.outcome
    if outcome is None:
        note("Press Train first: there is nothing to decide yet.")
        return
    subheading("Every search, against the generalist alone")
    ways = [way for way in WAYS if way != "before"]
    tests = [outcome.compared(way) for way in ways]
    figure = differences_with_intervals(
        [NAMES[way] for way in ways],
        [test.difference for test in tests],
        [test.low for test in tests],
        [test.high for test in tests],
        [test.sure for test in tests],
        name="nDCG@10",
        against="Generalist",
    )
    chart(figure, KEYS("against"))
    offer("Against the generalist", lambda: against_rows(shown))
    rows = [[each.question, each.measured, VERDICTS[each.verdict]] for each in asks_of(outcome)]
    head = ["Ask", "Measured", "Verdict"]
    table("When not to bother", head, rows, style="matrix", classes=("el-long", "el-long"))
    finding(decision_sentence(outcome))
    offer("When not to bother", lambda: decision_rows(shown))


def against_rows(shown: Shown) -> Rows:
    """A row for each search: how much more it finds than the generalist, with interval and p-value."""
    outcome = shown.outcome
    if outcome is None:
        return []
    tests = {way: outcome.compared(way) for way in WAYS if way != "before"}
    return [
        {"search": NAMES[way], "difference": test.difference, "low": test.low, "high": test.high, "p": test.p,
         "wins": test.wins, "losses": test.losses}
        for way, test in tests.items()
    ]  # fmt: skip


def decision_rows(shown: Shown) -> Rows:
    """A row for each test."""
    if shown.outcome is None:
        return []
    return [
        {"question": each.question, "measured": each.measured, "verdict": each.verdict}
        for each in asks_of(shown.outcome)
    ]
