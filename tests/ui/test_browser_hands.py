"""What hands do to a page: fingers on a chart, Escape, Back, an empty input, pictures, paper, a projector's theme."""

import math
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from embedlab.content.pages import load_page
from tests.kit.browser.page import drawn, settle
from tests.kit.browser.server import Server

LAST = "Read on"
SENSES, SEARCH = "static_or_contextual", "dense_or_sparse"
DOTS = f".st-key-{SENSES}-occurrences .js-plotly-plot"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
PLACES = """plot => {
    const drag = plot.querySelector('.nsewdrag').getBoundingClientRect();
    const {xaxis, yaxis} = plot._fullLayout;
    return plot._fullData.filter(trace => trace.customdata).flatMap(trace => Array.from(
        trace.x, (x, i) => [drag.left + xaxis.c2p(x), drag.top + yaxis.c2p(trace.y[i]), trace.customdata[i]]));
}"""


def opened(page: Page, server: Server, slug: str, query: str = "?guess=off") -> Page:
    page.goto(f"{server.url}/{load_page(slug).address}{query}")
    settle(page, LAST)
    return page


def test_a_tap_chooses_the_mark_under_the_finger_and_a_swipe_scrolls(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = opened(new_page(width=390, height=844, has_touch=True, is_mobile=True), server, SENSES)
    places = page.locator(DOTS).evaluate(PLACES)
    # Where marks lie on each other nobody can say which one a finger means.
    alone = [one for one in places if sum(math.dist(one[:2], other[:2]) < 20 for other in places) == 1]
    for x, y, number in (alone[0], alone[-1], alone[1]):
        page.touchscreen.tap(x, y)
        page.wait_for_url(re.compile(f"{SENSES}-dot={number + 1}(&|$)"))
        settle(page)
    address = page.url
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 11):
        point = {"x": x, "y": y - 18 * step}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        page.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(f"() => {SCROLLED} > 100")
    assert page.url == address


def test_the_menu_of_a_phone_closes_after_a_choice(new_page: Callable[..., Page], server: Server) -> None:
    page = opened(new_page(width=390, height=844, has_touch=True, is_mobile=True), server, SENSES)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("button", name="Share")).to_be_hidden()  # it stood on the menu, over what closes it
    page.get_by_test_id("stSidebarUserContent").get_by_role("link", name=load_page(SEARCH).label).click()
    expect(page).to_have_title(f"EmbedLab · {load_page(SEARCH).heading}")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")


def test_a_chart_shows_its_tools_to_a_finger_only_in_full_screen(new_page: Callable[..., Page], server: Server) -> None:
    page = opened(new_page(width=390, height=844, has_touch=True, is_mobile=True), server, SENSES)
    tools = page.locator(f"{DOTS} .modebar")
    expect(tools).to_be_hidden()
    # The button stands in a toolbar that a pointer brings up; a finger gets it by a tap on the chart.
    page.locator(f".st-key-{SENSES}-occurrences [aria-label=Fullscreen]").evaluate("button => button.click()")
    expect(tools).to_be_visible()


def test_escape_keeps_what_was_typed_and_back_leads_to_the_screen_that_was_left(page: Page, server: Server) -> None:
    opened(page, server, SEARCH)
    page.get_by_role("button", name="Documents").click()
    page.locator("textarea[aria-label=Documents]").fill("a red apple\na green pear")
    page.keyboard.press("Escape")
    page.wait_for_url("**documents-0=a+red+apple*")
    settle(page)
    page.get_by_label("Query", exact=True).fill("fruit")  # and no Enter
    page.get_by_test_id("stSidebarUserContent").get_by_role("link", name="Home").click()
    expect(page).to_have_title(f"EmbedLab · {load_page('home').heading}")
    settle(page, LAST)
    page.go_back()
    expect(page.get_by_label("Query", exact=True)).to_have_value("fruit")
    settle(page, LAST)
    assert "query-0=fruit" in page.url
    assert "guess=off" in page.url


def test_an_empty_query_leaves_the_last_result_dimmed_and_a_changed_example_leads_back(
    page: Page, server: Server
) -> None:
    opened(page, server, SEARCH)
    ranks = drawn(page, f"{SEARCH}-ranks")
    query = page.get_by_label("Query", exact=True)
    query.fill("")
    query.press("Enter")
    expect(page.locator(".el-last-result")).to_be_visible()
    settle(page)
    assert drawn(page, f"{SEARCH}-ranks") == ranks
    assert float(page.locator(".st-key-el-hero").evaluate("e => getComputedStyle(e).opacity")) < 1
    page.get_by_role("button", name="Back to the example").click()
    expect(page.locator(".el-last-result")).to_have_count(0)
    assert query.input_value() != ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_is_opaque_in_the_theme_on_the_screen_with_title_settings_and_typeface(
    scheme: str, new_page: Callable[..., Page], server: Server, tmp_path: Path
) -> None:
    page = opened(new_page(scheme=scheme), server, SENSES)
    page.get_by_role("button", name="Export").click()
    for kind in ("SVG", "PNG"):
        with page.expect_download() as saved:
            page.locator("[data-el-pictures] button", has_text=kind).first.click()
        saved.value.save_as(tmp_path / f"picture.{kind}")
    drawing = (tmp_path / "picture.SVG").read_text(encoding="utf-8")
    words = " ".join(ElementTree.fromstring(drawing).itertext())
    for told in (load_page(SENSES).heading, "same sense", "model:", "EmbedLab"):
        assert told in words
    assert "url(data:" in drawing
    image = Image.open(tmp_path / "picture.PNG").convert("RGBA")
    assert image.getextrema()[3] == (255, 255)
    light = sum(image.getpixel((2, 2))[:3]) / 3  # type: ignore[index,misc,call-overload]
    assert (light > 128) == (scheme == "light")


def test_paper_has_the_whole_page_and_nothing_to_press(page: Page, server: Server) -> None:
    opened(page, server, SENSES, f"?guess=off&{SENSES}-open-layers=true")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for gone in (".st-key-el-actions", "[data-testid=stSidebar]", "[data-testid=stPopover]"):
        assert not any(each.is_visible() for each in page.locator(gone).all())
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=stMain]')).overflowY") == "visible"
    for plot in page.locator(".js-plotly-plot .main-svg").all():
        if plot.is_visible():
            assert plot.evaluate("e => e.hasAttribute('viewBox') && getComputedStyle(e).maxWidth") == "100%"
    assert page.locator(".st-key-el-below details:visible").count() == 1


def test_a_teacher_turns_the_room_dark_and_hands_out_a_link_without_the_notes(page: Page, server: Server) -> None:
    opened(page, server, SENSES, "?teach=1&hide=model&guess=off")
    query = page.get_by_role("combobox", name="Word")
    query.evaluate("e => window.kept = e")
    page.get_by_role("button", name="Light / dark").click()
    page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    assert page.evaluate("window.kept.isConnected"), "the page was loaded anew"
    settle(page)
    page.get_by_role("button", name="Share").click()
    links = page.locator("[data-testid=stCode] code")
    expect(links).to_have_count(2)
    students, own = links.all_inner_texts()
    assert "teach" not in students
    assert "hide=model" in students
    assert "teach=1" in own
    expect(page.get_by_text("works on this machine only")).to_be_visible()
    opened(page, server, SENSES, "?" + students.split("?")[1])
    expect(page.get_by_role("button", name="Notes")).to_have_count(0)
    expect(page.locator(".st-key-el-control-model")).to_be_hidden()
    page.get_by_test_id("stSidebarUserContent").get_by_role("link", name=load_page(SEARCH).label).click()
    page.wait_for_url(f"**/{load_page(SEARCH).address}*")
    assert "hide" not in page.url


def test_a_dotted_word_tells_its_sentence_to_the_keyboard_and_escape_puts_it_away(page: Page, server: Server) -> None:
    opened(page, server, SEARCH)
    term = page.locator(".el-term").first
    tip = page.locator(".el-tip").first
    expect(tip).to_be_hidden()
    term.focus()
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tip).to_be_visible()


def test_what_a_dotted_word_tells_stays_while_the_pointer_goes_to_it_and_reads(page: Page, server: Server) -> None:
    opened(page, server, SEARCH)
    tip = page.locator(".el-tip").first
    page.locator(".el-term").first.hover()
    expect(tip).to_be_visible()
    tip.hover()
    page.wait_for_timeout(600)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_table_wider_than_a_phone_shows_that_it_goes_on_and_scrolls(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(width=390, height=844, has_touch=True, is_mobile=True)
    opened(page, server, SEARCH, f"?guess=off&{SEARCH}-open-examples=true")
    table = page.get_by_role("region", name="nDCG@10 by example and ranker")
    assert table.evaluate("e => e.scrollWidth > e.clientWidth + 50")
    assert table.evaluate("e => getComputedStyle(e).backgroundImage").count("gradient") == 4
    table.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    last = table.locator("tbody tr").first.locator("td").last.bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= 390
