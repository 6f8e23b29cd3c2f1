"""Strict reading of the TOML files under ``assets/`` into frozen records.

A missing, unknown or wrong key is an error that names the file: a key with a typing mistake would otherwise be
a sentence that silently never appears on a page.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from embedlab.errors import EmbedLabError

ASSETS = Path(__file__).resolve().parents[2] / "assets"
"""Beside the package, wherever the process was started."""

STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True, defer_build=True)
"""``strict``: true is no whole number, and "5" is none either. ``defer_build``: the first figure waits for no validator
of a file that another page reads."""


class Record(BaseModel):
    """One table of a TOML file; as strict when code makes it as when a file does."""

    model_config = STRICT


def _plain(text: str) -> str:
    if "{" in text or "}" in text:
        raise ValueError("is shown as it is and cannot name a fact")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that is not empty, without outer white space."""

PlainText = Annotated[Text, AfterValidator(_plain)]
"""A text that is shown as it is, so that a brace in it would be a forgotten fact."""

Slug = Annotated[Text, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""The name of a page in addresses, folders and keys."""

Options = Annotated[Mapping[str, Text], AfterValidator(MappingProxyType)]
"""A table of texts, in the order of the file."""

RecordType = TypeVar("RecordType", bound=Record)


def read_asset(name: str, kind: type[RecordType], **given: Any) -> RecordType:
    """Read ``assets/<name>`` into a record; ``given`` are fields that the file does not hold, as JSON has them.

    Raises:
        EmbedLabError: the file cannot be read, or a key is missing, unknown or wrong; the message names both.
    """
    try:
        values = tomllib.loads((ASSETS / name).read_text(encoding="utf-8"))
        # Through JSON, because a strict record takes a JSON array for a tuple, and refuses a Python list for it. A key
        # of the file goes before a given one, to be refused as what it is.
        text = json.dumps(given | values)
    except OSError as error:
        raise asset_error(name, "it could not be read") from error
    except (ValueError, TypeError) as error:  # TypeError: a date, which JSON does not have
        raise asset_error(name, f"it is not valid TOML ({error})") from error
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise _first_slip(name, error) from error


def asset_error(name: str, what: str, place: str = "") -> EmbedLabError:
    """Return the error to raise: which file, where in it, what is wrong, and what to do."""
    return EmbedLabError(f"The file assets/{name}{place} cannot be used: {what}; correct the file or install it again.")


def _first_slip(name: str, error: ValidationError) -> EmbedLabError:
    """Say pydantic's first error in a sentence. Lists count from 1: ("kind", 0, "pairs", 4) is "kind 1, pairs 5"."""
    slip = error.errors()[0]
    *path, last = slip["loc"] or ("",)
    key = f"the key {last!r} " if last and isinstance(last, str) else ""
    steps = [step for step in (path if key else [*path, last]) if step != ""]
    place = "".join(f" {step + 1}" if isinstance(step, int) else f", {step}" for step in steps)
    match slip["type"]:
        case "missing" | "missing_argument":
            what = "is missing"
        case "extra_forbidden" | "unexpected_keyword_argument":
            what = "is not known here"
        case "string_too_short":
            what = "needs a text that is not empty"
        case "literal_error":
            what = f"has the value {slip['input']!r}, which is not {slip['ctx']['expected']}"
        case "value_error":  # said by one of our records, of a key or in a sentence of its own
            return asset_error(name, f"{key}{slip['ctx']['error']}", place)
        case kind if kind.endswith(("_type", "_from_float")):
            what = "has a value of the wrong kind"
        case _:
            what = f"has a value that is not allowed ({slip['msg']})"
    return asset_error(name, f"{key or 'it '}{what}", place)
