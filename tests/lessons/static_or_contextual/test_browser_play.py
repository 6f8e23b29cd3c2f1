"""Play on lesson 1 in a real browser: one number for slider, map and sentence, and marks that glide where they may."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from embedlab.lessons.static_or_contextual.inputs import KEYS
from tests.kit.browser.page import settle
from tests.kit.browser.server import Server

_WATCH = """() => {
    window.moments = [];
    const number = text => text?.match(/^Layer (\\d+)/)?.[1];
    const look = () => {
        const chart = document.querySelector('.st-key-static_or_contextual-occurrences [aria-label]');
        const said = [
            document.querySelector('.st-key-el-hero [data-testid=stSliderThumbValue]')?.innerText.match(/\\d+/)?.[0],
            number(chart?.ariaLabel), number(document.querySelector('.st-key-el-hero .el-finding')?.innerText),
        ];
        const marks = [...document.querySelectorAll('.st-key-static_or_contextual-occurrences .point')];
        window.moments.push({
            layers: said.filter(each => each !== undefined).map(Number),
            moving: marks.some(mark => mark.getAnimations().some(each => each.effect.getTiming().duration > 100)),
        });
        requestAnimationFrame(look);
    };
    look();
}"""


def opened(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/{KEYS.slug}?guess=off")
    settle(page, "Read on")
    page.evaluate(_WATCH)


def test_play_walks_to_the_best_layer_and_its_marks_glide(page: Page, server: Server) -> None:
    opened(page, server)
    page.get_by_role("button", name="Play").click()
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_be_visible()
    expect(pause).to_be_hidden(timeout=60_000)
    settle(page, "Layer 11:")
    moments = page.evaluate("window.moments")
    spread = [max(layers) - min(layers) for layers in (moment["layers"] for moment in moments) if len(layers) == 3]
    # Slider, figure and sentence are told one after the other, within one step.
    assert sum(each > 1 for each in spread) <= 0.02 * len(spread) + 2, spread
    assert moments[-1]["layers"] == [11, 11, 11]
    assert {0, 5, 10} <= {moment["layers"][-1] for moment in moments if moment["layers"]}
    assert sum(moment["moving"] for moment in moments) > 10
    assert page.get_by_role("button", name="Play").is_visible()
    assert "layer12" not in page.url


def test_play_steps_without_motion_for_who_wants_none(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(reduced_motion="reduce")
    opened(page, server)
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".el-finding").first).to_contain_text("Layer 2:", timeout=60_000)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    assert not any(moment["moving"] for moment in page.evaluate("window.moments"))
    assert page.evaluate("document.activeElement.innerText").strip().endswith("Play")
