"""The card of one model: what it is, where it is now, and what can be done with it."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

import streamlit as st

from embedlab.content.axes import load_axes
from embedlab.lessons.models.found import may_manage
from embedlab.lessons.models.inputs import KEYS, choose_other
from embedlab.lessons.models.study import Census
from embedlab.lessons.models.study_loads import shared_loads
from embedlab.lessons.models.study_rows import HUB, all_lines, score_lines, short_lines, source_lines, state_words
from embedlab.lessons.models.study_running import answered_words, asked_of
from embedlab.models.cards import ModelCard
from embedlab.models.local import parts_of
from embedlab.numbers_text import in_bytes, whole
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.navigation import page_address
from embedlab.ui.panels.messages import note, problem_box, safe_markdown
from embedlab.ui.panels.table import Cell, Markup, table
from embedlab.ui.style import MARKED


def draw_short_card(census: Census) -> None:
    """Draw what a first look needs, and the buttons that bring the model here or into memory."""
    card = census.chosen
    st.html(f'<p class="el-finding-text">{escape(card.summary)}</p>')
    table(f"Card of {card.name}", (), [*_axis_lines(card), *short_lines(card)], style="parts el-card")
    _draw_state(card, state_words(card, census.states))


def _axis_lines(card: ModelCard) -> list[tuple[object, ...]]:
    """The place of a model on the axes, each a link to its lesson."""
    places = []
    for axis in load_axes():
        word = escape(str(getattr(card.axes, axis.field)).replace("-", " "))
        address = page_address(axis.page)
        places.append(f'<a href="{escape(address)}" target="_self">{word}</a>' if address else word)
    return [("Place", Markup(" · ".join(places)))]


def _draw_state(card: ModelCard, words: str) -> None:
    """Say where the model is and what it has answered, and offer to bring it nearer."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if shared_loads().under_way(card) is not None:
            _watch_load(card)
        else:
            held = {each.model: each for each in runtime().report().loaded}
            here = [held[part.id] for part in parts_of(card) if part.id in held] if card.has_weights else []
            told = [
                words,
                *([here[0].engine, f"{in_bytes(sum(each.bytes for each in here))} of memory"] if here else []),
            ]
            st.caption(f"Now: {', '.join(told)}.", width="stretch")
            if card.has_weights:
                _draw_buttons(card, loaded=bool(here))
    if error := shared_loads().error(card):
        problem_box(error)
    if card.has_weights:
        st.caption(f"Since this server started: {answered_words(asked_of(runtime(), card))}.")


@st.fragment(run_every=1.0)
def _watch_load(card: ModelCard) -> None:
    load = shared_loads().under_way(card)
    if load is None:
        st.rerun()  # ends this run
    st.caption(safe_markdown(load.words), width="stretch")


def _draw_buttons(card: ModelCard, *, loaded: bool) -> None:
    if loaded:
        if may_manage():
            st.button("Unload", key=f"el-models-unload-{card.id}", on_click=_unload, args=(card,))
        return
    asked = KEYS("wanted")
    if st.session_state.get(asked) == card.id or st.button("Load", key=f"el-models-load-{card.id}"):
        st.session_state[asked] = card.id
        _load(card)


def _load(card: ModelCard) -> None:
    """Fetch a model if need be, then load it; both in the background, and the page goes on meanwhile."""
    if not card.bundled and runtime().state(card) == "absent" and not may_manage():
        note("Only whoever serves this app may fetch models from the hub.")
        return
    if ready(card):
        st.session_state.pop(KEYS("wanted"), None)
        shared_loads().begin(card, runtime())
        st.rerun()


def _unload(card: ModelCard) -> None:
    runtime().unload(card)


def draw_whole_card(census: Census) -> None:
    """Draw every line of the card, its paper, its files with their checksums, and how it was trained here."""
    card = census.chosen
    table(
        f"All of {card.name}",
        (),
        [(name, _linked(card, name, value)) for name, value in all_lines(card)],
        style="parts el-card",
    )
    if card.towers is not None:
        st.caption(f"Two models in one: {' and '.join(part.id for part in parts_of(card))}.")
    for part in parts_of(card):
        if lines := source_lines(part):
            lines = [(kind, _hub_link(place) if kind == HUB else place, held) for kind, place, held in lines]
            table(f"Files of {part.name}", ("Source", "File", "Held to"), lines, style="parts el-card")
    if card.training:
        _draw_training(card)


def _linked(card: ModelCard, name: str, value: str) -> Cell:
    """The value of a line, the address of its paper as a link."""
    if name != "Paper" or not card.paper.url.startswith("https://"):
        return value
    address = escape(card.paper.url)
    return Markup(f'{escape(value.removesuffix(card.paper.url))}<a href="{address}">{address}</a>')


def _hub_link(repo: str) -> Markup:
    return Markup(f'<a href="https://huggingface.co/{quote(repo)}">{escape(repo)}</a>')


def _draw_training(card: ModelCard) -> None:
    training = card.training
    if training is None:
        return
    lines = [
        ("Script", training.script), ("Texts", training.corpus), ("Settings", training.settings),
        ("Seed", whole(training.seed)),
    ]  # fmt: skip
    table(f"How {card.name} was trained", (), lines, style="parts el-card")
    table(f"What {card.name} reaches", ("Score", "Value", "What it measures"), score_lines(card), style="parts el-card")


def draw_compared(census: Census) -> None:
    """Draw two cards side by side; lines that differ are marked."""
    one = census.chosen
    other = choose_other(one)
    rows = compared_lines(one, other)
    table(f"{one.name} and {other.name}", ("", one.name, other.name), rows, style="parts el-card")


def compared_lines(one: ModelCard, other: ModelCard) -> list[tuple[object, ...]]:
    """Line, first and second value; where they differ the second is marked."""
    pairs: Sequence[tuple[tuple[str, str], tuple[str, str]]] = list(
        zip(_same_lines(one), _same_lines(other), strict=True)
    )
    return [
        (name, first, second if first == second else Markup(f'<mark style="{MARKED}">{escape(second)}</mark>'))
        for (name, first), (_, second) in pairs
    ]


def _same_lines(card: ModelCard) -> list[tuple[str, str]]:
    return [line for line in all_lines(card) if line[0] != "Note"]
