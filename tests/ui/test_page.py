"""A page sets itself up alone, as it must after a deep link to a server that was just started."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.pages import Page, load_pages
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.ui import model_access
from embedlab.ui.page import question_html, title_html


def script(slug: str) -> None:
    import streamlit as st

    from embedlab.ui.page import page_setup

    context = page_setup(slug, controls={"layer": "Layer"})
    context.export_slot.text("exported")
    st.text(f"{context.lesson.slug} {context.teaching} {sorted(context.hidden)}")


def bodies(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("slug", ["home", "static_or_contextual"])
def test_a_page_alone_has_heading_sidebar_and_style(slug: str) -> None:
    app = AppTest.from_function(script, args=(slug,)).run()
    assert not app.exception
    assert "<h1>" in bodies(app)
    assert "@font-face" in bodies(app)
    assert all(page.title in bodies(app) for page in load_pages() if not page.ready)
    assert [text.value for text in app.text] == ["exported", f"{slug} False []"]


def test_a_wrong_setting_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDLAB_THREADS", "100000")
    # Not the one that other tests have made.
    monkeypatch.setattr(model_access, "shared_runtime", lambda: Runtime(read_settings()))
    app = AppTest.from_function(script, args=("home",)).run()
    assert not app.exception
    assert "EMBEDLAB_THREADS is &#x27;100000&#x27;; set it to a whole number from 1 to 256." in bodies(app)
    assert not app.text


def test_teacher_mode_reaches_the_page_from_the_url() -> None:
    app = AppTest.from_function(script, args=("home",))
    app.query_params["teach"] = "1"
    app.query_params["hide"] = "layer"
    app.run()
    assert app.text[-1].value == "home True ['layer']"
    assert "Objective" in app.markdown[0].value


def heading(number: int, title: str) -> str:
    page = Page(slug="x", number=number, title=title, question=title, group="Start", ready=True)
    return title_html(page) + question_html(page, lead=title)


def test_the_heading_escapes_and_shows_no_number_zero() -> None:
    assert "<i>" not in heading(1, "<i>")
    assert "el-number" not in heading(0, "Home")
    assert ">7<" in heading(7, "Seven")
