"""Every page runs alone and through the app, as it is when nobody has touched it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.pages import load_pages
from embedlab.studies import shipped_store
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import LESSON_1, SECONDS, alive, bodies, findings, notes, opened, problems

PAGES = [entry.file for entry in load_pages() if entry.ready]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_alone(page: str) -> None:
    app = opened(page)
    assert "<h1>" in bodies(app)
    assert findings(app), "a page shows an answer before anything is pressed"
    assert problems(app) == []
    assert notes(app) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_through_the_app(page: str) -> None:
    app = alive(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run())
    app.switch_page(page)
    alive(app.run())
    alive(app.run())
    assert "<h1>" in bodies(app)
    assert findings(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_has_a_text_alternative(page: str) -> None:
    charts = opened(page).get("plotly_chart")
    assert charts
    assert all(len(chart.proto.alt) > 20 for chart in charts)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_whose_shipped_results_cannot_be_read_is_drawn_from_the_live_models(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    app = opened(page)
    assert "<h1>" in bodies(app)
    assert app.get("plotly_chart")


def keys(app: AppTest) -> set[str]:
    kinds = ("selectbox", "slider", "text_input", "text_area", "toggle", "radio", "number_input", "segmented_control")
    found = {widget.key for kind in kinds for widget in app.get(kind)}
    return {key for key in found if key and not key.startswith("el-")}


def test_no_value_of_one_page_can_reach_another() -> None:
    # A bound value stays with its key from page to page, so a shared key would carry a text into another field.
    tools = ["Neighbours", "Analogy", "Odd one out", "An axis of your own"]
    used = {page: keys(opened(page)) for page in PAGES}
    used[LESSON_1] |= {key for tool in tools for key in keys(opened(LESSON_1, tool=tool))}
    assert all(used.values())
    shared = {
        (page, other): both
        for page in PAGES
        for other in PAGES
        if page < other and (both := used[page] & used[other])
    }
    assert shared == {}
