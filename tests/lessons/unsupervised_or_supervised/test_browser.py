"""Lesson 3 in a real browser: a deep link, a training that draws while it runs and stops at once, axe, a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, drawn, outside_requests, settle
from tests.kit.browser.server import Server

ADDRESS = "unsupervised_or_supervised"
LAST = "A Dive into Embedding Model Taxonomy"
PATIENCE = 120_000


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.url}/{ADDRESS}{query}")
    settle(page, LAST)
    return page


def points(page: Page) -> int:
    """Records on the supervised curve."""
    plot = page.locator(".st-key-recall-curves .js-plotly-plot")
    return int(plot.evaluate("plot => plot._fullData.find(trace => trace.name === 'supervised').x.length"))


def test_a_deep_link_to_a_fresh_server_shows_curves_and_maps(page: Page, fresh_server: Callable[..., Server]) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, "?after3=after+SimCSE&batch-pairs=A+false+negative")
    expect(page).to_have_title("EmbedLab · Unsupervised or supervised?")
    for key in ("recall-curves", "pairs-before", "pairs-after"):
        box = page.locator(f".st-key-{key} .js-plotly-plot").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    for number in (0, 1):
        box = page.locator(".el-finding").nth(number).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    expect(page.locator(".el-finding").nth(1)).to_contain_text("after SimCSE training")
    assert points(page) > 5
    assert asked == []
    assert server.outside_attempts() == []


def test_a_training_draws_while_it_runs_and_stops_when_asked(page: Page, server: Server) -> None:
    opened(page, server, "?seconds3=60&seed3=21")
    before = drawn(page, "pairs-after")
    train, stop = (page.get_by_role("button", name=name, exact=True).first for name in ("Train", "Stop"))
    expect(stop).to_be_disabled()
    train.click()
    expect(stop).to_be_enabled()
    page.wait_for_function(
        """() => {const plot = document.querySelector('.st-key-recall-curves .js-plotly-plot');
            const curve = plot?._fullData?.find(trace => trace.name === 'supervised');
            return curve?.x?.length >= 2 && plot._fullLayout.xaxis.range[1] > 45;}""",
        timeout=PATIENCE,
    )
    pairs = page.locator(".st-key-batch-pairs").get_by_role("combobox")
    pairs.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    pairs.click()
    page.wait_for_timeout(4_000)  # new points have come in: had they moved the page, the list would have closed
    page.get_by_role("option", name="A hard negative").click()
    page.get_by_text("Such a near miss").first.wait_for()
    expect(stop).to_be_enabled()
    stop.click()
    page.get_by_text("Training was stopped.").first.wait_for(timeout=10_000)
    settle(page)
    expect(train).to_be_enabled()
    assert points(page) >= 2, "what was learnt so far stays on the screen"
    assert drawn(page, "pairs-after") == before


def test_the_temperature_of_the_softmax_moves_the_matrix_beside_it(page: Page, server: Server) -> None:
    opened(page, server)
    cosines, softmax = drawn(page, "batch-cosines"), drawn(page, "batch-softmax")
    page.get_by_role("slider", name="Temperature of the softmax").press("ArrowRight")
    page.wait_for_url("**batch-heat=*")
    settle(page)
    assert drawn(page, "batch-softmax") != softmax
    assert drawn(page, "batch-cosines") == cosines


def test_the_light_page_passes_axe(page: Page, server: Server) -> None:
    assert axe_violations(opened(page, server)) == []


def test_a_dark_phone_passes_axe_and_has_nothing_wider_than_itself(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = opened(new_page(width=390, height=844, scheme="dark"), server)
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    assert axe_violations(page) == []
