"""The matrix of models and axes, and the timeline beside its papers."""

import re

from streamlit.testing.v1 import AppTest

from embedlab.content.axes import load_axes
from embedlab.lessons.home import view_taxonomy
from embedlab.lessons.home.examples_timeline import load_timeline
from embedlab.lessons.home.view_taxonomy import (
    axis_head,
    by_family,
    here_and_hub,
    matrix_row,
    runs_here,
    taxonomy_cards,
)
from embedlab.models.catalog import catalog

CARDS = taxonomy_cards()


def test_a_cell_holds_the_place_of_its_model_on_its_axis() -> None:
    for card in CARDS:
        cells = [re.sub("<[^>]*>", "", cell) for cell in matrix_row(card, load_axes())[1:]]
        assert cells == [str(getattr(card.axes, axis.field)).replace("-", " ") for axis in load_axes()]


def test_an_axis_is_a_link_only_where_its_lesson_has_an_address(monkeypatch) -> None:
    assert all("<a " in axis_head(axis) for axis in load_axes())
    monkeypatch.setattr(view_taxonomy, "page_address", {}.get)
    assert not any("<a " in axis_head(axis) for axis in load_axes())


def test_models_stand_with_their_family() -> None:
    grouped = by_family(CARDS)
    assert [card for cards in grouped.values() for card in cards] == sorted(
        CARDS, key=lambda c: [*grouped].index(c.family)
    )
    assert all({card.family for card in cards} == {family} for family, cards in grouped.items())


def test_names_are_escaped() -> None:
    hostile = CARDS[0].model_copy(update={"name": "<i>x</i>"})
    assert "<i>x" not in str(matrix_row(hostile, load_axes()))


def test_what_needs_the_hub_stands_apart() -> None:
    here, hub = here_and_hub(CARDS)
    assert {card.id for card in hub} == {card.id for card in CARDS if card.has_weights and not card.bundled}
    assert [card for card in CARDS if card in here or card in hub] == CARDS


def test_what_runs_here_is_bundled_or_a_formula() -> None:
    running = {entry.model_id for entry in load_timeline() if runs_here(entry)}
    able = {card.id for card in catalog().values() if card.bundled or not card.has_weights}
    assert running == able & {entry.model_id for entry in load_timeline()}
    assert {"glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab", "bm25"} <= running
    assert "roberta-base" not in running


def script() -> None:
    from embedlab.lessons.home.view_taxonomy import draw_timeline

    draw_timeline()


def test_every_entry_is_listed_with_its_paper() -> None:
    app = AppTest.from_function(script).run()
    listed = app.get("html")[0].proto.body
    assert listed.count("<li>") == len(load_timeline())
    assert listed.count(" Runs here.") == sum(runs_here(entry) for entry in load_timeline())
    assert all(entry.url.replace("&", "&amp;") in listed for entry in load_timeline() if entry.url)
