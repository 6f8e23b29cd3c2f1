"""A visitor draws around texts on a map that is a picture, reads them in a list and looks closer: a real browser."""

from collections.abc import Callable

import numpy as np
from playwright.sync_api import Page, expect

from embedlab.content.gathered import Gathered, documents_of
from embedlab.figures.corpus_map import MOST_MARKS
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.map_record import load_map
from embedlab.studies.corpus.map_step import MapStep
from embedlab.studies.corpus.text_reading import Reading
from tests.kit.browser.page import axe_violations, settle
from tests.kit.browser.server import Server

SLUG, SIZE = "own_corpus", MOST_MARKS + 200
GLOVE = Reading("glove-6b-50d")


def brought() -> str:
    rng = np.random.default_rng(0)
    topics = rng.integers(0, 4, SIZE)
    texts = [
        f"text {number} about {('rivers', 'money', 'birds', 'boats')[topic]}" for number, topic in enumerate(topics)
    ]
    record = shared_collections().add(
        Gathered("Many", documents_of([f"d{number}" for number in range(SIZE)], texts), None, None), source="a test"
    )
    index = shared_collections().index(record)
    vectors = rng.normal(size=(4, GLOVE.width))[topics] + 0.3 * rng.normal(size=(SIZE, GLOVE.width))
    index.dense_rows(GLOVE).append(vectors.astype(np.float32))
    MapStep(index, GLOVE).run([].append)
    assert load_map(index.path, SIZE) is not None
    return record.id


def test_a_box_around_texts_lists_them_and_leads_closer(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(width=1280, height=1200)
    page.goto(f"{server.url}/{SLUG}?guess=off&{SLUG}-corpus={brought()}&{SLUG}-open-map=true")
    settle(page, "this map keeps")
    figure = page.locator(f".st-key-{SLUG}-map .js-plotly-plot")
    figure.scroll_into_view_if_needed()
    assert figure.locator(".layer-below image, image").count() == 1
    assert figure.locator(".scatterlayer .point").count() == 0
    page.locator(f".st-key-{SLUG}-map [data-title='Box Select']").click()
    box = figure.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 12, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 12, steps=8)
    page.mouse.up()
    settle(page, "drawn around, of 1,700")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Look closer").click()
    expect(figure.locator(".scatterlayer .point").first).to_be_visible(timeout=30_000)
    settle(page)
    assert page.get_by_role("button", name="Whole map").is_enabled()
