"""A class arrives at once, each with sentences of their own: one load of the model, an answer for everybody."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from embedlab.models.settings import read_settings
from tests.kit.browser.server import ROOT, Server, running_server
from tests.kit.pages.visitor import Answer, visitor

CLASS = 8
APP = ROOT / "tests" / "kit" / "pages" / "class_app.py"


def sentences(number: int) -> str:
    return f"a: pupil {number} has a point\na: their point is {number}\nb: a sharp point\nb: the point of pen {number}"


def own(number: int) -> dict[str, str]:
    """The address of a pupil: own sentences, and the part with the attention open."""
    return {
        "static_or_contextual-sentences-point": sentences(number),
        "static_or_contextual-open-occurrence": "true",
        "static_or_contextual-layer12": "6",  # in layer 0 nothing attends to anything yet
        "guess": "off",
    }


@pytest.fixture
def quiet_server(tmp_path: Path) -> Iterator[Server]:
    with running_server(APP, tmp_path, {"EMBEDLAB_HOME": str(read_settings().home)}) as server:
        yield server


def test_a_class_that_arrives_at_once_shares_one_load(quiet_server: Server) -> None:
    def arrive(number: int) -> Answer:
        with visitor(quiet_server.url) as session:
            return session.open(own(number))

    with ThreadPoolExecutor(CLASS) as pool:
        answers = list(pool.map(arrive, range(CLASS)))
    assert [answer.exceptions for answer in answers] == [[]] * CLASS
    for answer in answers:
        assert any("map of 4 occurrences by sense: a 2, b 2." in text for text in answer.figures)
        assert any("Share of attention from point" in text for text in answer.figures)
    log = quiet_server.output()
    assert log.count("LOADED e5-small-v2") == 1
    assert "Traceback" not in log
    assert quiet_server.outside_attempts() == []
