"""Lesson 3 in a real browser: a deep link, a training that draws while it runs, outlives a reload and stops at once."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import drawn, outside_requests, settle
from tests.kit.browser.server import Server
from tests.kit.pages.training import SLUG, TRAINING, key

LAST = "Read on"
PATIENCE = 120_000


def opened(page: Page, server: Server, *parts: str, **parameters: str) -> Page:
    own = [f"{SLUG}-{name.replace('_', '-')}={value}" for name, value in parameters.items()]
    opens = [f"{SLUG}-open-{part}=true" for part in parts]
    page.goto(f"{server.url}/{SLUG}?{'&'.join(['guess=off', *own, *opens])}")
    settle(page, LAST)
    return page


def points(page: Page) -> int:
    """Records on the supervised curve."""
    plot = page.locator(f".st-key-{key('recall-curves')} .js-plotly-plot")
    return int(plot.evaluate("plot => plot._fullData.find(trace => trace.name === 'supervised').x.length"))


def grown(page: Page, records: int) -> None:
    """Wait until a training that runs has so many records on the chart."""
    page.wait_for_function(
        """([key, records]) => {const plot = document.querySelector(`.st-key-${key} .js-plotly-plot`);
            const curve = plot?._fullData?.find(trace => trace.name === 'supervised');
            return curve?.x?.length >= records && curve.x[records - 1] < 400;}""",
        arg=[key("recall-curves"), records],
        timeout=PATIENCE,
    )


def test_a_deep_link_to_a_fresh_server_shows_its_figures(page: Page, fresh_server: Callable[..., Server]) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, "batch", after="after+SimCSE", batch_pairs="A+false+negative")
    expect(page).to_have_title("EmbedLab · Unsupervised or supervised?")
    for name in ("recall-curves", "nearest"):
        box = page.locator(f".st-key-{key(name)} .js-plotly-plot").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    for number in (0, 1):
        box = page.locator(".el-finding").nth(number).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800
    expect(page.get_by_text("of 1,937 after SimCSE training.")).to_be_visible()
    expect(page.get_by_text("A car and an automobile are the same thing")).to_be_visible()
    assert points(page) > 5
    assert asked == []
    assert server.outside_attempts() == []


def test_a_training_draws_while_it_runs_also_after_a_reload_and_stops_when_asked(page: Page, server: Server) -> None:
    opened(page, server, "batch", batch="2048", seed="21")
    before = drawn(page, key("nearest"))
    train, stop = (page.locator(f".st-key-el-{name}-{TRAINING} button") for name in ("train", "stop"))
    expect(stop).to_be_disabled()
    train.click()
    expect(stop).to_be_enabled()
    grown(page, 2)
    pairs = page.locator(f".st-key-{key('batch-pairs')}").get_by_role("combobox")
    pairs.scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    pairs.click()
    page.wait_for_timeout(4_000)  # new points have come in: had they moved the page, the list would have closed
    page.get_by_role("option", name="A hard negative").click()
    page.get_by_text("A cello is nearly a violin").first.wait_for()
    expect(stop).to_be_enabled()
    page.reload()
    settle(page, LAST)
    expect(stop).to_be_enabled()
    expect(train).to_be_disabled()
    grown(page, points(page) + 1)
    stop.click()
    page.get_by_text("Training was stopped.").first.wait_for(timeout=10_000)
    settle(page)
    expect(train).to_be_enabled()
    assert points(page) >= 2, "what was learnt so far stays on the screen"
    assert drawn(page, key("nearest")) == before


def test_the_temperature_of_the_softmax_moves_the_matrix_beside_it(page: Page, server: Server) -> None:
    opened(page, server, "batch")
    cosines, softmax = drawn(page, key("batch-cosines")), drawn(page, key("batch-softmax"))
    page.get_by_role("slider", name="Temperature of the softmax").press("ArrowRight")
    page.wait_for_url("**softmax-temperature=*")
    settle(page)
    assert drawn(page, key("batch-softmax")) != softmax
    assert drawn(page, key("batch-cosines")) == cosines
