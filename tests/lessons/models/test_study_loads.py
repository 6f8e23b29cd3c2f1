"""Loads in the background: one at a time, once a model, and a failure leaves its sentence."""

import threading
from threading import Event

import pytest

from embedlab.errors import StoreError
from embedlab.lessons.models.study_loads import Loads
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings, read_settings

FIRST, SECOND = card("e5-small-v2"), card("all-minilm-l6-v2")


@pytest.fixture
def runtime() -> Runtime:
    return Runtime(Settings(home=read_settings().home, engine="onnx", threads=1))


def test_loads_go_one_after_the_other_and_a_second_press_joins_the_first(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, began, asked = Event(), Event(), []

    def slow(entry: object) -> None:
        asked.append(entry)
        began.set()
        assert go.wait(60)

    monkeypatch.setattr(runtime, "load", slow)
    loads = Loads()
    first = loads.begin(FIRST, runtime)
    assert began.wait(60)
    second = loads.begin(SECOND, runtime)
    assert loads.begin(FIRST, runtime) is first
    assert first.words.startswith("Loading E5 small v2 … 0")
    assert second.words.startswith("Waiting for another model to load, then loading all-MiniLM-L6-v2 … 0")
    assert (loads.under_way(FIRST), loads.under_way(SECOND)) == (first, second)
    go.set()
    assert first.over.wait(60)
    assert second.over.wait(60)
    assert asked == [FIRST, SECOND]
    assert (loads.under_way(FIRST), loads.error(FIRST)) == (None, "")


def test_a_failure_leaves_its_sentence_until_the_next_load(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    loads = Loads()

    def broken(_: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(runtime, "load", broken)
        assert loads.begin(FIRST, runtime).over.wait(60)
    assert loads.error(FIRST) == "The disk is full."
    monkeypatch.setattr(runtime, "load", lambda _: None)
    assert loads.begin(FIRST, runtime).over.wait(60)
    assert loads.error(FIRST) == ""


def test_a_fault_that_nobody_expected_is_for_the_log_alone(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    logged = Event()

    def broken(_: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(threading, "excepthook", lambda _: logged.set())
    monkeypatch.setattr(runtime, "load", broken)
    loads = Loads()
    assert loads.begin(FIRST, runtime).over.wait(60)
    assert logged.wait(60)
    assert loads.error(FIRST) == "E5 small v2 could not be loaded; the server's log says why."
    loads.forget(FIRST)
    assert loads.error(FIRST) == ""
