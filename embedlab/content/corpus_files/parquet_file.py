"""A Parquet file as columns of text.

Its columns come compressed, and a text that is repeated is kept once: what they unpack to is counted before it is made.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from embedlab.content.corpus_files.json_lines import as_text, nested_sentence
from embedlab.content.corpus_files.sheet import Sheet, made_sheet, unlike
from embedlab.errors import InputError
from embedlab.limits import CORPUS_MB, CORPUS_ROWS, TABLE_COLUMNS
from embedlab.numbers_text import in_bytes, whole

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_MB: Final = 1024 * 1024
_DECLARED: Final = 4
"""How many times what is taken a file may declare: columns that are left out count there too."""


def read_parquet(content: bytes, name: str, path: str = "") -> Sheet:
    """Read the first rows; numbers and dates are written as texts, lists and records as JSON, bytes are left out.

    Raises:
        InputError: it is broken, unpacks to more than is taken, or has no row or no column of text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # A text that a column repeats stays one until its size is known.
        texts = [
            field.name
            for field in pq.read_schema(pa.BufferReader(content))
            if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        with pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts) as file:
            return _read(file, name, path)
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"{name} is a broken Parquet file; save it again.") from error


def _read(file: "pq.ParquetFile", name: str, path: str) -> Sheet:
    import pyarrow as pa

    schema, rows = file.schema_arrow, int(file.metadata.num_rows)
    kept = [field.name for field in schema if not _holds_bytes(field.type)]
    said = []
    if left := [field.name for field in schema if field.name not in kept]:
        said.append(f"Columns of bytes left out: {', '.join(left[:3])}{' and more' if len(left) > 3 else ''}.")
    if len(kept) > TABLE_COLUMNS:
        said.append(f"Only the first {TABLE_COLUMNS} of {whole(len(kept))} columns of {name} are read.")
        kept = kept[:TABLE_COLUMNS]
    if not kept or not rows:
        raise InputError(f"{name} has no {'column of text' if rows else 'row'}.")
    declared = sum(file.metadata.row_group(number).total_byte_size for number in range(file.num_row_groups))
    if declared > _DECLARED * CORPUS_MB * _MB:
        raise InputError(f"{name} unpacks to {in_bytes(declared)}; at most {CORPUS_MB} MB of text are taken.")
    table = pa.Table.from_batches(list(_batches(file, kept, name))).slice(0, CORPUS_ROWS)
    if rows > CORPUS_ROWS:
        said.append(f"Only the first {whole(CORPUS_ROWS)} of {whole(rows)} rows are read.")
    nested = [name for name in kept if pa.types.is_nested(schema.field(name).type)]
    said += [nested_sentence(nested)] if nested else []
    return made_sheet(name, "parquet", table.rename_columns(unlike(kept)), said, path)


def _batches(file: "pq.ParquetFile", columns: list[str], name: str) -> "Iterator[pa.RecordBatch]":
    """Texts until there are rows enough, each batch counted before its texts are made."""
    import pyarrow as pa

    room, rows = CORPUS_MB * _MB, 0
    # As large as can be: each batch brings all the different texts of its part of the file.
    for batch in file.iter_batches(CORPUS_ROWS, columns=columns, use_threads=False):
        room -= sum(_bytes(column) for column in batch.columns)
        if room < 0:
            raise InputError(f"{name} unpacks to more than {CORPUS_MB} MB, which is the most that is taken.")
        yield pa.RecordBatch.from_arrays([_as_strings(column) for column in batch.columns], names=columns)
        rows += batch.num_rows
        if rows >= CORPUS_ROWS:
            return


def _bytes(column: "pa.Array") -> int:
    import pyarrow as pa
    from pyarrow import compute

    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = compute.take(compute.binary_length(column.dictionary), column.indices)
    return int(compute.sum(lengths.cast(pa.int64())).as_py() or 0)


def _holds_bytes(kind: "pa.DataType") -> bool:
    """Whether a type is bytes, or holds some, as pictures are kept."""
    import pyarrow as pa

    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return True
    if pa.types.is_dictionary(kind):
        return _holds_bytes(kind.value_type)
    return any(_holds_bytes(kind.field(number).type) for number in range(kind.num_fields))


def _as_strings(column: "pa.Array") -> "pa.Array":
    import pyarrow as pa
    from pyarrow import compute

    if not pa.types.is_nested(column.type):
        try:
            return compute.fill_null(column.cast(pa.string()), "")
        except pa.ArrowException:
            pass  # a type that has no spelling of its own, such as a duration
    return pa.array([as_text(value) for value in column.to_pylist()], pa.string())
