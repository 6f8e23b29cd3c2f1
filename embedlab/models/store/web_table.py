"""Word vectors in the word2vec format from the web: read as numbers while they arrive, never unpickled."""

import gzip
import hashlib
import urllib.request
import zlib
from pathlib import Path
from typing import Protocol

import numpy as np

from embedlab.errors import StoreError
from embedlab.models.cards import TableSource
from embedlab.models.store.progress import Progress, Step

_CHUNK = 1 << 20
_TIMEOUT_S = 60
_LONGEST_WORD = 1_000


class Readable(Protocol):
    """What is read here: an open file, compressed or not."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, fewer at the end."""
        ...

    def readline(self, size: int | None = -1, /) -> bytes:
        """The rest of the line."""
        ...


def download_table(source: TableSource, folder: Path, workspace: Path, model: str, progress: Progress) -> None:
    """Fetch a table, check it, and write its first rows as ``vectors.npy`` and ``vocab.txt``.

    Raises:
        StoreError: the address cannot be reached, or what it gives is not the file the catalog names.
    """
    archive = workspace / "table.gz"
    try:
        md5 = _download(source.url, archive, model, progress)
    except OSError as error:
        if error.errno is not None and not isinstance(error, urllib.error.URLError):
            raise  # the disk's refusal, which the store explains
        raise StoreError(f"{model} could not be fetched from {source.url}; check the network.") from error
    if md5 != source.md5:
        raise StoreError(f"The file at {source.url} does not match its checksum; nothing was installed.")
    progress(Step(model, "unpacking"))
    try:
        with gzip.open(archive) as file:
            _write(file, folder, source)
    except (EOFError, ValueError, UnicodeDecodeError, zlib.error, gzip.BadGzipFile) as error:
        raise StoreError(f"The file at {source.url} is not a table of word vectors.") from error
    archive.unlink()


def _download(url: str, target: Path, model: str, progress: Progress) -> str:
    digest = hashlib.md5(usedforsecurity=False)
    with urllib.request.urlopen(url, timeout=_TIMEOUT_S) as answer, target.open("wb") as sink:
        total, done = int(answer.headers.get("Content-Length") or 0), 0
        while block := answer.read(_CHUNK):
            digest.update(block)
            sink.write(block)
            done += len(block)
            progress(Step(model, "downloading", done, total))
    return digest.hexdigest()


def _write(stream: Readable, folder: Path, source: TableSource) -> None:
    rows, width = (int(number) for number in stream.readline(100).split())
    vectors = np.zeros((min(rows, source.keep), width), dtype=np.float32)
    words = []
    for row in range(len(vectors)):
        word, vectors[row] = (_binary_row if source.binary else _text_row)(stream, width)
        words.append(word)
    np.save(folder / "vectors.npy", vectors, allow_pickle=False)
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8", newline="\n")


def _binary_row(stream: Readable, width: int) -> tuple[str, np.ndarray]:
    letters = bytearray()
    while (letter := stream.read(1)) != b" ":
        if not letter or len(letters) > _LONGEST_WORD:
            raise EOFError("the table ends within a word")
        letters += letter
    numbers = stream.read(4 * width)
    return _word(bytes(letters).lstrip(b"\n")), np.frombuffer(numbers, dtype="<f4", count=width)


def _text_row(stream: Readable, width: int) -> tuple[str, np.ndarray]:
    word, *numbers = stream.readline().rstrip().split(b" ")
    if len(numbers) != width:
        raise ValueError(f"a row has {len(numbers)} numbers instead of {width}")
    return _word(word), np.array(numbers, dtype=np.float32)


def _word(raw: bytes) -> str:
    """A word as text; one that is not UTF-8 keeps its place under replacement characters."""
    return raw.decode("utf-8", errors="replace").replace("\n", " ")
