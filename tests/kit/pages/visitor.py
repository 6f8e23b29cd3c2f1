"""A visitor without a browser: opens a session over Streamlit's own websocket and reads what the page sends."""

from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE = 120.0


def visit(url: str, parameters: dict[str, str]) -> tuple[list[str], list[str]]:
    """Open the page once with these query parameters; return its exceptions and the words of its figures."""
    address = url.replace("http://", "ws://") + "/_stcore/stream"
    exceptions: list[str] = []
    figures: list[str] = []
    with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as socket:
        request = BackMsg()
        request.rerun_script.query_string = urlencode(parameters)
        socket.send(request.SerializeToString())
        while True:
            message = ForwardMsg.FromString(socket.recv(timeout=PATIENCE, decode=False))
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return exceptions, figures
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                if element.WhichOneof("type") == "exception":
                    exceptions.append(element.exception.message)
                elif element.WhichOneof("type") == "plotly_chart":
                    figures.append(element.plotly_chart.alt)
