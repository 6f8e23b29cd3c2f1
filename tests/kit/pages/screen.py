"""What a visitor without a browser sees: a page run by Streamlit's own test runner, read by its parts."""

import base64
import html
import json
import re
from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from embedlab.content.pages import load_page
from tests.kit.browser.server import ROOT

HOME = "app.py"
LESSON_1 = "pages/1_static_or_contextual.py"
SECONDS = 60


def opened(page: str, **parameters: str) -> AppTest:
    """Run a page alone, with these query parameters ("_" in a name stands for "-"), and return it."""
    app = AppTest.from_file(str(ROOT / page), default_timeout=SECONDS)
    for name, value in parameters.items():
        app.query_params[name.replace("_", "-")] = value
    return alive(app.run())


def lesson_page(
    slug: str,
    *,
    parts: Collection[str] | None = None,
    guess: str = "off",
    session: Mapping[str, Any] | None = None,
    **parameters: str | list[str],
) -> AppTest:
    """Run the page of a lesson alone, with ``parts`` open below the first screen (None: all of them).

    ``session`` is what the visitor's session holds already; ``parameters`` are the lesson's own, without its slug.
    Nothing is asked before the answer, unless ``guess`` is "".
    """
    app = AppTest.from_file(str(ROOT / load_page(slug).file), default_timeout=SECONDS)
    opens = all_parts(slug) if parts is None else parts
    own = {name.replace("_", "-"): value for name, value in parameters.items()}
    own |= {f"open-{name}": "true" for name in opens}
    for name, value in own.items():
        app.query_params[f"{slug}-{name}"] = value
    if guess:
        app.query_params["guess"] = guess
    for name, value in (session or {}).items():
        app.session_state[name] = value
    return alive(app.run())


def all_parts(slug: str) -> tuple[str, ...]:
    """The names of the parts that can be opened on a lesson's page, as in its address."""
    lesson = import_module(f"embedlab.lessons.{slug}.lesson").LESSON
    return (*(part.key for part in lesson.parts), "why", "check", "read")


def home(**parameters: str) -> AppTest:
    """Home with these query parameters."""
    return opened(HOME, **parameters)


def alive(app: AppTest) -> AppTest:
    """The page, which shows no exception."""
    assert not app.exception, [f"{fault.value}\n{fault.stack_trace}" for fault in app.exception]
    return app


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """The figure of each chart by its key, with lists for arrays."""
    return {
        chart.proto.id.split("-", 2)[2]: json.loads(chart.proto.spec, object_hook=_array)
        for chart in app.get("plotly_chart")
    }


def alternatives(app: AppTest) -> dict[str, str]:
    """The text alternative of each chart by its key."""
    return {chart.proto.id.split("-", 2)[2]: chart.proto.alt for chart in app.get("plotly_chart")}


def bodies(app: AppTest) -> str:
    """Everything that the page draws by itself, as it is sent."""
    return "\n".join(element.proto.body for element in app.get("html"))


def findings(app: AppTest) -> list[str]:
    """The sentences under figures."""
    return _texts(app, "el-finding")


def problems(app: AppTest) -> list[str]:
    """What the page says is wrong."""
    return _texts(app, "el-problem")


def notes(app: AppTest) -> list[str]:
    """What the page remarks on an input that is not wrong."""
    return _texts(app, "el-note")


def results(app: AppTest) -> list[str]:
    """The verdicts of the quiz."""
    return [re.sub("<[^>]*>", "", line) for line in _inner(app, "el-result")]


def markdown(app: AppTest) -> str:
    """All Markdown of the page."""
    return "\n".join(element.value for element in app.markdown)


def _array(found: dict[str, Any]) -> Any:
    """Undo plotly's short writing of arrays: the kind of number, and its bytes in base 64."""
    if set(found) - {"shape"} != {"dtype", "bdata"}:
        return found
    flat = np.frombuffer(base64.b64decode(found["bdata"]), np.dtype(found["dtype"]))
    return flat.reshape([int(size) for size in found.get("shape", "-1").split(",")]).tolist()


def _texts(app: AppTest, name: str) -> list[str]:
    return [html.unescape(inner) for inner in _inner(app, name)]


def _inner(app: AppTest, name: str) -> list[str]:
    return re.findall(rf'<p class="{name}[^"]*"[^>]*>(.*?)</p>', bodies(app), re.DOTALL)
