"""What a tuning reads, as files named by their content: the shipped pairs, or those that a visitor has brought.

They lie in the folder of the store. A visitor's pairs are found by their name, which is in the address of the page and
cannot be guessed; the set that was not used for longest goes when there are too many.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from embedlab.content.toml_records import ASSETS
from embedlab.errors import InputError, StoreError
from embedlab.lessons.fine_tuning.examples import FROZEN, PAIRS, Probe, load_pairs, load_probe
from embedlab.lessons.fine_tuning.study_pairs import Prepared
from embedlab.limits import TUNING_DOMAINS
from embedlab.models.settings import read_settings
from embedlab.models.store.faults import explained
from embedlab.studies.corpus.arrow_files import by_rename

SHIPPED: Final = "shipped"
"""Names the pairs that ship."""
_ID: Final = 24
_SHIPPED_PROBE, _SHIPPED_FROZEN, _OWN_PAIRS, _OWN_PROBE = "probe", "frozen", "pairs.parquet", "probe.parquet"
_lock = Lock()


@dataclass(frozen=True)
class Domain:
    """Pairs to tune on, and what is read before and after.

    Attributes:
        id: ``shipped``, or the name of a visitor's own pairs.
        name: what a reader calls it.
        pairs: the file to learn from.
        probe_file: the file of what is read.
        frozen: what the generalist made of both; None where it has to read them.
        train: how many pairs there are to learn from.
        probe: what is read.
    """

    id: str
    name: str
    pairs: Path
    probe_file: Path
    frozen: Path | None
    train: int
    probe: Probe


@cache
def shipped_domain() -> Domain:
    """The domain that ships, its files put together when they are not there yet.

    Raises:
        EmbedLabError: a file cannot be read or written.
    """
    pairs, probe = load_pairs(), load_probe()
    probe_file = _written(_SHIPPED_PROBE, "parquet", _probe_bytes(probe))
    return Domain(SHIPPED, "Perl and Python", ASSETS / PAIRS, probe_file, _whole_frozen(), len(pairs.query), probe)


def _whole_frozen() -> Path | None:
    """What ships of the frozen vectors, with those of the negatives, which are texts of other pairs, put in."""
    source = ASSETS / FROZEN
    try:
        key = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
        target = _folder() / f"{_SHIPPED_FROZEN}-{key}.npz"
        if not target.exists():
            with np.load(source, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in ("query", "text", "probe")}
            arrays["negative"] = arrays["text"][list(load_pairs().negative)]
            packed = BytesIO()
            np.savez(packed, **arrays)
            _put(target, packed.getvalue())
    except (OSError, ValueError, KeyError):
        return None  # the tuning then reads the texts itself, which takes a minute
    return target


def keep_pairs(prepared: Prepared, name: str) -> str:
    """Write a visitor's pairs and return the name by which they are found again.

    Raises:
        StoreError: there is no room.
    """
    columns = {
        "query": [query for query, _ in prepared.train],
        "text": [text for _, text in prepared.train],
        "negative": list(prepared.negatives),
    }
    pairs, probe = _table_bytes(columns, {"name": name}), _probe_bytes(prepared.probe)
    # Of its content: the same pairs are the same tuning, and nobody can name them who does not have them.
    id = hashlib.sha256(pairs + probe).hexdigest()[:_ID]
    folder = _folder() / id
    if (folder / _OWN_PAIRS).is_file():
        return id
    try:
        _put(folder / _OWN_PROBE, probe)
        _put(folder / _OWN_PAIRS, pairs)  # last: without it there are none
    except OSError as error:
        raise StoreError("The pairs could not be kept on this server: its disk is full. Tell who runs it.") from error
    _make_room(keep=id)
    return id


@cache
def _folder() -> Path:
    home = read_settings().home
    with explained(home):
        (home / "tuning").mkdir(parents=True, exist_ok=True)
    return home / "tuning"


def own_domain(id: str) -> Domain:
    """Return a visitor's own pairs.

    Raises:
        InputError: there are none of this name, or not any more.
    """
    folder = _folder() / id
    if len(id) != _ID or not id.isalnum() or not (folder / _OWN_PAIRS).is_file():
        raise InputError("The pairs of this address are no longer on this server; bring them again.")
    with suppress(OSError):  # another visitor may have deleted them in this moment
        os.utime(folder)
    return _read_own(folder)


def own_name(id: str) -> str | None:
    """What a reader calls a visitor's own pairs, without a look at them; None where they are gone."""
    import pyarrow
    import pyarrow.parquet

    try:
        schema = pyarrow.parquet.read_schema(_folder() / id / _OWN_PAIRS, memory_map=False)
        return str(json.loads(schema.metadata[b"embedlab"])["name"])
    except (OSError, KeyError, ValueError, TypeError, pyarrow.ArrowException):
        return None


def _read_own(folder: Path) -> Domain:
    import pyarrow
    import pyarrow.parquet

    try:
        pairs = pyarrow.parquet.read_table(folder / _OWN_PAIRS, columns=["query"], memory_map=False)
        table = pyarrow.parquet.read_table(folder / _OWN_PROBE, memory_map=False)
        told = json.loads(table.schema.metadata[b"embedlab"])
        name = json.loads(pairs.schema.metadata[b"embedlab"])["name"]
    except (OSError, KeyError, ValueError, pyarrow.ArrowException) as error:
        raise InputError("The pairs of this address cannot be read; bring them again.") from error
    probe = Probe(
        tuple(table.column("group").to_pylist()),
        tuple(table.column("text").to_pylist()),
        tuple(tuple(row) for row in told["relevant"]),
    )
    return Domain(folder.name, str(name), folder / _OWN_PAIRS, folder / _OWN_PROBE, None, int(pairs.num_rows), probe)


def forget_pairs(id: str) -> None:
    """Delete a visitor's own pairs."""
    if len(id) == _ID and id.isalnum():
        shutil.rmtree(_folder() / id, ignore_errors=True)


def _make_room(keep: str) -> None:
    with _lock:
        own = sorted((path for path in _folder().iterdir() if path.is_dir()), key=_used)
        for path in own[: max(len(own) - TUNING_DOMAINS, 0)]:
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0  # deleted meanwhile


def _put(target: Path, content: bytes) -> None:
    """Write a file whole or not at all: a reader sees none of it before."""
    with by_rename(target) as fresh:
        fresh.write_bytes(content)


def _probe_bytes(probe: Probe) -> bytes:
    columns: dict[str, Sequence[str]] = {"group": probe.groups, "text": probe.texts}
    return _table_bytes(columns, {"relevant": [list(row) for row in probe.relevant]})


def _table_bytes(columns: Mapping[str, Sequence[str]], told: dict[str, object]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({name: pyarrow.array(column, pyarrow.string()) for name, column in columns.items()})
    sink = pyarrow.BufferOutputStream()
    told_text = json.dumps(told, ensure_ascii=False)
    pyarrow.parquet.write_table(table.replace_schema_metadata({"embedlab": told_text}), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def _written(name: str, suffix: str, content: bytes) -> Path:
    """Write a file once under the name of its content: its time is part of a training's name and must stay."""
    target = _folder() / f"{name}-{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
    if not target.exists():
        with explained(target.parent):
            _put(target, content)
    return target
