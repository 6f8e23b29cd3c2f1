"""Every page without a browser: alone, through the app, first screen first."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.pages import load_page
from embedlab.studies import shipped_store
from tests.every_page import READY
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import (
    SECONDS,
    alive,
    all_parts,
    alternatives,
    bodies,
    findings,
    lesson_page,
    markdown,
    notes,
    opened,
    problems,
)

every_page = pytest.mark.parametrize("slug", READY)


@every_page
def test_it_answers_before_anything_is_pressed(slug: str) -> None:
    app = lesson_page(slug)
    assert f"<h1>{load_page(slug).heading}</h1>" in bodies(app)
    assert findings(app)
    assert problems(app) == []
    # Parts that need an index say so until there is one.
    assert notes(app if slug != "own_corpus" else lesson_page(slug, parts="")) == []


@every_page
def test_it_runs_through_the_app(slug: str) -> None:
    app = alive(AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS).run())
    if slug != "home":
        app.switch_page(load_page(slug).file)
    alive(app.run())
    alive(app.run())
    assert f"<h1>{load_page(slug).heading}</h1>" in bodies(app)
    assert app.get("plotly_chart")


@every_page
def test_what_lies_below_the_first_screen_is_drawn_when_it_is_opened(slug: str) -> None:
    closed, open_ = lesson_page(slug, parts=""), lesson_page(slug)
    assert set(alternatives(closed)) <= set(alternatives(open_))
    assert alternatives(closed)
    assert len(bodies(closed)) < len(bodies(open_))
    assert "What this picture leaves out" not in markdown(closed)
    assert "What this picture leaves out" in markdown(open_)
    assert len(closed.expander) >= len(all_parts(slug)) - 1  # Home has no questions to check


@every_page
def test_the_answer_is_veiled_until_the_visitor_has_guessed_or_asked(slug: str) -> None:
    app = lesson_page(slug, guess="", parts="")
    assert any("Guess first" in line for line in findings(app))
    button = next(button for button in app.button if button.label == "Show me")
    alive(button.click().run())
    assert not any("Guess first" in line for line in findings(app))


@every_page
def test_every_figure_has_a_text_alternative(slug: str) -> None:
    told = alternatives(lesson_page(slug))
    assert told
    assert all(len(text) > 20 for text in told.values())


@every_page
def test_shipped_results_that_cannot_be_read_are_worked_out_live(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    app = opened(load_page(slug).file, guess="off")
    assert "<h1>" in bodies(app)
    assert app.get("plotly_chart")
