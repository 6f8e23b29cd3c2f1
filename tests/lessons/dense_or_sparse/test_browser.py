"""Lesson 4 in a real browser: the first screen, a weight that everything follows, a clicked mark."""

from collections.abc import Callable, Sequence

from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG = "dense_or_sparse"


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{SLUG}?guess=off{query}")
    settle(page, "Read on")
    return page


def lowest(page: Page, places: Sequence[str]) -> float:
    boxes = [page.locator(place).first.bounding_box() for place in places]
    assert None not in boxes
    return max(box["y"] + box["height"] for box in boxes if box)


def test_the_first_screen_holds_hero_guess_and_finding_and_on_a_phone_the_hero(
    new_page: Callable[..., Page], server: Server
) -> None:
    hero = f".st-key-{SLUG}-ranks .js-plotly-plot"
    page = new_page(width=1280, height=800)
    page.goto(f"{server.url}/{SLUG}")
    settle(page, "Read on")
    page.get_by_role("button", name="The dense vectors").click()
    settle(page, "Rank of the answer")
    assert lowest(page, [hero, ".st-key-el-hero .el-finding", ".st-key-el-controls"]) <= 800
    wide = page.locator(hero).evaluate("plot => plot.layout.margin.l")
    # Rows of the hero's text become shorter where it has less room, and long again with more.
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(f"() => document.querySelector('{hero}').layout.margin.l < {wide / 1.5}")
    settle(page)
    assert lowest(page, [hero]) <= 844
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_function(f"() => document.querySelector('{hero}').layout.margin.l === {wide}")


def test_the_weight_moves_by_keyboard_and_everything_that_rests_on_it_follows(page: Page, server: Server) -> None:
    opened(page, server, f"&{SLUG}-open-hybrid=true&{SLUG}-open-scores=true&{SLUG}-score1=Hybrid+sum")
    score = page.locator(".el-identity").first
    before = score.inner_text()
    page.get_by_role("slider", name="Hybrid sum").press("ArrowRight")
    settle(page, "nDCG@10 at weight 0.55")
    page.wait_for_url(f"**{SLUG}-mix=0.55*")
    expect(score).not_to_have_text(before)


def test_a_mark_clicked_in_a_part_is_looked_at_everywhere(page: Page, server: Server) -> None:
    opened(page, server, f"&{SLUG}-open-hybrid=true&{SLUG}-open-flow=true")
    mark = page.locator(f".st-key-{SLUG}-fusion .js-plotly-plot")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    spot = mark.evaluate(
        """plot => {
            const trace = plot._fullData.find(t => t.mode === 'markers' && t.customdata && t.customdata[0] === 1);
            const {xaxis, yaxis} = plot._fullLayout;
            const last = trace.x.length - 1;
            return [xaxis._offset + xaxis.c2p(trace.x[last]), yaxis._offset + yaxis.c2p(trace.y[last])];
        }"""
    )
    page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])
    page.wait_for_url(f"**{SLUG}-document=2*")
    settle(page, "to document 2")
    page.go_back()  # address and page agree
    settle(page, "to document 8")
    assert f"{SLUG}-document" not in page.url


def test_the_open_parts_pass_axe(new_page: Callable[..., Page], server: Server) -> None:
    parts = "".join(f"&{SLUG}-open-{part}=true" for part in ("flow", "hybrid", "scores", "marks", "bm42", "examples"))
    page = opened(new_page(height=5200, scheme="dark"), server, f"&{SLUG}-score2=Hybrid+RRF{parts}")
    assert axe_violations(page) == []
