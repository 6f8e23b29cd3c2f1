"""Files brought to lesson 8 in a real browser, on a phone: read, cut into marked chunks, no wider than the screen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.content.corpus_files.made import pdf
from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG = "own_corpus"
ROWS = b'id,text\n1,"=HYPERLINK(""http://x"")"\n2,<b>bold</b> **words**\n3,' + b"The boat sank in the harbour. " * 60


def test_files_are_read_and_their_chunks_marked(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(width=390)
    page.goto(f"{server.url}/{SLUG}?guess=off&{SLUG}-open-texts=true")
    settle(page, "Bring your own texts")
    page.locator(f"[class*=st-key-{SLUG}-texts-files] input[type=file]").set_input_files(
        [
            {"name": "rows.csv", "mimeType": "text/csv", "buffer": ROWS},
            {"name": "manual.pdf", "mimeType": "application/pdf", "buffer": pdf("Lemons are sour", "")},
        ]
    )
    settle(page, "4 texts to use.")
    expect(page.get_by_text('=HYPERLINK("http://x")')).to_be_visible()
    expect(page.get_by_text("<b>bold</b> **words**")).to_be_visible()
    page.get_by_role("button", name="By tokens").or_(page.get_by_role("radio", name="By tokens")).first.click()
    settle(page, "Neighbours share")
    marks = page.locator("mark[style*=dotted]")
    assert marks.count() > 1
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert axe_violations(page) == []
