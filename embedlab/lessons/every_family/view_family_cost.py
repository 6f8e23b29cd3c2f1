"""What each family costs: the visitor's query over the visitor's texts, measured here and now."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Final

import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.cost_map import cost_map
from embedlab.lessons.every_family.examples import colour_family, short_name
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_family_cost import REPEATS, FamilyCost, another_runs, family_cost
from embedlab.lessons.every_family.view_followed import chip_html
from embedlab.models.machine import runs_on
from embedlab.models.settings import Settings
from embedlab.numbers_text import GAP, counted, in_bytes, measured, quantity, times, whole
from embedlab.studies.rank import RankerId
from embedlab.studies.rows import Rows
from embedlab.studies.searches import cards_behind, name_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import is_here, ready, runtime
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import Markup, table
from embedlab.ui.teacher import control

HEAD: Final = (
    "", "reading the query", "comparing it with the texts", "together", "reading a text, beforehand",
    "stored for a text", "parameters used",
)  # fmt: skip
NONE: Final = "–"
_ASKED, _LAST = "el-every-family-cost-asked", "el-every-family-cost-last"


def draw_cost(families: Families) -> None:
    """Draw time and room of every ranker that has answered, measured when this is opened and when it is asked for."""
    search = families.search
    of = (search.query, search.texts)
    asked, take = st.session_state.setdefault(_ASKED, (of, 0))
    with control("measure"):
        pressed = st.button("Measure here and now", key=KEYS("measure"), icon=":material/timer:")
    if pressed:
        # The same once more is another measurement; the class shares the first of each.
        asked, take = st.session_state[_ASKED] = (of, take + 1 if asked == of else 0)
    costs: Sequence[FamilyCost] = st.session_state.get(_LAST, ())
    if asked == of:
        costs = st.session_state[_LAST] = _measure(families, take)
    elif costs:
        note("These are the costs of the query or the texts before. Press the button to measure those of now.")
    if not costs:
        note("Measured as soon as a model is here.")
        return
    _draw(costs, runtime().settings)


def _measure(families: Families, take: int) -> tuple[FamilyCost, ...]:
    search, place = families.search, st.empty()
    found: list[FamilyCost] = []
    rankers = [ranker for ranker in families.results if _here(ranker, families)]
    for number, ranker in enumerate(rankers, start=1):
        key = (ranker, search.query, search.texts, families.options, take)
        if not family_cost.holds(*key):
            turn = ", after what another visitor measures" if another_runs() else ""
            place.caption(f"Measuring {name_of(ranker)}, {number} of {whole(len(rankers))}{turn} …")
        try:
            found.append(family_cost(*key))
        except EmbedLabError as error:
            problem_box(f"{short_name(ranker)}: {error}")
    place.empty()
    if missing := [short_name(ranker) for ranker in families.results if ranker not in rankers]:
        note(f"Not measured while a model is fetched: {', '.join(missing)}.")
    return tuple(found)


def _here(ranker: str, families: Families) -> bool:
    # What ships is on the screen before its model is here; a changed text has begun the fetch itself.
    each = [(ready if families.search.shipped else is_here)(card) for card in cards_behind(ranker, families.options)]
    return all(each)


def _draw(costs: Sequence[FamilyCost], settings: Settings) -> None:
    figure = cost_map(
        [short_name(cost.ranker) for cost in costs], [cost.total_ms / 1e3 for cost in costs],
        [cost.stored for cost in costs], [colour_family(cost.ranker) for cost in costs], narrow=narrow_screen(),
    )  # fmt: skip
    chart(figure, KEYS("cost-map"))
    finding(cost_sentence(costs))
    table("What a query costs by each ranker", HEAD, [table_row(cost) for cost in costs], style="matrix")
    offer("Cost by ranker", partial(cost_rows, costs, runs_on(settings)))
    st.caption(how_sentence(costs, runs_on(settings)))


def table_row(cost: FamilyCost) -> tuple[object, ...]:
    """The cells of one ranker; a time that was worked out from a sample says so."""
    about = f"about{GAP}" if cost.sampled else ""
    return (
        Markup(f"{chip_html(cost.ranker)}{escape(short_name(cost.ranker))}"),
        NONE if cost.query_ms is None else measured(cost.query_ms / 1e3),
        f"{about}{measured(cost.score_ms / 1e3)}",
        f"{about}{measured(cost.total_ms / 1e3)}",
        NONE if cost.text_ms is None else measured(cost.text_ms / 1e3),
        in_bytes(cost.stored) if cost.stored else "nothing",
        NONE if cost.touched is None else quantity(cost.touched) if cost.touched else "none",
    )


def cost_rows(costs: Sequence[FamilyCost], machine: str) -> Rows:
    """A row for each ranker: what was measured, and on what."""
    return [{"ranker_name": name_of(cost.ranker), **vars(cost), "total_ms": cost.total_ms, "machine": machine}
            for cost in costs]  # fmt: skip


def cost_sentence(costs: Sequence[FamilyCost]) -> str:
    """Who is fastest and who slowest on these texts, and who stores most against one vector a text."""
    fast, slow = (pick(costs, key=lambda cost: cost.total_ms) for pick in (min, max))
    if len(costs) == 1:
        return f"{short_name(fast.ranker)} answers in {measured(fast.total_ms / 1e3)}. Choose a second to compare with."
    told = (
        f"Of {whole(len(costs))} rankers {_called(fast.ranker)} answers fastest, in "
        f"{measured(fast.total_ms / 1e3)}; {_called(slow.ranker)} takes {measured(slow.total_ms / 1e3)}, "
        f"{times(slow.total_ms / fast.total_ms)} as long."
    )
    # As it was trained to be read, where that is among them.
    singles = sorted(filter(_is_single, costs), key=lambda cost: RankerId.parse(cost.ranker).reading is not None)
    single = singles[0] if singles else None
    most = max(costs, key=lambda cost: cost.stored)
    if single is None or most.stored <= single.stored:
        return told
    return (
        f"{told} For a text {short_name(most.ranker)} stores {times(most.stored / single.stored)} the bytes of the one "
        f"vector of {short_name(single.ranker)}."
    )


def _called(ranker: str) -> str:
    return "the cross-encoder" if colour_family(ranker) == "cross-encoder" else short_name(ranker)


def _is_single(cost: FamilyCost) -> bool:
    """Whether a ranker keeps one dense vector a text, made by a model that was trained to make one."""
    parsed = RankerId.parse(cost.ranker)
    return parsed.card.family == "dense" and parsed.reading != "maxsim"


def how_sentence(costs: Sequence[FamilyCost], machine: str) -> str:
    """How the times were taken, what was counted, and what both leave out."""
    total = costs[0].texts
    told = [
        f"Measured on this server ({machine}) for this query and {counted(total, 'text')}: medians of up to {REPEATS} "
        "repeats, nothing taken from the memory of vectors. Others who work on the server at the same time slow it.",
    ]
    for cost in (cost for cost in costs if cost.sampled):
        told.append(f"{short_name(cost.ranker)} was timed on {whole(cost.scored)} texts, and the time scaled to all.")
    told.append(
        "Stored: 4 bytes for each number of a dense vector and 8 for each weight of a sparse one, counted from what is "
        "held; the words and the models themselves are not in it. Parameters used: those of the model that "
        "reads the query, rows of other words left out; rows of later positions and a pooler that nothing asks for are "
        "counted, a few per cent at most."
    )
    if any(not cost.stored for cost in costs):
        told.append("A cross-encoder stores nothing: it reads the query with every text, each time.")
    return " ".join(told)
