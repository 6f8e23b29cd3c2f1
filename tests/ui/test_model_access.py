"""The model layer as pages use it: one runtime, and a fetch that ends whatever happens to it."""

import html
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.errors import StoreError
from embedlab.models.store import Step
from embedlab.ui.model_access import runtime


def test_pages_share_the_runtime_of_the_process() -> None:
    assert runtime() is runtime()


def script(model: str) -> None:
    import streamlit as st

    from embedlab.models.catalog import card
    from embedlab.ui.model_access import ready

    st.text(f"ready {ready(card(model))}")


def with_store(monkeypatch: pytest.MonkeyPatch, ensure: Callable[..., object]) -> None:
    """Put a store in the way that has nothing and fetches by ``ensure``."""
    store = SimpleNamespace(ensure=ensure)
    nothing = SimpleNamespace(state=lambda _: "absent", store=store)
    monkeypatch.setattr("embedlab.ui.model_access.runtime", lambda: nothing)


def shown(app: AppTest) -> str:
    assert not app.exception
    return html.unescape("\n".join(element.proto.body for element in app.get("html")))


def refused(*_: object) -> None:
    raise StoreError("There is no way out of this machine.")


def test_a_refused_fetch_is_said_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with_store(monkeypatch, refused)
    app = AppTest.from_function(script, args=("bert-base-uncased",)).run()
    app.run()
    assert "There is no way out of this machine." in shown(app)
    assert app.text[0].value == "ready False"
    app.button[0].click().run()
    app.run()
    assert "There is no way out of this machine." in shown(app)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fetch_that_fails_in_an_unforeseen_way_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    with_store(monkeypatch, broken)
    app = AppTest.from_function(script, args=("roberta-base",), default_timeout=20).run()
    app.run()
    assert "RoBERTa base could not be fetched; the server's log says why." in shown(app)


def test_progress_is_shown_while_a_fetch_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go_on = threading.Event()

    def slow(card: object, report: Callable[[Step], None]) -> None:
        report(Step("unsup-simcse-bert-base", "downloading", 25, 100))
        go_on.wait(20)
        refused()

    with_store(monkeypatch, slow)
    try:
        app = AppTest.from_function(script, args=("unsup-simcse-bert-base",)).run()
        app.run()
        progress = app.get("progress")[0].proto
        assert progress.value == 25
        assert "downloading" in progress.text
        assert app.text[0].value == "ready False"
    finally:
        go_on.set()
