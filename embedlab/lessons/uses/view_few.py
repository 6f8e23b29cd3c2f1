"""The part "Label them yourself": one text after the other, and what a classifier makes of the labels so far."""

from functools import partial
from typing import Final

import streamlit as st

from embedlab.figures.label_curves import label_curves
from embedlab.lessons.uses.found_few import Labelling, give, labelling, reached, reset, skip, undo
from embedlab.lessons.uses.found_points import points_models, points_or_button
from embedlab.lessons.uses.inputs_few import choose_few_model, choose_label, choose_policy, choose_step
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_few import AT_ONCE, Policy, agreement, classes_given, next_row
from embedlab.numbers_text import counted, percent, whole
from embedlab.studies.labelled.text_points import COUNTS, Points
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.state import controls

_CHARS: Final = 1_500
_WINDOW: Final = 190


def draw_few(chosen: Chosen) -> None:
    """Draw the next text with a button for each class, and the curves of the labels given so far."""
    left, right = controls(2)
    with left:
        model = choose_few_model(points_models())
    with right:
        policy = choose_policy()
    points = points_or_button(chosen.labelled, model.id, "few")
    counts = points_or_button(chosen.labelled, COUNTS, "few")
    if points is None or counts is None:
        return
    now = labelling(chosen)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _draw_next(chosen, points, now, policy)
    with right:
        _draw_curves(chosen, points, counts, now)


def _next(chosen: Chosen, points: Points, now: Labelling, policy: Policy) -> int | None:
    return next_row(chosen.labelled, points.rows, now.labels, now.skipped, policy, chosen.head, chosen.seed)


def _draw_next(chosen: Chosen, points: Points, now: Labelling, policy: Policy) -> None:
    row = _next(chosen, points, now, policy)
    subheading("Which class is this text of?")
    if row is None:
        note("No text is left to label: all of them have a label, or were skipped.")
    else:
        text = chosen.labelled.texts[row]
        # Of one height, so that the buttons stay where they are.
        with st.container(height=_WINDOW, border=True):
            st.text(text if len(text) <= _CHARS else f"{text[:_CHARS]}…")
        choose_label(chosen.labelled.classes, partial(give, now.of, row))
        st.caption("The digits of the keyboard give the first nine classes, S skips, B goes back.")
    choose_step(
        len(now.labels), undo, partial(skip, now.of, row if row is not None else -1),
        partial(_label_many, chosen, points, policy), reset, can_label=row is not None,
    )  # fmt: skip


def _label_many(chosen: Chosen, points: Points, policy: Policy) -> None:
    """Give the next texts the classes that they have in the set; for a button's ``on_click``."""
    for _ in range(AT_ONCE):
        now = labelling(chosen)
        row = _next(chosen, points, now, policy)
        if row is None:
            return
        give(now.of, row, int(chosen.labelled.labels[row]))


def _draw_curves(chosen: Chosen, points: Points, counts: Points, now: Labelling) -> None:
    subheading("What has been learnt from the labels")
    if not now.labels:
        st.caption(
            "Give a text its class, or let ten be labelled: from the second class on there is something to learn."
        )
        return
    given = classes_given(now.labels)
    if len(given) < 2:
        name = chosen.labelled.classes[given[0]]
        note(f"All labels so far are of one class, {name}: a classifier needs a second one.")
        return
    after, model = reached(chosen, points, now)
    _, words = reached(chosen, counts, now)
    figure = label_curves(
        after, [model[:, None], words[:, None]], [points.name, counts.name], [points.family, counts.family],
        chance=1 / len(chosen.labelled.classes), mark=after[-1], x_name="labels given",
    )  # fmt: skip
    chart(figure, KEYS("few-curves"))
    offer("After each label", lambda: rows_of(labels=after, model=model.tolist(), tf_idf=words.tolist()))
    finding(labels_sentence(chosen, now, points.name, float(model[-1]), float(words[-1])))


def labels_sentence(chosen: Chosen, now: Labelling, name: str, model: float, words: float) -> str:
    """What the labels came to, and how many of them are those of the set."""
    given = len(classes_given(now.labels))
    right = agreement(chosen.labelled, now.labels)
    said = (
        f"{counted(len(now.labels), 'label')} of {whole(given)} of {whole(len(chosen.labelled.classes))} classes: "
        f"{name} tells {percent(model)} of the test texts right, TF-IDF {percent(words)}."
    )
    if right == len(now.labels):
        return f"{said} All labels are those of the set."
    return f"{said} {whole(right)} of the labels are those of the set."
