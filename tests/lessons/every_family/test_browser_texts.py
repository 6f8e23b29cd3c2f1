"""Texts from a file on lesson 7 in a real browser: a CSV is uploaded, a column chosen, the ranking follows."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG = "every_family"
REVIEWS = b"id,short,text\n" + b"".join(
    b"%d,review %d,Review number %d of a bicycle that was bought.\n" % (n, n, n) for n in range(1, 6)
)


def test_an_uploaded_column_is_ranked(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page()
    page.goto(f"{server.url}/{SLUG}?guess=off&{SLUG}-rankers=BM25&{SLUG}-rankers=TF-IDF")
    settle(page, "Read on")
    page.get_by_role("button", name="Documents").click()
    page.get_by_role("tab", name="From a file or table").click()
    file = {"name": "reviews.csv", "mimeType": "text/csv", "buffer": REVIEWS}
    page.locator(f".st-key-{SLUG}-own-file input[type=file]").set_input_files([file])  # type: ignore[list-item]
    settle(page, "5 rows, 5 texts to use.")
    # Streamlit's place to drop a file on can be focused, and says that it is for the eye alone.
    assert [rule for rule in axe_violations(page) if not rule.startswith("presentation-role-conflict")] == []
    page.get_by_role("combobox", name="Column of the texts").click()
    page.get_by_role("option", name="2: short").click()
    settle(page, "✓ 2: short")
    page.get_by_role("button", name="Use these 5 texts").click()
    settle(page, "These 5 texts are in use, under Lines.")
    page.keyboard.press("Escape")
    settle(page, "Own text, from")
    expect(page.get_by_text("rank of 5").first).to_be_visible()
    assert "review+1%0Areview+2" in page.url, "a link holds the texts, not the file"
    page.get_by_role("button", name="Back to the example").click()
    expect(page.get_by_text("rank of 12").first).to_be_visible()
