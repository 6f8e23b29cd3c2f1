"""When not to bother: the tests of a tuning and what follows from them."""

from typing import Final

from embedlab.lessons.fine_tuning.study_decision import Verdict, asks_of, decision_sentence
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.studies.rows import Rows
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table

VERDICTS: Final[dict[Verdict, str]] = {
    "for": "✓ speaks for it", "against": "✗ speaks against it", "open": "? open",
}  # fmt: skip


def draw_decision(shown: Shown) -> None:
    """Draw the tests, and what they come to."""
    if shown.outcome is None:
        note("Press Train first: there is nothing to decide yet.")
        return
    rows = [[each.question, each.measured, VERDICTS[each.verdict]] for each in asks_of(shown.outcome)]
    head = ["Ask", "nDCG@10, 95\u00a0% interval, p-value", "Verdict"]
    table("When not to bother", head, rows, style="matrix", classes=("el-long", "el-long"))
    finding(decision_sentence(shown.outcome))
    offer("When not to bother", lambda: decision_rows(shown))


def decision_rows(shown: Shown) -> Rows:
    """A row for each test."""
    if shown.outcome is None:
        return []
    return [
        {"question": each.question, "measured": each.measured, "verdict": each.verdict}
        for each in asks_of(shown.outcome)
    ]
