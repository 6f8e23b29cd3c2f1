"""Four objectives on labelled pairs, side by side after the same number of steps, trained on the page of lesson 3."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.kit.objective_marks import objective_style
from embedlab.figures.learning import learning_curves
from embedlab.lessons.unsupervised_or_supervised.found import takeaway
from embedlab.lessons.unsupervised_or_supervised.found_labelled import forget_earlier_labelled, labelled_shown
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS
from embedlab.lessons.unsupervised_or_supervised.inputs_labelled import LABELLED, choose_labelled
from embedlab.lessons.unsupervised_or_supervised.study import difference
from embedlab.lessons.unsupervised_or_supervised.study_labelled import (
    OBJECTIVES,
    LabelledRun,
    LabelledShown,
)
from embedlab.models.training import LabelledSpec, LabelledStep
from embedlab.numbers_text import counted, duration, percent, short, signed, whole
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.jobs import current_job, follow, progress_text
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Cell, table
from embedlab.ui.teacher import control

HEIGHT: Final = 300
HEAD: Final = (
    "", "own loss", "recall@1", "alignment", "uniformity", "own word", "broader", "sister", "own − sister",
)  # fmt: skip
SOURCE: Final = (
    "SNLI and MultiNLI do not ship with this page; pairs out of WordNet stand in. Each definition meets three words: "
    "its own (entailment), that of the broader entry (neutral: an animal may be a dog, or not) and a sister's under "
    "the same broader entry (contradiction: a cat is no dog). Sisters mostly exclude each other, not always."
)


def draw_labelled() -> None:
    """Draw where the pairs come from, the controls, and what the training has shown so far."""
    job = current_job(LABELLED, LabelledSpec.kind)
    shown = labelled_shown(job)
    st.caption(SOURCE)
    choose_labelled(live=shown.live)
    if shown.run is None and shown.unfinished is None:
        note("The shipped training cannot be read; press Train for one of your own.")
        return
    with st.container(key="el-live-labelled"):
        follow(LABELLED, partial(_draw_growing, shown), live=shown.live)
    if shown.run is not None:
        _draw_side_by_side(shown.run, old=shown.unfinished is not None)
    if shown.earlier:
        with control("labelled-forget"):
            st.button(
                "Forget earlier runs", key=KEYS("labelled-forget"), icon=":material/delete_sweep:", type="tertiary",
                on_click=forget_earlier_labelled,
            )  # fmt: skip


def _draw_growing(shown: LabelledShown) -> None:
    takeaway().labelled = shown.steps
    subheading("Recall@10 on held-out definitions, step by step")
    asked = shown.settings.steps if shown.settings else 0
    earlier = {
        difference(each.settings, shown.settings): {name: _curve(each.steps, name) for name in OBJECTIVES}
        for each in shown.earlier
    }
    figure = learning_curves(
        {name: _curve(shown.steps, name) for name in OBJECTIVES}, y_name="recall@10", height=HEIGHT,
        x_end=float(max([asked, *(each.steps[-1].step for each in shown.earlier)])), earlier=earlier,
    )  # fmt: skip
    chart(figure, KEYS("labelled-curves"))
    st.caption(labelled_told(shown))


def _curve(steps: tuple[LabelledStep, ...], objective: str) -> tuple[list[float], list[float]]:
    return [float(step.step) for step in steps], [step.objectives[objective].recall_10 for step in steps]


def labelled_told(shown: LabelledShown) -> str:
    """Which training the curves belong to, or where it stands."""
    chosen, run = shown.settings, shown.run
    if chosen is None:
        return "Press Train."
    rows = f", {whole(run.train_rows)} definitions" if run else ""
    with_what = f"batch {whole(chosen.batch)}, margin {short(chosen.margin)}{rows}"
    if shown.unfinished is not None:
        return f"{progress_text(shown.unfinished)} {counted(chosen.steps, 'step').capitalize()}, {with_what}."
    last = shown.steps[-1]
    whose, took = ("Your", f" in {duration(round(last.seconds))}") if shown.key else ("The shipped", "")
    cut = "" if last.step == chosen.steps else f" The time limit ended it; {whole(chosen.steps)} were asked for."
    return f"{whose} training: {counted(last.step, 'step')} of each objective{took}, {with_what}.{cut}"


def _draw_side_by_side(run: LabelledRun, *, old: bool) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        subheading(f"After {counted(run.last.step, 'step')} of each: recall@10 and its interval")
        shares, lows, highs = zip(*run.recalls.values(), strict=True)
        styles = [objective_style(name) for name in run.recalls]
        figure = shares_with_intervals(
            [style.name for style in styles], shares, lows, highs, name=f"recall@10 of {whole(run.held_out)}",
            colours=[style.colour for style in styles],
        )  # fmt: skip
        chart(figure, KEYS("labelled-recall"))
        offer("Recall by objective", partial(rows_of, objective=run.recalls, recall_at_10=shares, low=lows, high=highs))
    with right:
        finding(labelled_sentence(run))
        st.caption(cost_sentence(run))
    table("The objectives side by side", HEAD, comparison_rows(run), style="matrix")
    offer("Objectives side by side", partial(objective_rows, run))
    st.caption(
        f"The last four columns: mean cosine of {whole(run.held_rows)} held-out definitions with each kind of word. "
        "Alignment and uniformity: lower is better. Losses are of three kinds and cannot be compared."
    )
    if old:
        st.caption("Both are of the last training that has ended.")


def objective_rows(run: LabelledRun) -> Rows:
    """The same as numbers, to be taken away."""
    found = {"before": run.steps[0].objectives["softmax"], **{name: run.last.objectives[name] for name in OBJECTIVES}}
    return [
        {"objective": name, "recall_at_1": each.recall_1, "recall_at_10": each.recall_10, "alignment": each.alignment,
         "uniformity": each.uniformity}
        | dict(zip(("own_word", "broader", "sister"), map(float, each.cosines), strict=True))
        for name, each in found.items()
    ]  # fmt: skip


def comparison_rows(run: LabelledRun) -> list[tuple[Cell, ...]]:
    """A row for the start and for each objective, as ``HEAD`` names them."""
    first = run.steps[0].objectives["softmax"]
    found = {"before": first, **{name: run.last.objectives[name] for name in OBJECTIVES}}
    return [
        (
            objective_style(name).name, None if name == "before" else signed(each.loss), percent(each.recall_1),
            signed(each.alignment), signed(each.uniformity), *(signed(cosine) for cosine in each.cosines),
            signed(each.cosines[0] - each.cosines[2], 3),
        )
        for name, each in found.items()
    ]  # fmt: skip


def labelled_sentence(run: LabelledRun) -> str:
    """What came out, whatever it is."""
    before = run.recalls["before"][0]
    last = run.last.objectives
    best = max(OBJECTIVES, key=lambda name: last[name].recall_10)
    low, high = run.recalls["classifier"][1:]
    head = last["classifier"]
    moved = (
        f"the search is as good as before, {percent(head.recall_10)} against {percent(before)}"
        if low <= before <= high
        else f"recall goes from {percent(before)} to {percent(head.recall_10)}"
    )
    return (
        f"From {percent(before)} the {objective_style(best).name} goes farthest, to {percent(last[best].recall_10)}; "
        f"triplets reach {percent(last['triplet-random'].recall_10)} with random negatives and "
        f"{percent(last['triplet-hard'].recall_10)} with sisters. SBERT's classifier learns its own task, "
        f"{percent(head.accuracy or 0)} of held-out pairs in the right class where guessing has {percent(1 / 3)}, but "
        f"{moved}: here its layer can answer without bringing a word and its definition together."
    )


def cost_sentence(run: LabelledRun) -> str:
    """What a step of each sees, and how many triplets teach nothing."""
    first, last = run.steps[0].objectives, run.last.objectives
    idle = [
        f"{percent(first[name].idle)} of {what} triplets cost nothing at first, {percent(last[name].idle)} in the end"
        for name, what in (("triplet-random", "random"), ("triplet-hard", "hard"))
    ]
    return (
        "Equal steps are not equal work: per definition the softmax sets one word against all others of the batch, a "
        f"triplet against one, and the classifier reads three pairs. {'; '.join(idle)}: what costs nothing teaches "
        "nothing."
    )
