"""A visitor judges by the keyboard alone, in a real browser; a reload loses nothing."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered, documents_of, queries_of
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.page_judging import load_judging
from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG, SIZE = "own_corpus", 12


def test_passages_are_judged_by_the_keyboard_and_kept(new_page: Callable[..., Page], server: Server) -> None:
    faq = load_faq()
    documents = documents_of([f"a{number}" for number in range(SIZE)], faq.texts[:SIZE])
    record = shared_collections().add(
        Gathered("Twelve answers", documents, queries_of(["q0"], faq.questions[:1])), source="a test"
    )
    page = new_page(width=390, height=844)
    address = f"{server.url}/{SLUG}?guess=off&{SLUG}-corpus={record.id}&{SLUG}-open-judging=true"
    page.goto(f"{address}&{SLUG}-judge-set-ups=BM25&{SLUG}-judge-depth=2")
    settle(page, "Whose results are judged")
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_text("0 of 2 judged")).to_be_visible(timeout=30_000)
    settle(page, "0 of 2 judged")
    assert axe_violations(page) == []
    page.keyboard.press("2")
    expect(page.get_by_text("1 of 2 judged")).to_be_visible(timeout=30_000)
    page.keyboard.press("b")
    expect(page.get_by_text("0 of 2 judged")).to_be_visible(timeout=30_000)
    page.keyboard.press("1")
    expect(page.get_by_text("1 of 2 judged")).to_be_visible(timeout=30_000)
    page.reload()
    settle(page, "1 of 2 judged")
    page.keyboard.press("0")
    expect(page.get_by_text("2 passages judged, 1 of them relevant.")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    judging = load_judging(shared_collections().folder(record.id))
    assert judging is not None
    assert sorted(judging.judged.values()) == [0, 1]
