"""A visitor presses Measure and sees what comes out, in a real browser and on a phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of
from embedlab.studies.corpus.collection_store import shared_collections
from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG, SIZE = "own_corpus", 30


def brought() -> str:
    faq = load_faq()
    gathered = Gathered(
        "Thirty answers",
        documents_of([f"a{number}" for number in range(SIZE)], faq.texts[:SIZE]),
        queries_of([f"q{number}" for number in range(SIZE)], faq.questions[:SIZE]),
        judgements_of((f"q{number}", f"a{number}", 1) for number in range(SIZE)),
    )
    return shared_collections().add(gathered, source="a test").id


def test_measure_is_pressed_and_a_query_is_taken_apart(new_page: Callable[..., Page], server: Server) -> None:
    id = brought()
    page = new_page(width=390, height=844)
    chosen = f"{SLUG}-measured=BM25&{SLUG}-measured=GloVe+6B+50d"
    page.goto(f"{server.url}/{SLUG}?guess=off&{SLUG}-corpus={id}&{SLUG}-open-quality=true&{chosen}")
    settle(page, "Set-ups to measure")
    page.get_by_role("button", name="Measure", exact=True).click()
    expect(page.get_by_text("Two set-ups, query by query")).to_be_visible(timeout=90_000)
    settle(page, "Two set-ups, query by query")
    expect(page.get_by_role("region", name="Measures of each set-up")).to_contain_text("GloVe")
    expect(page.get_by_role("region", name="Where each set-up puts the answer")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Judgements (qrels)").click()
    assert taken.value.path().read_text("utf-8").splitlines()[0] == "q0 0 a0 1"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page) == []
