"""Back after two choices leads to the first of them: the address, the list and all that rests on it agree."""

import pytest
from playwright.sync_api import Page

from tests.kit.browser.page import settle
from tests.kit.browser.server import Server

LAST = "Read on"


def choose(page: Page, widget: str, place: int, address: str) -> str:
    """Choose an option of a list by its place; return everything that the page says then."""
    page.locator(f".st-key-{widget}").get_by_role("combobox").click()
    page.get_by_role("option").nth(place).click()
    page.wait_for_url(address)
    return told(page)


def told(page: Page) -> str:
    settle(page, LAST)
    return page.get_by_test_id("stMain").inner_text()


@pytest.mark.parametrize(
    ("slug", "widget", "places", "addresses"),
    [
        ("dense_or_sparse", "el-dense_or_sparse-document", (2, 4), ("**document=3*", "**document=5*")),
        ("single_or_late", "el-single_or_late-document", (2, 4), ("**document=3*", "**document=5*")),
        ("symmetric_or_asymmetric", "symmetric_or_asymmetric-example", (1, 2), ("**example=*", "**example=*")),
    ],
)
def test_back_after_two_choices_leads_to_the_first(
    slug: str, widget: str, places: tuple[int, int], addresses: tuple[str, str], page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/{slug}?guess=off")
    start = told(page)
    first = choose(page, widget, places[0], addresses[0])
    address = page.url
    second = choose(page, widget, places[1], addresses[1])
    assert len({start, first, second}) == 3
    page.go_back()
    page.wait_for_url(address)
    page.wait_for_function("before => document.querySelector('[data-testid=stMain]').innerText !== before", arg=second)
    assert told(page) == first
