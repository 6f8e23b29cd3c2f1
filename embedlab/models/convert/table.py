"""A table of word vectors: ``vectors.npy`` (V, d) float32 beside ``vocab.txt``, one word a line in row order."""

from pathlib import Path

import numpy as np

from embedlab.errors import StoreError


def write_vocabulary(folder: Path) -> None:
    """Turn ``index.parquet`` (one column, rows in the order of the matrix) into ``vocab.txt``.

    Raises:
        StoreError: the words and the rows of the matrix do not match one to one.
    """
    import pyarrow.parquet as parquet

    source = folder / "index.parquet"
    words = parquet.read_table(source).column(0).to_pylist()
    rows = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False).shape[0]
    if len(words) != rows or any("\n" in word for word in words):
        raise StoreError(f"{source.name} lists {len(words)} words for {rows} vectors; fetch the model again.")
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8", newline="\n")
    source.unlink()
