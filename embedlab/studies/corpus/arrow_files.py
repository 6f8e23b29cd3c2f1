"""Tables on disk that are mapped into memory: a hundred thousand texts take no room until they are looked at."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from embedlab.errors import StoreError

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 4_096


@contextmanager
def by_rename(path: Path) -> Iterator[Path]:
    """Give a file of its own to write; it takes the place of ``path`` when all went well, whoever else writes there.

    Raises:
        OSError: there is no room.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def write_table(path: Path, table: "pa.Table") -> None:
    """Write a table as an Arrow file by one rename, uncompressed, so that it can be mapped.

    Raises:
        OSError: there is no room.
    """
    import pyarrow as pa

    with by_rename(path) as fresh, pa.OSFile(str(fresh), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=_BATCH_ROWS)


def open_table(path: Path) -> "pa.Table":
    """Map a table into memory.

    Raises:
        StoreError: it is not there, or damaged.
    """
    import pyarrow as pa

    try:
        return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    except (OSError, pa.ArrowException) as error:
        raise StoreError("A file of this collection is missing or damaged; bring its texts again.") from error
