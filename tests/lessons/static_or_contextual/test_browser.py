"""Lesson 1 in a real browser: what is chosen, moved, clicked and shared changes what is drawn."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from embedlab.lessons.static_or_contextual.inputs import FOLLOW_THE_LAYER, KEYS
from embedlab.numbers_text import percent
from tests.kit.browser.page import outside_requests, settle
from tests.kit.browser.server import Server

LAST = "Read on"
FIGURES = ("static-spot", "occurrences", "matrix", "curves", "attention")
MARKUP = "<img src=x onerror=alert(1)>"
SENTENCES = "a: a point here\na: one point there\nb: the point of a knife\nb: a sharp point"

_DATA = """key => {
    const plain = value => value && Array.from(value);
    const traces = document.querySelector(`.st-key-static_or_contextual-${key} .js-plotly-plot`)._fullData;
    return traces.map(t => ({name: t.name, x: plain(t.x), y: plain(t.y), z: t.z && t.z.map(plain)}));
}"""
_PLACE = """row => {
    const plot = document.querySelector('.st-key-static_or_contextual-occurrences .js-plotly-plot');
    const trace = plot._fullData.find(t => t.customdata && Array.from(t.customdata).includes(row));
    const at = Array.from(trace.customdata).indexOf(row);
    const square = plot.querySelector('.nsewdrag').getBoundingClientRect();
    const {xaxis, yaxis} = plot._fullLayout;
    return [square.x + xaxis.l2p(trace.x[at]), square.y + yaxis.l2p(trace.y[at])];
}"""


def opened(
    page: Page, server: Server, parts: Sequence[str] = FOLLOW_THE_LAYER, query: str = "", **parameters: str
) -> Page:
    """The lesson with these parts open and these parameters of its own; nothing is asked before the answer."""
    own = parameters | {f"open-{part}": "true" for part in parts}
    named = {KEYS(name): value for name, value in own.items()}
    page.goto(f"{server.url}/{KEYS.slug}?guess=off&{urlencode(named)}{query}")
    settle(page, LAST)
    return page


def drawn(page: Page, key: str) -> Any:
    return page.evaluate(_DATA, key)


def finding(page: Page, number: int) -> Locator:
    return page.locator(".el-finding").nth(number)


def nearest(page: Page) -> Locator:
    return page.get_by_role("region", name="Nearest occurrences")


@pytest.fixture(scope="module", autouse=True)
def nothing_left_the_machine(server: Server) -> Iterator[None]:
    yield
    assert server.outside_attempts() == []


def test_another_word_in_the_list_changes_the_figures(page: Page, server: Server) -> None:
    asked = outside_requests(page)
    opened(page, server)
    before = {key: drawn(page, key) for key in FIGURES}
    page.get_by_role("combobox", name="Word").first.fill("bank")
    page.keyboard.press("Enter")
    page.wait_for_url("**static_or_contextual-word=bank*")
    settle(page, "bank ×")
    for key, data in before.items():
        assert drawn(page, key) != data, key
    assert asked == []


def test_the_keyboard_moves_the_layer_and_figure_and_sentence_follow(page: Page, server: Server) -> None:
    opened(page, server, layer12="6")
    before, spot, curve = drawn(page, "occurrences"), drawn(page, "static-spot"), drawn(page, "curves")
    expect(finding(page, 0)).to_contain_text("Layer 6:")
    expect(page.get_by_text("Nearest in layer 6")).to_be_visible()
    page.get_by_role("slider", name="Layer").focus()
    for layer in (7, 8):
        page.keyboard.press("ArrowRight")
        expect(finding(page, 0)).to_contain_text(f"Layer {layer}:")
    page.wait_for_url("**static_or_contextual-layer12=8*")
    settle(page, "Nearest in layer 8")
    assert drawn(page, "occurrences") != before
    assert drawn(page, "static-spot") == spot
    assert drawn(page, "curves") != curve


def test_clicking_dots_one_after_the_other_changes_table_ring_and_address(page: Page, server: Server) -> None:
    opened(page, server)
    for row, words in ((17, "twenty all"), (3, "answer the last"), (17, "twenty all")):
        page.locator(".st-key-static_or_contextual-occurrences").scroll_into_view_if_needed()
        x, y = page.evaluate(_PLACE, row)
        page.mouse.move(x, y)
        page.wait_for_timeout(200)  # plotly looks for the mark under the pointer before it takes a click
        page.mouse.click(x, y)
        expect(nearest(page).locator("thead")).to_contain_text(words)
        page.wait_for_url(f"**static_or_contextual-dot={row + 1}*")
        settle(page)
        marks = drawn(page, "occurrences")
        ring = next(trace for trace in marks if trace["name"] == "selected")
        rows = [(x, y) for trace in marks[:5] for x, y in zip(trace["x"], trace["y"], strict=True)]
        assert rows[row] == (ring["x"][0], ring["y"][0])


def test_a_shared_address_reproduces_the_screen(page: Page, new_page: Callable[..., Page], server: Server) -> None:
    opened(page, server, word="point", model="all-MiniLM-L6-v2", layer6="5")
    page.get_by_role("button", name="Sentences").click()
    area = page.get_by_role("textbox", name="Sentences")
    area.fill(SENTENCES)
    area.press("Control+Enter")
    expect(finding(page, 1)).to_contain_text("all 4 occurrences")
    page.wait_for_url("**static_or_contextual-sentences-point=*")
    page.get_by_role("button", name="Sentences").click()
    expect(area).to_be_hidden()
    settle(page)
    choice = page.get_by_role("combobox", name="Sentence to look at")
    choice.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)  # scrolling closes an open list
    choice.click()
    page.get_by_role("option").filter(has_text="a sharp point").click()
    page.wait_for_url("**static_or_contextual-dot=4*")
    expect(nearest(page).locator("thead")).to_contain_text("a sharp point")
    settle(page)
    page.get_by_role("button", name="Share").click()
    address = page.locator("[data-testid=stPopoverBody] code").inner_text()
    page.keyboard.press("Escape")
    other = new_page()
    other.goto(address)
    settle(other, LAST)
    for key in FIGURES:
        assert drawn(other, key) == drawn(page, key), key
    assert nearest(other).inner_text() == nearest(page).inner_text()
    assert [f.inner_text() for f in other.locator(".el-finding").all()[:2]] == [
        f.inner_text() for f in page.locator(".el-finding").all()[:2]
    ]


def test_teacher_mode_through_the_address(new_page: Callable[..., Page], server: Server) -> None:
    size = "getComputedStyle(document.querySelector('.el-finding')).fontSize"
    plain = opened(new_page(), server, parts=())
    assert plain.get_by_role("button", name="Notes").count() == 0
    small = float(plain.evaluate(size).removesuffix("px"))
    page = opened(new_page(), server, parts=(), query="&teach=1&hide=layer,model")
    assert float(page.evaluate(size).removesuffix("px")) == pytest.approx(small * 22 / 16)
    page.get_by_role("button", name="Notes").click()
    page.get_by_text("Common mistakes").wait_for()
    page.keyboard.press("Escape")
    page.get_by_test_id("stExpandSidebarButton").click()
    for name in ("layer", "model"):
        assert not page.locator(f".st-key-el-control-{name}").first.is_visible()
    assert page.locator(".st-key-el-control-word").first.is_visible()
    page.get_by_role("link", name="Home").first.click()
    settle(page, "What is an embedding?")
    page.get_by_role("link", name="1 Static or contextual").first.click()
    settle(page, LAST)
    assert "teach=1" in page.url
    assert "hide" not in page.url  # what is put away belongs to one screen


def test_markup_of_a_visitor_executes_nothing(page: Page, server: Server) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    opened(page, server)
    page.get_by_role("combobox", name="Word").first.fill(MARKUP)
    page.keyboard.press("Enter")
    page.get_by_text("Write sentences with").wait_for()
    settle(page)
    area = page.get_by_role("textbox", name="Sentences")
    text = f"{MARKUP}: {MARKUP} $x^2$ **b** :smile:\nb: {MARKUP} too\nb: also {MARKUP}"
    area.fill(text)
    area.press("Control+Enter")
    page.locator(".st-key-static_or_contextual-occurrences .main-svg").first.wait_for()
    assert area.input_value() == text
    page.keyboard.press("Escape")
    settle(page, LAST)
    x, y = page.evaluate(_PLACE, 0)
    page.mouse.move(x, y)
    page.locator(".hoverlayer text").first.wait_for()
    assert page.locator("[data-testid=stMain] img").count() == 0
    assert page.locator("[data-testid=stMain] strong", has_text="b").filter(has_text="$").count() == 0
    assert dialogs == []


def test_ten_thousand_characters_stay_in_their_place(page: Page, server: Server) -> None:
    opened(page, server)
    page.get_by_role("button", name="Sentences").click()
    area = page.get_by_role("textbox", name="Sentences")
    area.fill("point " * 1_667)
    area.press("Control+Enter")
    page.get_by_text("shorten it to 1,000 or fewer").wait_for()
    assert len(area.input_value()) == 10_002
    assert "sentences" not in page.url


def test_what_is_taken_away_is_what_is_shown(page: Page, server: Server, tmp_path: Path) -> None:
    opened(page, server, parts=(), layer12="11")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as scores:
        page.get_by_role("button", name="Layer scores (CSV)").click()
    scores.value.save_as(tmp_path / "scores.csv")
    rows = list(csv.DictReader((tmp_path / "scores.csv").read_text("utf-8-sig").splitlines()))
    assert len(rows) == 13
    said = page.get_by_text("Layer 11:").inner_text()
    assert f"same sense in {percent(float(rows[11]['accuracy']))}" in said
    page.keyboard.press("Escape")
    page.get_by_role("slider", name="Layer of").press("ArrowLeft")  # moves without drawing the page again
    page.get_by_text("Layer 10:").wait_for()
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as book:
        page.get_by_role("button", name="This page as a notebook").click()
    book.value.save_as(tmp_path / "page.ipynb")
    made = json.loads((tmp_path / "page.ipynb").read_text())
    assert made["nbformat"] == 4
    assert "layer = 10\n" in made["cells"][1]["source"]
