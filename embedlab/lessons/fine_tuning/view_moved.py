"""What moved: questions and their answers on one map of both models."""

import streamlit as st

from embedlab.figures.arrows import role_arrows
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.study_moved import NEIGHBOURS, Moved
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.numbers_text import change, percent, signed, whole
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table


def draw_moved(shown: Shown) -> None:
    """Draw the map, and how much closer each question came to its answer."""
    outcome = shown.outcome
    if outcome is None or outcome.moved is None:
        note("Too few queries have changed to draw a map of them.")
        return
    moved = outcome.moved
    queries, texts = shown.domain.probe.of("query"), shown.domain.probe.of("text")
    asked = [queries[each] for each in moved.queries]
    labels = [*asked, *(texts[each][:200] for each in moved.answers)]
    kinds = ["question"] * len(asked) + ["answer"] * len(asked)
    extent = 1.05 * float(max(abs(moved.before).max(), abs(moved.after).max()))
    figure = role_arrows(
        moved.before, moved.after, kinds, labels, extent, names=("generalist", "tuned"), cosines=moved.cosines
    )
    chart(figure, KEYS("moved"))
    finding(moved_sentence(moved))
    st.caption(kept_sentence(moved))
    rows = [
        [query, signed(before), signed(after), whole(outcome.searches["before"].rank[each]),
         whole(outcome.searches["after"].rank[each])]
        for query, before, after, each in zip(
            asked, moved.close_before, moved.close_after, moved.queries.tolist(), strict=True
        )
    ]  # fmt: skip
    head = ["Question", "Cosine with its answer, before", "after", "Rank of the answer, before", "after"]
    table("The questions that changed most", head, rows, style="matrix", classes=("el-long",))
    offer("What moved", lambda: moved_rows(shown))


def moved_sentence(moved: Moved) -> str:
    """How far texts moved, and whether the shown questions came closer to their answers."""
    closer = int((moved.close_after > moved.close_before).sum())
    mean = float((moved.close_after - moved.close_before).mean())
    still = float(moved.cosines.mean())
    return (
        f"Of the {len(moved.queries)} questions whose nDCG@10 changed most, {closer} came closer to their answer "
        f"(cosine {change(mean)} on average). A text's two vectors have a cosine of {signed(still)}: "
        f"{'little' if still > 0.9 else 'much'} has moved, and ranks depend on who else is near."
    )


def kept_sentence(moved: Moved) -> str:
    """How far to trust the map."""
    return (
        f"One PCA of {whole(moved.points)} questions and texts by both models. Of each point's {NEIGHBOURS} nearest "
        f"the map keeps {percent(moved.kept_before)} for the generalist and {percent(moved.kept_after)} for the tuned "
        "model: read cosines and ranks, not distances."
    )


def moved_rows(shown: Shown) -> Rows:
    """A row for each question and answer on the map: where it lies, and the cosine of the two by both models."""
    if shown.outcome is None or shown.outcome.moved is None:
        return []
    moved = shown.outcome.moved
    queries, texts = shown.domain.probe.of("query"), shown.domain.probe.of("text")
    return rows_of(
        kind=["question"] * len(moved.queries) + ["answer"] * len(moved.answers),
        text=[*(queries[each] for each in moved.queries), *(texts[each] for each in moved.answers)],
        before_x=moved.before[:, 0], before_y=moved.before[:, 1], after_x=moved.after[:, 0], after_y=moved.after[:, 1],
        cosine_of_both=moved.cosines,
        cosine_before=[*moved.close_before, *moved.close_before],
        cosine_after=[*moved.close_after, *moved.close_after],
    )  # fmt: skip
