"""One labelled pair and one triplet of lesson 3, taken apart: every number adds up to the loss."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import numpy as np
import streamlit as st

from embedlab.figures.bars import ranked_bars
from embedlab.figures.kit.objective_marks import objective_style
from embedlab.figures.triplet_lines import triplet_lines
from embedlab.lessons.unsupervised_or_supervised.found_labelled import shown_run
from embedlab.lessons.unsupervised_or_supervised.inputs import KEYS
from embedlab.lessons.unsupervised_or_supervised.inputs_labelled import choose_class, choose_labelled_row
from embedlab.lessons.unsupervised_or_supervised.study_labelled import (
    CLASSES,
    ClassifiedPair,
    LabelledRun,
    classified,
    triplet_of,
)
from embedlab.numbers_text import percent, signed
from embedlab.studies.rows import Rows, rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Cell, table

FIRST_LABELLED: Final = "orphan"
WHEN: Final = {"before": "Before training", "after": "After training"}
LOGITS: Final = ("", "from u", "from v", "from |u − v|", "bias", "logit", "share")
SEEN_BY: Final = ("before", "triplet-random", "triplet-hard")


def draw_pair() -> None:
    """Draw a pair's class probabilities before and after, and a triplet's distances, of the last training."""
    run = shown_run()
    if run is None:
        note("A pair and a triplet come with the first training that ends.")
        return
    left, right = st.columns([2, 3], gap="small")
    with left:
        row = choose_labelled_row([own for _, own, _, _ in run.texts], FIRST_LABELLED)
    with right:
        column = choose_class()
    definition, *terms = run.texts[row]
    st.caption(f"u: “{terms[column]}”. v: “{definition}”. {'Your last' if run.key else 'The shipped'} training.")
    _draw_classes(run, row, column)
    _draw_triplet(run, row)


def _draw_classes(run: LabelledRun, row: int, column: int) -> None:
    found = {when: classified(run, row, column, when) for when in WHEN}
    for place, (when, name) in zip(st.columns(2, gap="medium"), WHEN.items(), strict=True):
        with place:
            subheading(f"SBERT's classifier: {name.lower()}")
            figure = ranked_bars(
                CLASSES, found[when].probabilities, name="probability", extent=(0, 1), highlight=column,
                colour=objective_style("classifier").colour,
            )  # fmt: skip
            chart(figure, KEYS(f"pair-{when}"))
    subheading("After training: the logit of each class is a sum, and the softmax makes shares of the three")
    table("What the logits are made of", LOGITS, logit_rows(found["after"]), style="matrix")
    offer("Classes of a pair", partial(class_rows, found))
    finding(pair_sentence(found["before"], found["after"], column))


def class_rows(found: Mapping[str, ClassifiedPair]) -> Rows:
    """A row for each class, before and after: the parts of its logit, and its probability."""
    return [
        {"when": when, "class": name}
        | dict(zip(("from_u", "from_v", "from_difference", "bias"), map(float, parts), strict=True))
        | {"logit": float(parts.sum()), "probability": float(share)}
        for when, pair in found.items()
        for name, parts, share in zip(CLASSES, pair.parts, pair.probabilities, strict=True)
    ]


def logit_rows(pair: ClassifiedPair) -> list[tuple[Cell, ...]]:
    """A row for each class: the parts of its logit, their sum, and its probability."""
    return [
        (name, *(signed(part, 3) for part in parts), signed(parts.sum()), percent(share))
        for name, parts, share in zip(CLASSES, pair.parts, pair.probabilities, strict=True)
    ]


def pair_sentence(before: ClassifiedPair, after: ClassifiedPair, column: int) -> str:
    """What the right class got, and what that costs."""
    shares = [float(pair.probabilities[column]) for pair in (before, after)]
    losses = [signed(-np.log(share)) for share in shares]
    return (
        f"“{CLASSES[column]}” is right: {percent(shares[0])} before and {percent(shares[1])} after, a loss of "
        f"−ln {signed(shares[0], 4)} = {losses[0]} and −ln {signed(shares[1], 4)} = {losses[1]} nats."
    )


def _draw_triplet(run: LabelledRun, row: int) -> None:
    _, own, _, sister = run.texts[row]
    found = [triplet_of(run, row, encoder) for encoder in SEEN_BY]
    subheading("The same definition as the anchor of a triplet")
    names = [objective_style(encoder).name for encoder in SEEN_BY]
    near, far = [each.near[0] for each in found], [each.far[0] for each in found]
    figure = triplet_lines(names, near, far, margin=run.settings.margin, positive=own, negative=sister)
    chart(figure, KEYS("triplet"))
    needed = [distance + run.settings.margin for distance in near]
    columns = {"encoder": SEEN_BY, "to_positive": near, "with_margin": needed, "to_negative": far}
    offer("Triplet", partial(rows_of, **columns))
    finding(triplet_sentence(run, row))


def triplet_sentence(run: LabelledRun, row: int) -> str:
    """The sum that makes the loss, before training and after triplets with hard negatives."""
    _, own, _, sister = run.texts[row]
    sums = []
    for encoder, when in (("before", "before training"), ("triplet-hard", "after hard triplets")):
        found = triplet_of(run, row, encoder)
        near, far, loss = (float(each[0]) for each in (found.near, found.far, found.losses))
        margin = run.settings.margin
        total = signed(near - far + margin)
        sums.append(
            f"{when} {signed(near, 3)} − {signed(far, 3)} + {signed(margin)} = {total}, so the loss is {signed(loss)}"
        )
    return f"Distance to “{own}” minus distance to “{sister}” plus the margin: {'; '.join(sums)}."
