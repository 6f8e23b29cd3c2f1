"""What a test asks of a Streamlit page: when it has settled, whom it asked, and who could not use it."""

import json
from collections.abc import Sequence
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, WebSocket

SETTLE_MS = 60_000
HERE = ("127.0.0.1", "localhost")

# A function, as everything that a test waits for: the page's policy lets no text be evaluated again and again.
# True once the page is drawn; a string is what the page says of a fault; false means not yet.
_SETTLED = """() => {
    const shown = element => element.checkVisibility({visibilityProperty: true});
    const error = document.querySelector('[data-testid="stException"]');
    if (error) return error.innerText || 'an exception without a text';
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app || app.dataset.testConnectionState !== 'CONNECTED') return false;
    if (app.dataset.testScriptState !== 'notRunning') return false;
    if (document.querySelector('[data-stale="true"]')) return false;
    const skeletons = document.querySelectorAll('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]');
    if ([...skeletons].some(shown)) return false;
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].filter(shown);
    return charts.every(chart => [...chart.querySelectorAll('.main-svg')].some(shown));
}"""


def settle(page: Page, text: str | None = None) -> None:
    """Wait until the page has stopped changing.

    Args:
        page: the page.
        text: text that must be on the page first. After a click or a key give one: a page that has not yet
            begun to react looks settled too.

    Raises:
        AssertionError: the page shows an exception; what it was is in the server's log.
        playwright.sync_api.TimeoutError: it was not settled in a minute.
    """
    if text is not None:
        error = page.get_by_test_id("stException")  # it ends the wait, or a fault would cost the whole minute
        page.get_by_text(text).or_(error).first.wait_for(timeout=SETTLE_MS)
    for _ in range(2):  # a script may start again at once, for example after a fragment; twice quiet is quiet
        state = page.wait_for_function(_SETTLED, timeout=SETTLE_MS).json_value()
        assert state is True, f"the page shows an exception: {state}"
        page.wait_for_timeout(100)


def outside_requests(page: Page) -> list[str]:
    """Return a list that grows by the address of each request to another machine; call it before ``goto``."""
    seen: list[str] = []

    def note(request: Request | WebSocket) -> None:
        address = urlsplit(request.url)  # data: and blob: addresses stay inside the page and have no host
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in HERE:
            seen.append(request.url)

    page.on("request", note)
    page.on("websocket", note)
    return seen


def drawn(page: Page, key: str, fields: Sequence[str] = ("x", "y", "z")) -> str:
    """What a chart has drawn: these fields of all its traces, as JSON."""
    plot = page.locator(f".st-key-{key} .js-plotly-plot")
    read = "(plot, fields) => plot.data.map(trace => fields.map(field => trace[field]))"
    return json.dumps(plot.evaluate(read, list(fields)))


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it is now, one line a rule, with the elements.

    Left out is the place to drop a file on, which is Streamlit's own: it can be focused, and says that it is for the
    eye alone. The button in it is looked at.
    """
    place = "[data-testid=stFileUploaderDropzone]"
    page.evaluate("(place) => document.querySelectorAll(place).forEach(each => each.removeAttribute('role'))", place)
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: "
        + "; ".join(f"{node['target']} {' '.join(node['failureSummary'].split())}" for node in rule["nodes"])
        for rule in found
    ]
