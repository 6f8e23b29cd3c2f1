"""Findings and runs on disk, beside the collection that they were found on.

Findings are JSON that anyone can read; they are taken back by the types of their fields alone, and what does not fit
is no record. Runs are a table with a row for each document found. Both are read as None where they are absent or
damaged: then the collection was not measured, as far as the page can say.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np

from embedlab.errors import StoreError
from embedlab.studies.corpus.arrow_files import open_table, write_table
from embedlab.studies.corpus.findings import Findings, findings_json
from embedlab.studies.corpus.index_folder import write_json
from embedlab.studies.corpus.runs import Runs

if TYPE_CHECKING:
    import pyarrow as pa

FINDINGS: Final = "findings.json"
RUNS: Final = "runs.arrow"
_log = logging.getLogger(__name__)


def keep_findings(folder: Path, findings: Findings) -> None:
    """Write findings, whole or not at all.

    Raises:
        OSError: there is no room.
    """
    write_json(folder / FINDINGS, findings_json(findings))


def load_findings(folder: Path) -> Findings | None:
    """The findings of a folder; None where there are none that can be read."""
    try:
        found = json.loads((folder / FINDINGS).read_text("utf-8"))
        return findings_of(found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("findings of a collection cannot be read (%s): measure it again", error)
        return None


def findings_of(found: Any) -> Findings:
    """Take back what ``findings_json`` made; a number that it had to leave out is nan.

    Raises:
        ValueError: it is no such record.
    """
    record = _read(found, Findings, "findings")
    assert isinstance(record, Findings)
    return record


def keep_runs(folder: Path, runs: Runs) -> None:
    """Write runs as a table: set_up, query, rank from 1, document (its number), score.

    Raises:
        OSError: there is no room.
    """
    write_table(folder / RUNS, runs_table(runs))


def load_runs(folder: Path) -> Runs | None:
    """The runs of a folder; None where there are none that can be read."""
    if not (folder / RUNS).is_file():
        return None
    try:
        return runs_of(open_table(folder / RUNS))
    except (StoreError, ValueError, KeyError, TypeError) as error:
        _log.warning("runs of a collection cannot be read (%s): measure it again", error)
        return None


def runs_table(runs: Runs) -> "pa.Table":
    """A row for each document found, in the order of set-ups, queries and ranks; names are in the metadata."""
    import pyarrow as pa

    set_ups, queries, ranks = np.nonzero(runs.documents >= 0)
    columns = {
        "set_up": pa.array(set_ups, pa.int32()),
        "query": pa.array(queries, pa.int32()),
        "rank": pa.array(ranks + 1, pa.int32()),
        "document": pa.array(runs.documents[set_ups, queries, ranks], pa.int32()),
        "score": pa.array(runs.scores[set_ups, queries, ranks], pa.float32()),
    }
    names = {"set_ups": runs.set_ups, "queries": runs.queries, "depth": runs.documents.shape[2]}
    return pa.table(columns).replace_schema_metadata({"runs": json.dumps(names, ensure_ascii=False)})


def runs_of(table: "pa.Table") -> Runs:
    """Take back what ``runs_table`` made.

    Raises:
        ValueError, KeyError, TypeError: it is no such table.
    """
    names = json.loads((table.schema.metadata or {})[b"runs"])
    set_ups, queries = tuple(map(str, names["set_ups"])), tuple(map(str, names["queries"]))
    shape = (len(set_ups), len(queries), int(names["depth"]))
    documents = np.full(shape, -1, dtype=np.int32)
    scores = np.zeros(shape, dtype=np.float32)
    set_up, query, rank, document, score = (
        table.column(name).to_numpy() for name in ("set_up", "query", "rank", "document", "score")
    )
    if any(len(at) and not 0 <= at.min() <= at.max() < most for at, most in ((set_up, shape[0]), (query, shape[1]))):
        raise ValueError("a row of a run belongs to no set-up or query")
    if len(rank) and not 1 <= rank.min() <= rank.max() <= shape[2]:
        raise ValueError("a rank of a run is out of its range")
    documents[set_up, query, rank - 1], scores[set_up, query, rank - 1] = document, score
    return Runs(set_ups, queries, documents, scores)


def _read(value: Any, kind: Any, where: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(value, kind, where)
    if origin is tuple and isinstance(value, list):
        return tuple(_read(item, inner[0], f"{where}[{place}]") for place, item in enumerate(value))
    if origin is Mapping and isinstance(value, dict):
        return {str(name): _read(item, inner[1], f"{where}.{name}") for name, item in value.items()}
    if origin in (Union, UnionType):
        (kind,) = (each for each in inner if each is not type(None))
        return None if value is None else _read(value, kind, where)
    if origin is Literal and value in inner:
        return value
    if kind is float and (value is None or type(value) in (int, float)):
        return float("nan") if value is None else float(value)
    if kind in (int, str) and type(value) is kind:
        return value
    raise ValueError(f"{where} is {value!r:.40}, where {kind} belongs")


def _record(value: Any, kind: Any, where: str) -> Any:
    names = {field.name for field in fields(kind)}
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(f"{where} has other fields than {kind.__name__}")
    hints = get_type_hints(kind)
    return kind(**{name: _read(value[name], hints[name], f"{where}.{name}") for name in names})
