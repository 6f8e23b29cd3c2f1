"""What was forgotten: both models on news stories and on definitions, which no pair of the domain was about."""

import streamlit as st

from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.fine_tuning.inputs import KEYS
from embedlab.lessons.fine_tuning.study_forgotten import Forgotten, definition_interval
from embedlab.lessons.fine_tuning.study_shown import Shown, fine
from embedlab.numbers_text import between, p_value, signed, whole
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.rows import Rows
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note


def draw_forgotten(shown: Shown) -> None:
    """Draw both models on both tasks, and what the difference is worth."""
    found = None if shown.outcome is None else shown.outcome.forgotten
    if found is None:
        note("Only what ships is read for this: with your own pairs just your own texts are read, to be done sooner.")
        return
    colours = [NEUTRAL, FAMILY_COLOURS["dense"]]
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("News stories: agreement with people")
        sides = (found.stories_before, found.stories_after)
        figure = shares_with_intervals(
            ["Generalist", "Tuned"], [each.pearson for each in sides], [each.low for each in sides],
            [each.high for each in sides], name="Pearson correlation", colours=colours, plain_numbers=True,
        )  # fmt: skip
        chart(figure, KEYS("stories"))
        finding(stories_sentence(found))
    with right:
        subheading("Reverse dictionary: which gloss?")
        means = [definition_interval(each) for each in (found.definitions_before, found.definitions_after)]
        figure = shares_with_intervals(
            ["Generalist", "Tuned"], *zip(*means, strict=True), name="nDCG@10", colours=colours, plain_numbers=True
        )
        chart(figure, KEYS("definitions"))
        finding(definitions_sentence(found))
    st.caption(
        "Left: 50 news stories, how alike people found each two (Lee and others 2005); the interval is over stories. "
        "Right: definitions of one dictionary that ask for the glosses of another. Spearman's correlation of the "
        f"stories: {signed(found.stories_before.spearman)} before, {signed(found.stories_after.spearman)} after."
    )
    offer("What was forgotten", lambda: forgotten_rows(found))


def stories_sentence(found: Forgotten) -> str:
    """What tuning did to the agreement with people."""
    difference, low, high = found.stories
    said = "less than before" if high < 0 else "more than before" if low > 0 else "no difference beyond luck"
    return f"{fine(difference)} ({between((low, high), fine)}): {said}."


def definitions_sentence(found: Forgotten) -> str:
    """What tuning did to the search for glosses."""
    test = found.change
    said = "no difference beyond luck" if not test.sure else "less than before" if test.difference < 0 else "more"
    return (
        f"{fine(test.difference)} ({between((test.low, test.high), fine)}) over "
        f"{whole(len(found.definitions_before))} definitions, {p_value(test.p)}: {said}."
    )


def forgotten_rows(found: Forgotten) -> Rows:
    """A row for each task and model."""
    sides = (
        ("generalist", found.stories_before, found.definitions_before),
        ("tuned", found.stories_after, found.definitions_after),
    )
    rows = [(name, "news stories", "Pearson", side.pearson, side.low, side.high) for name, side, _ in sides]
    rows += [(name, "definitions", "nDCG@10", *definition_interval(values)) for name, _, values in sides]
    head = ("model", "task", "measure", "value", "low", "high")
    return [dict(zip(head, row, strict=True)) for row in rows]
