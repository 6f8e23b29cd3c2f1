"""A visitor without a browser: a session over Streamlit's own websocket that opens a page and moves its controls."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.sync.client import ClientConnection, connect

PATIENCE = 120.0


@dataclass(frozen=True)
class Control:
    """A text box, or a slider with its smallest value, its largest and its step, as a page has drawn it."""

    id: str
    label: str
    fragment: str
    range: tuple[float, float, float] | None

    @property
    def steps(self) -> int:
        """How many steps a slider has beyond its smallest value; 0 for a text box."""
        if self.range is None:
            return 0
        low, high, step = self.range
        return int((high - low) / step)


@dataclass
class Answer:
    """What one run of a page sent: exceptions, the words of its figures, and the controls to move next."""

    exceptions: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)

    def read(self, delta: Delta) -> None:
        """Take note of one thing that the page drew."""
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                self.exceptions.append(element.exception.message)
            case "plotly_chart":
                self.figures.append(element.plotly_chart.alt)
            case "text_input":
                box = element.text_input
                self.controls.append(Control(box.id, box.label, delta.fragment_id, None))
            case "slider" if element.slider.type == Slider.Type.SLIDER and element.slider.step:
                slider = element.slider
                numbers = slider.min, slider.max, slider.step
                self.controls.append(Control(slider.id, slider.label, delta.fragment_id, numbers))


class Visitor:
    """One session; each call waits until the page has been drawn to its end."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        self._socket, self._page = socket, page

    def open(self, parameters: dict[str, str] | None = None) -> Answer:
        """Open the page with these query parameters."""
        request = BackMsg()
        request.rerun_script.query_string = urlencode(parameters or {})
        request.rerun_script.page_name = self._page
        return self._send(request)

    def change(self, control: Control, value: str | float) -> Answer:
        """Give a control a value, as typing or dragging does: what is drawn again is its fragment, or the page."""
        request = BackMsg()
        request.rerun_script.page_name = self._page
        request.rerun_script.fragment_id = control.fragment
        state = request.rerun_script.widget_states.widgets.add(id=control.id)
        if isinstance(value, str):
            state.string_value = value
        else:
            state.double_array_value.data.append(value)
        return self._send(request)

    def _send(self, request: BackMsg) -> Answer:
        self._socket.send(request.SerializeToString())
        answer = Answer()
        while True:
            message = ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE, decode=False))
            match message.WhichOneof("type"):
                case "script_finished":
                    return answer
                case "delta":
                    answer.read(message.delta)


@contextlib.contextmanager
def visitor(url: str, page: str = "") -> Iterator[Visitor]:
    """Come to a page by its address, "" for the first, and leave when the block ends."""
    address = url.replace("http://", "ws://") + "/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:  # type: ignore[list-item]
        yield Visitor(socket, page)
