"""Both pages in a real browser: whoever comes first, in light and dark, on a phone, for everybody, and alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from embedlab.content.pages import load_pages
from embedlab.ui.navigation import page_address
from tests.kit.browser.page import axe_violations, outside_requests, settle
from tests.kit.browser.server import Server

ADDRESSES = {"": "EmbedLab · What is an embedding?", "static_or_contextual": "EmbedLab · Static or contextual?"}
LAST = "Read on"


def opened(page: Page, server: Server, address: str) -> Page:
    page.goto(f"{server.url}/{address}")
    settle(page, LAST)
    return page


@pytest.fixture(scope="module", autouse=True)
def nothing_left_the_machine(server: Server) -> Iterator[None]:
    yield
    assert server.outside_attempts() == []


@pytest.mark.parametrize("address", ["static_or_contextual", "?home-model=E5+small+v2"])
def test_a_deep_link_to_a_server_that_was_just_started(
    address: str, page: Page, fresh_server: Callable[..., Server]
) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, address)
    expect(page).to_have_title(ADDRESSES[address.split("?")[0]])
    sidebar = page.get_by_test_id("stSidebarUserContent")
    known = load_pages()
    listed = re.sub(r"\n*coming", "", sidebar.inner_text()).replace("\n", " ")
    for label in [item.label for item in known]:
        assert label in listed
        listed = listed.replace(label, "", 1)
    assert set(listed.split()) == {"EmbedLab", *(word for item in known for word in item.group.split())}
    assert page.get_by_test_id("stSidebarNav").count() == 0
    linked = {item.label for item in known if page_address(item) is not None}
    assert set(sidebar.get_by_role("link").all_inner_texts()) == linked
    assert asked == []
    assert server.outside_attempts() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_its_screen_and_passes_axe(
    address: str, width: int, scheme: str, new_page: Callable[..., Page], server: Server
) -> None:
    page = opened(new_page(width=width, height=900, scheme=scheme), server, address)
    dark = page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") == "dark"
    assert dark == (scheme == "dark")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    assert axe_violations(page) == []


def test_the_matrix_leads_to_the_lesson(page: Page, server: Server) -> None:
    opened(page, server, "")
    page.locator(".el-matrix a").first.click()
    expect(page).to_have_title(ADDRESSES["static_or_contextual"])
    settle(page, LAST)


def test_going_from_page_to_page_carries_no_value_along(page: Page, server: Server) -> None:
    opened(page, server, "?home-model=E5+small+v2&a=My+own+text")
    page.get_by_role("link", name="1 Static or contextual").first.click()
    expect(page).to_have_title(ADDRESSES["static_or_contextual"])
    settle(page, "The static room")
    page.get_by_text("Analogy", exact=True).click()
    settle(page, "is to “king”")
    expect(page.get_by_role("textbox", name="a", exact=True)).to_have_value("man")
    assert "model" not in page.url
    page.get_by_role("link", name="Home").first.click()
    expect(page).to_have_title(ADDRESSES[""])
    settle(page, LAST)
    expect(page.get_by_role("textbox", name="A", exact=True)).to_have_value("My own text")


def test_editing_a_text_of_home_changes_its_numbers(page: Page, server: Server) -> None:
    opened(page, server, "")
    scores = page.get_by_role("region", name="Scores of A and B")
    before = scores.inner_text()
    box = page.get_by_role("textbox", name="B", exact=True)
    box.fill("The doctor examined the sick child.")
    box.press("Enter")
    expect(scores).to_contain_text("100%")
    settle(page)
    assert scores.inner_text() != before
    marked = "document.querySelector('.st-key-pairs-B .js-plotly-plot').layout.meta.alt"
    assert "1.00" in page.evaluate(marked)
