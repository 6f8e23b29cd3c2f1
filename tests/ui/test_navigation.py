"""The sidebar lists what the app holds; only what is ready is a link."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from embedlab.content.pages import load_page, load_pages
from embedlab.ui.navigation import page_address
from tests.kit.browser.server import ROOT


def lines(app: AppTest) -> list[str]:
    """The sidebar from top to bottom, a link as the address that it leads to."""
    return [
        element.proto.page if element.type == "page_link" else re.sub("<[^>]*>", "", element.proto.body)
        for element in app.sidebar
        if element.type in ("html", "page_link")
    ]


def script() -> None:
    from embedlab.ui.navigation import draw_navigation

    draw_navigation()


def test_every_page_is_listed_in_order_under_its_group() -> None:
    groups = dict.fromkeys(page.group for page in load_pages())
    expected = ["EmbedLab"]
    for group in groups:
        expected += [group, *(page.label for page in load_pages() if page.group == group)]
    drawn = lines(AppTest.from_function(script).run())
    assert [line.removesuffix(" coming") for line in drawn] == expected


def test_in_the_app_what_is_ready_is_a_link_and_what_is_not_says_that_it_is_coming() -> None:
    drawn = lines(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())
    coming = [page.label for page in load_pages() if not page.ready]
    assert [line.removesuffix(" coming") for line in drawn if line.endswith(" coming")] == coming
    assert not {page.label for page in load_pages() if page.ready} & set(drawn)
    links = [line for line in drawn if line in {page.address for page in load_pages()}]
    assert links == [page.address for page in load_pages() if page.ready]


@pytest.mark.parametrize("change", [{"ready": False}, {"number": 99}], ids=["coming", "without its file"])
def test_a_page_that_cannot_be_opened_has_no_address(change: dict[str, int]) -> None:
    page = load_page("dense_or_sparse")
    assert page_address(page) == "dense_or_sparse"
    assert page_address(page.model_copy(update=change)) is None


@pytest.mark.parametrize(("old", "new"), [(old, entry.slug) for entry in load_pages() for old in entry.former])
def test_a_former_address_leads_on_with_all_that_it_held(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: dict[str, object] = {}
    monkeypatch.setattr(st, "switch_page", lambda file, query_params: sent.update({file: query_params}))
    app = AppTest.from_file(str(ROOT / f"pages/{old}.py"))
    app.query_params["teach"] = "1"
    assert not app.run().exception
    assert sent == {load_page(new).file: {"teach": "1"}}
