"""The page skeleton in a real browser: typeface, themes, keyboard, phone, and visitor text that stays text."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from embedlab import palette
from tests.kit.browser.page import SETTLE_MS, axe_violations, outside_requests, settle
from tests.kit.browser.server import ROOT, Server, running_server

APP = ROOT / "tests" / "kit" / "browser" / "skeleton_app.py"
JOINER = "\u2060"

VISITOR_TEXT = [
    "**bold** _it_ `code` ~~gone~~",
    "# heading",
    "- list",
    "1. one",
    "> quote",
    ":red[danger] :blue-background[x] :red-badge[x] :small[x] :smile: :+1: :material/home: :streamlit:",
    ":color[x]{foreground=red} ::leaf[x] :::note",
    r"$x^2$ and $$y$$ \(z\) \alpha",
    "<b>html</b> <script>alert(1)</script> <!-- c --> &amp; &#65;",
    "[link](https://example.com) ![i](https://example.com/a.png) <https://example.com>",
    "https://example.com www.example.com me@example.com mailto:a@b.com",
    "a -> b <- c <-> d -- e --- f >= g <= h ~= i != j",
    "| a | b |",
    "[^1] - [x] done",
    "---",
    "=====",
    "שלום :smile: מرحبا **x** 👩‍👩‍👧",
    "trailing\\",
]


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running_server(APP, tmp_path_factory.mktemp("skeleton")) as server:
        yield server


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{query}")
    settle(page, "What this picture leaves out")
    return page


def type_sentences(page: Page, text: str) -> None:
    area = page.get_by_role("textbox", name="Sentences")
    area.fill(text)
    area.press("Control+Enter")


def test_the_typeface_comes_from_this_server_at_the_first_visit(page: Page, tmp_path: Path) -> None:
    with running_server(APP, tmp_path) as server:
        asked = outside_requests(page)
        opened(page, server)
        page.wait_for_function("() => document.fonts.status === 'loaded'")
        loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
        assert {"Atkinson Hyperlegible Next", "Atkinson Hyperlegible Mono"} <= {name.strip('"') for name in loaded}
        families = "selector => getComputedStyle(document.querySelector(selector)).fontFamily"
        assert page.evaluate(families, "h1").startswith('"Atkinson Hyperlegible Next"')
        assert page.evaluate(families, ".el-chip").startswith('"Atkinson Hyperlegible Mono"')
        assert asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_passes_axe(new_page: Callable[..., Page], skeleton: Server, scheme: str) -> None:
    page = opened(new_page(height=4000, scheme=scheme), skeleton, "?teach=1")
    page.get_by_text("The function:").click()
    page.get_by_role("button", name="Notes").click()
    settle(page, "Hide from the class")
    assert axe_violations(page) == []
    dark = page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") == "dark"
    assert dark == (scheme == "dark")


def test_nothing_is_wider_than_a_phone(new_page: Callable[..., Page], skeleton: Server) -> None:
    page = opened(new_page(width=390, height=844), skeleton)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


def test_visitor_text_is_shown_and_never_interpreted(page: Page, skeleton: Server) -> None:
    opened(page, skeleton)
    type_sentences(page, "\n".join(VISITOR_TEXT))
    settle(page, "bold")
    box = page.locator(".st-key-visitor-text [data-testid=stMarkdownContainer]")
    assert box.inner_text().replace(JOINER, "").split("\n") == VISITOR_TEXT
    assert set(box.evaluate("box => [...box.querySelectorAll('*')].map(e => e.tagName)")) == {"P", "BR"}


def test_a_long_text_leaves_the_address_and_stays_in_its_place(page: Page, skeleton: Server) -> None:
    opened(page, skeleton)
    type_sentences(page, "short")
    page.wait_for_url("**text=short*")
    type_sentences(page, "long " * 2000)
    settle(page, "too long for a link")
    page.wait_for_url(lambda url: "text=" not in url)
    assert len(page.get_by_role("textbox", name="Sentences").input_value()) == 10_000


def test_the_shared_address_reproduces_the_screen(page: Page, new_page: Callable[..., Page], skeleton: Server) -> None:
    opened(page, skeleton)
    type_sentences(page, "shared words")
    page.wait_for_url("**text=shared*")
    page.get_by_role("button", name="Share").click()
    address = page.locator("[data-testid=stPopoverBody] code").inner_text()
    other = new_page()
    other.goto(address)
    settle(other, "What this picture leaves out")
    assert other.get_by_role("textbox", name="Sentences").input_value() == "shared words"


def test_what_has_the_keyboard_is_seen(page: Page, skeleton: Server) -> None:
    opened(page, skeleton)
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        unseen.append(page.evaluate(UNSEEN_FOCUS))
    assert [what for what in unseen if what] == []


UNSEEN_FOCUS = """() => {
    const focused = document.activeElement;
    const drawn = e => e && getComputedStyle(e).outlineStyle !== 'none' && getComputedStyle(e).outlineWidth !== '0px';
    if (focused === document.body || focused.tagName === 'MAIN') return null;
    const typed = focused.matches('textarea, input:not([type=radio]):not([type=range]):not([type=checkbox])');
    if (typed) return null;  // the border around a text input changes colour
    const holders = [focused, focused.closest('label'), focused.parentElement, focused.parentElement.parentElement];
    return holders.some(drawn) ? null : focused.outerHTML.slice(0, 200);
}"""


def test_figures_stand_still_for_who_asked_for_it(new_page: Callable[..., Page], skeleton: Server) -> None:
    page = opened(new_page(reduced_motion="reduce"), skeleton)
    page.wait_for_function("() => document.querySelector('.js-plotly-plot').layout.meta.glide === 0")
    page = opened(new_page(), skeleton)
    assert page.evaluate("document.querySelector('.js-plotly-plot').layout.meta.glide") == 400


def test_cells_follow_the_system_into_the_dark(page: Page, skeleton: Server) -> None:
    opened(page, skeleton)
    black, white = "rgb(0, 0, 0)", "rgb(255, 255, 255)"
    for scheme, side, inks in (("light", 0, [white, black]), ("dark", 1, [black, white]), ("light", 0, [white, black])):
        page.emulate_media(color_scheme=scheme)
        scale = list(palette.CHART_SCALES["chartDivergingColors"][side])
        page.wait_for_function(HAS_SCALE, arg=scale, timeout=SETTLE_MS)
        settle(page)
        found = [label.evaluate(INK) for label in page.locator(".heatmap-label").all()]
        assert found == inks


HAS_SCALE = """wanted => {
    const cells = document.querySelectorAll('.js-plotly-plot')[1]?.data[0]
    return String(cells?.colorscale?.map(stop => stop[1])) === String(wanted)
}"""
INK = "label => getComputedStyle(label.querySelector('tspan') ?? label.querySelector('text')).fill"


def test_a_hidden_control_is_out_of_sight_until_teaching_ends(page: Page, skeleton: Server) -> None:
    opened(page, skeleton, "?teach=1")
    page.get_by_role("button", name="Notes").click()
    page.get_by_role("button", name="Model", exact=True).click()
    page.wait_for_url("**hide=model*")
    page.keyboard.press("Escape")
    settle(page, "What this picture leaves out")
    page.wait_for_function("() => !document.querySelector('.st-key-el-control-model').checkVisibility()")
    page.get_by_role("button", name="Stop teaching").click()
    page.locator(".st-key-el-control-model").wait_for(state="visible")
    assert "teach" not in page.url
