"""The tables under ``assets/`` that are Parquet files, read whole."""

import json
from typing import TYPE_CHECKING, Any

from embedlab.content.toml_records import ASSETS, asset_error

if TYPE_CHECKING:
    import pyarrow as pa


def read_asset_table(name: str) -> "pa.Table":
    """Read ``assets/<name>``.

    Raises:
        EmbedLabError: the file cannot be read; the message names it.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        # Bytes and not the path: a file that is replaced under a running server must not be mapped into its memory.
        return pyarrow.parquet.read_table(pyarrow.BufferReader((ASSETS / name).read_bytes()))
    except OSError as error:
        raise asset_error(name, "it could not be read") from error
    except pyarrow.ArrowException as error:
        raise asset_error(name, "it holds no table") from error


def told_by_script(table: "pa.Table") -> dict[str, Any]:
    """What the script that wrote a table has counted, by name; empty where it said nothing."""
    found: dict[str, Any] = json.loads((table.schema.metadata or {}).get(b"embedlab", b"{}"))
    return found
