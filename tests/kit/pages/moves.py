"""A page whose controls are moved as a browser moves them: what is drawn again is the fragment that a control is in.

Streamlit's own test runner draws the whole page at each move, which hides what a part forgets to tell the rest.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.element_tree import Widget

from embedlab.studies.rows import Rows, csv_bytes
from embedlab.ui import lesson_page as skeleton
from tests.kit.pages.screen import alive, bodies, figures, lesson_page

SECONDS = 120
EXPORTS = "el-exports"
KINDS = ("selectbox", "select_slider", "slider", "radio", "button_group", "toggle", "checkbox", "multiselect",
         "text_input", "text_area", "number_input")  # fmt: skip

Tables = Mapping[str, Callable[[], Rows]]
Rerun = Callable[..., RerunData]


@dataclass(frozen=True)
class Taken:
    """What can be taken away at one moment: every table as CSV by name, and the notebook."""

    tables: Mapping[str, str]
    notebook: str

    def numbers(self) -> set[float]:
        """Every number of every table, to four digits behind the point."""
        found = set()
        for text in self.tables.values():
            for row in csv.reader(io.StringIO(text)):
                for cell in row:
                    with suppress(ValueError):
                        found.add(round(float(cell), 4))
        return found


class MovedPage:
    """One visitor on the page of a lesson, with some of its parts open.

    Attributes:
        app: the last run, of the whole page or of a fragment.
        figures: each figure by its key, as it was drawn last.
        controls: the page's own controls by their keys, but for those that open a part or answer a question.
    """

    def __init__(self, slug: str, patch: pytest.MonkeyPatch, parts: Sequence[str] = (), **address: str) -> None:
        self._asked: list[tuple[Tables, Callable[[], bytes]]] = []
        self._fragments: dict[str, str] = {}
        self._fragment = ""
        patch.setattr(skeleton, "export_panel", self._panel)
        patch.setattr(local_script_runner, "parse_tree_from_messages", self._reader())
        patch.setattr(local_script_runner, "RerunData", self._of_fragment())
        self.app = lesson_page(slug, parts=parts, **address)
        self.slug = slug
        self.figures: dict[str, Any] = figures(self.app)
        self.controls: dict[str, Any] = {}
        self._note_controls()

    def _panel(
        self, _: str, tables: Callable[[], Tables], notebook: Callable[[], Callable[[], bytes]], **__: Any
    ) -> None:
        """In the place of the export panel: opened at each run of its fragment."""

        def opened() -> None:
            self._asked.append((tables(), notebook()))

        st.fragment(opened, key=EXPORTS)()

    def _reader(self) -> Callable[[list[Any]], Any]:
        read = local_script_runner.parse_tree_from_messages

        def noted(messages: list[Any]) -> Any:
            for message in messages:
                if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
                    element = message.delta.new_element
                    widget = getattr(element, element.WhichOneof("type") or "", None)
                    self._fragments[getattr(widget, "id", "")] = message.delta.fragment_id
            return read(messages)

        return noted

    def _of_fragment(self) -> Rerun:
        return lambda **asked: RerunData(**asked, fragment_id=self._fragment or None)

    def _note_controls(self) -> None:
        for kind in KINDS:
            for widget in self.app.get(kind):
                if widget.key and self.slug in widget.key and "-quiz" not in widget.key and "guess" not in widget.key:
                    self.controls[widget.key] = widget

    def fragment_of(self, widget: Widget) -> str:
        """The id of the fragment that a control is in, "" for the page itself."""
        return self._fragments.get(widget.proto.id, "")

    def move(self, key: str) -> None:
        """Give a control another value; what a browser would draw again is drawn again."""
        widget = self.controls[key]
        self._run(self.fragment_of(widget), other_value(widget))

    def draw_all(self) -> None:
        """Draw the whole page again, with all controls as they are."""
        self._run("")

    def take(self) -> Taken:
        """Open the export panel, go on, and take everything: when it is made no session can be read."""
        (fragment,) = self.app._fragment_storage.resolve_target(EXPORTS)
        self._run(fragment)
        tables, notebook = self._asked[-1]
        return Taken(
            {name: csv_bytes(make()).decode("utf-8-sig") for name, make in tables.items()}, _source(notebook())
        )

    def drawn(self) -> str:
        """All that the last run has drawn, as one text."""
        told = [element.value for kind in ("markdown", "caption") for element in self.app.get(kind)]
        return json.dumps([figures(self.app), bodies(self.app), told], sort_keys=True)

    def _run(self, fragment: str, moved: WidgetState | None = None) -> None:
        states = {widget.id: state_of(widget) for widget in self.controls.values()}
        if moved is not None:
            states[moved.id] = moved
        self._fragment = fragment
        try:
            self.app._run(WidgetStates(widgets=states.values()), timeout=SECONDS)
        finally:
            self._fragment = ""
        alive(self.app)
        kept = {key: each for key, each in self.controls.items() if fragment and self.fragment_of(each) != fragment}
        self.controls = kept
        if not fragment:
            self.figures = {}
        self.figures |= figures(self.app)
        self._note_controls()


def state_of(widget: Any) -> WidgetState:
    """The state of a control as a browser reports it."""
    try:
        state: WidgetState = widget._widget_state
    except ValueError:  # an option that stands for None
        state = WidgetState(id=widget.id, string_value=widget.options[0])
    return state


def other_value(widget: Any) -> WidgetState:
    """The same with a value that the control does not have now: of options the last one."""
    state = state_of(widget)
    kind = state.WhichOneof("value")
    options = list(getattr(widget, "options", ()))
    if kind == "bool_value":
        state.bool_value = not state.bool_value
    elif kind == "double_value":
        state.double_value += widget.proto.step
    elif kind == "double_array_value":
        (now,) = state.double_array_value.data
        low, high = widget.proto.min, widget.proto.max
        state.double_array_value.data[:] = [low if now > (low + high) / 2 else min(high, now + 2 * widget.proto.step)]
    elif kind == "string_array_value":
        now = list(state.string_array_value.data)
        single = widget.type == "select_slider" or getattr(widget, "_is_single_select", False)
        left = [option for option in options if option not in now]
        state.string_array_value.data[:] = left[-1:] if single else now[:-1] if len(now) > 1 else [*now, *left[:1]]
    elif options:
        state.string_value = next(option for option in reversed(options) if option != state.string_value)
    else:
        state.string_value = f"{state.string_value} and rivers"
    return state


def _source(notebook: bytes) -> str:
    cells = json.loads(notebook)["cells"]
    return "".join(next(cell for cell in cells if cell["cell_type"] == "code")["source"])
