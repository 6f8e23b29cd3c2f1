"""Who may change what the server holds: fetch from the hub, bring a model, unload one."""

from collections.abc import Mapping
from typing import Final

from embedlab.models.settings import Manage

ONLY_HERE: Final = (
    "This server does not let its visitors bring models. Whoever runs it can set EMBEDLAB_MANAGE=1, or serve it to its "
    "own machine alone, as make run does, and open it at localhost."
)
_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
_PASSED_ON: Final = ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-Ip", "Via")
"""A proxy says by these that a request came from elsewhere: then a server that listens here alone is no private one."""


def allowed(manage: Manage, address: str, headers: Mapping[str, str]) -> bool:
    """Decide for a setting, the address that the server listens at ("" for all), and the headers of a request."""
    if manage != "auto":
        return manage == "1"
    named = {name.casefold(): value for name, value in headers.items()}
    host = named.get("host", "").rsplit(":", 1)[0] if not named.get("host", "").endswith("]") else named["host"]
    passed_on = any(name.casefold() in named for name in _PASSED_ON)
    return address in ("localhost", "127.0.0.1", "::1") and host in _LOCAL and not passed_on
