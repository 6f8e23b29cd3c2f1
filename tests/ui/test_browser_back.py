"""Back after two choices leads to the first of them: the address, the list and all that rests on it agree."""

import contextlib

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.kit.browser.page import settle
from tests.kit.browser.server import Server

LAST = "Read on"
PATIENCE = 30_000


def choose(page: Page, box: Locator, place: int, address: str) -> tuple[str, str, str]:
    """Choose an option of a list by its place; return the option, all that the page says then, and its address."""
    before = box.input_value()
    for _ in range(3):  # a page that is still drawn closes an open list
        box.click()
        with contextlib.suppress(TimeoutError):
            page.get_by_role("option").nth(place).click(timeout=8_000)
            break
    page.wait_for_url(address)
    expect(box).not_to_have_value(before, timeout=PATIENCE)
    settle(page, LAST)
    return box.input_value(), page.get_by_test_id("stMain").inner_text(), page.url


@pytest.mark.parametrize(
    ("slug", "widget", "places", "addresses"),
    [
        ("dense_or_sparse", "el-dense_or_sparse-document", (2, 4), ("**document=3*", "**document=5*")),
        ("single_or_late", "el-single_or_late-document", (2, 4), ("**document=3*", "**document=5*")),
    ],
)
def test_back_after_two_choices_leads_to_the_first(
    slug: str, widget: str, places: tuple[int, int], addresses: tuple[str, str], page: Page, server: Server
) -> None:
    page.goto(f"{server.url}/{slug}?guess=off&{slug}-open-flow=true")  # lesson 4 tells of a document there
    settle(page, LAST)
    box = page.locator(f".st-key-{widget}").get_by_role("combobox")
    name, said, address = choose(page, box, places[0], addresses[0])
    other = choose(page, box, places[1], addresses[1])
    assert said not in other
    page.go_back()
    expect(box).to_have_value(name, timeout=PATIENCE)
    settle(page, LAST)
    assert page.url == address
    assert page.get_by_test_id("stMain").inner_text() == said


def test_back_over_a_list_that_is_bound_to_the_address_leaves_the_page_and_forward_finds_it_again(
    page: Page, server: Server
) -> None:
    """Streamlit rewrites the address for such a list and makes no step of it."""
    slug = "symmetric_or_asymmetric"
    page.goto(server.url)
    settle(page, LAST)
    page.goto(f"{server.url}/{slug}?guess=off")
    settle(page, LAST)
    box = page.locator(f".st-key-{slug}-example").get_by_role("combobox")
    choose(page, box, 1, "**example=*")
    name, _, address = choose(page, box, 2, "**example=*")
    page.go_back()
    expect(box).to_have_count(0, timeout=PATIENCE)
    page.go_forward()
    expect(box).to_have_value(name, timeout=PATIENCE)
    assert page.url == address
