"""Every figure of the gallery, with ordinary and with hostile text, so that the common rules are tested on all."""

from importlib import import_module
from pkgutil import iter_modules

import plotly.graph_objects as go
import pytest

import embedlab.figures
from embedlab.figures.kit.gallery import GALLERY, Exhibit

HOSTILE = "<b>x</b> & $a^2$ %{meta.alt} <a href='javascript:alert(1)'>k</a> \u202e\x00\ud800 שלום 👩‍🏫"

MODULES = [import_module(f"embedlab.figures.{each.name}") for each in iter_modules(embedlab.figures.__path__)]


@pytest.fixture(params=sorted(GALLERY))
def exhibit(request: pytest.FixtureRequest) -> Exhibit:
    """Each figure in turn."""
    return GALLERY[request.param]


@pytest.fixture
def drawn(exhibit: Exhibit) -> go.Figure:
    """Each figure in turn, drawn with ordinary text."""
    return exhibit.drawn("point")


@pytest.fixture
def hostile(exhibit: Exhibit) -> go.Figure:
    """Each figure in turn, drawn with hostile text."""
    return exhibit.drawn(HOSTILE)
