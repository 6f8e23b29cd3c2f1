"""Two parts of lesson 1 that need the model itself: one similarity taken apart, and what each side costs."""

from embedlab.lessons.static_or_contextual.facts import SenseFacts, cost_facts
from embedlab.lessons.static_or_contextual.found import find_cosine, find_cost
from embedlab.lessons.static_or_contextual.inputs import chosen_table
from embedlab.lessons.static_or_contextual.study import Senses
from embedlab.numbers_text import seconds, whole
from embedlab.ui.model_access import ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import errors_shown, note
from embedlab.ui.panels.why import parts_table


def draw_cosine(found: Senses) -> None:
    """Draw the terms of the cosine of the first occurrence and its nearest one."""
    taken_apart = find_cosine(found)
    if taken_apart is None:
        note("Taken apart as soon as the model is here and the word stands in two places.")
        return
    terms, cosine = taken_apart
    finding(
        f"The cosine of the first occurrence and its nearest neighbour at layer {found.study.layers} is a sum of "
        f"{len(terms)} products, one for each number of the two vectors. None of the numbers has a name, which is why "
        "a dense vector explains nothing by itself."
    )
    parts_table([f"number {index}" for index in range(1, len(terms) + 1)], terms, cosine, "cosine")


def draw_cost(found: Senses) -> None:
    """Draw what a look-up and a forward pass cost, measured live."""
    table = chosen_table()
    ready(table)  # begins to fetch it; the model is asked for at the top of the page
    cost = find_cost(found, table)
    if cost is None:
        note("Measured as soon as both models are here.")
        return
    ratio = cost.forward_ms * 1e3 / cost.lookup_us
    times = whole(round(ratio, -2 if ratio > 1000 else -1))
    finding(
        f"One look-up: {seconds(cost.lookup_us * 1e-6)}. One forward pass of {found.model.name} over {cost.tokens} "
        f"tokens: {seconds(cost.forward_ms * 1e-3)}, about {times} times as long."
    )


def quiz_facts(found: Senses) -> SenseFacts:
    """Return what only the quiz speaks of: the cost, when it can be measured and other questions have answers."""
    cost = None
    if found.study.scores is not None:
        with errors_shown():
            cost = find_cost(found, chosen_table())
    return SenseFacts() if cost is None else cost_facts(cost)
