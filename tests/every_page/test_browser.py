"""Every page in a real browser: whoever comes first, light and dark, on a phone, by keyboard, with hostile text."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from embedlab.content.pages import load_page, load_pages
from embedlab.ui.navigation import page_address
from tests.every_page import READY
from tests.kit.browser.page import axe_violations, outside_requests, settle
from tests.kit.browser.server import Server
from tests.kit.pages.screen import all_parts

NOTHING_TYPED = {"uses", "fine_tuning"}
"""Its texts come from a collection; ``tests/lessons/uses/test_page.py`` brings one with markup in it."""
every_page = pytest.mark.parametrize("slug", READY)
LAST = "Read on"
MARKUP = "<img src=x onerror=document.title='broken'> **b** $x^2$ :smile:"
WIDTHS = "[document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"


def opened(page: Page, server: Server, slug: str, query: str = "") -> Page:
    page.goto(f"{server.url}/{load_page(slug).address}{query}")
    settle(page, LAST)
    return page


def title(slug: str) -> str:
    return f"EmbedLab · {load_page(slug).heading}"


@pytest.fixture(scope="module", autouse=True)
def nothing_left_the_machine(server: Server) -> Iterator[None]:
    yield
    assert server.outside_attempts() == []


@every_page
def test_a_deep_link_to_a_server_that_was_just_started(
    slug: str, page: Page, fresh_server: Callable[..., Server]
) -> None:
    server = fresh_server()
    asked = outside_requests(page)
    opened(page, server, slug)
    expect(page).to_have_title(title(slug))
    sidebar = page.get_by_test_id("stSidebarUserContent")
    listed = re.sub(r"\n*coming", "", sidebar.inner_text()).replace("\n", " ")
    for item in load_pages():
        assert item.label in listed
        listed = listed.replace(item.label, "", 1)
    assert set(listed.split()) == {"EmbedLab", *(word for item in load_pages() for word in item.group.split())}
    assert page.get_by_test_id("stSidebarNav").count() == 0
    linked = {item.label for item in load_pages() if page_address(item) is not None}
    assert set(sidebar.get_by_role("link").all_inner_texts()) == linked
    assert asked == []
    assert server.outside_attempts() == []


@every_page
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_it_fits_its_screen_and_passes_axe_with_every_part_open(
    slug: str, width: int, scheme: str, new_page: Callable[..., Page], server: Server
) -> None:
    parts = "&".join(f"{slug}-open-{part}=true" for part in all_parts(slug))
    page = opened(new_page(width=width, height=900, scheme=scheme), server, slug, f"?{parts}")
    dark = page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme") == "dark"
    assert dark == (scheme == "dark")
    assert max(page.evaluate(WIDTHS)) <= width
    assert axe_violations(page) == []


@every_page
def test_a_guess_can_be_made_and_a_part_opened_by_keyboard_and_focus_is_seen(
    slug: str, page: Page, server: Server
) -> None:
    opened(page, server, slug)
    page.get_by_role("button", name="Show me").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".el-veiled")).to_have_count(0)
    part = page.locator("summary", has_text=re.compile("^.*Read on"))
    part.focus()
    assert part.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator(".el-reading").last).to_be_visible()
    page.wait_for_url(f"**{slug}-open-read=true*")


@every_page
def test_back_leads_to_the_page_before(slug: str, page: Page, server: Server) -> None:
    other = "home" if slug != "home" else READY[1]
    opened(page, server, other)
    page.get_by_test_id("stSidebarUserContent").get_by_role("link", name=load_page(slug).label).click()
    expect(page).to_have_title(title(slug))
    settle(page, LAST)
    page.go_back()
    expect(page).to_have_title(title(other))
    settle(page, LAST)
    page.go_forward()
    expect(page).to_have_title(title(slug))


@pytest.mark.parametrize("slug", [slug for slug in READY if slug not in NOTHING_TYPED])
def test_markup_of_a_visitor_stays_text(slug: str, page: Page, server: Server) -> None:
    parts = "&".join(f"{slug}-open-{part}=true" for part in all_parts(slug))
    opened(page, server, slug, f"?guess=off&{parts}")  # lesson 3 is typed into below its first screen only
    box = page.locator("[data-testid=stMain] [data-testid=stTextInput] input").first
    box.fill(MARKUP)
    box.press("Enter")
    page.wait_for_timeout(500)
    settle(page, LAST)
    assert page.locator("[data-testid=stMain] img[src=x]").count() == 0
    expect(page).to_have_title(title(slug))
