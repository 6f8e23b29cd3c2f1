"""Word vectors in the word2vec format, served by a small web server on this machine."""

import gzip
import hashlib
import struct
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard, TableSource
from embedlab.models.catalog import card
from embedlab.models.store import Store
from embedlab.models.text.word_table import WordTable

WORDS = ["the", "naïve", "New_York"]
VECTORS = np.array([[1, 0.5], [-2, 0.25], [0, 3]], dtype=np.float32)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    folder = tmp_path / "site"
    folder.mkdir()
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


def binary_table() -> bytes:
    head = f"{len(WORDS)} 2\n".encode()
    rows = (w.encode() + b" " + struct.pack("<2f", *v) for w, v in zip(WORDS, VECTORS.tolist(), strict=True))
    return gzip.compress(head + b"\n".join(rows))


def text_table() -> bytes:
    rows = "\n".join(f"{w} {v[0]} {v[1]}" for w, v in zip(WORDS, VECTORS.tolist(), strict=True))
    return gzip.compress(f"{len(WORDS)} 2\n{rows}\n".encode())


def table_card(url: str, content: bytes, *, binary: bool, keep: int = 10) -> ModelCard:
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    source = TableSource(url=url, md5=md5, binary=binary, keep=keep)
    return card("word2vec-google-news-300").model_copy(update={"id": "tiny-table", "sources": (source,)})


@pytest.mark.parametrize("binary", [True, False])
def test_both_formats_give_the_published_numbers(site: tuple[Path, str], tmp_path: Path, binary: bool) -> None:
    content = binary_table() if binary else text_table()
    (site[0] / "t.gz").write_bytes(content)
    folder = Store(tmp_path / "store").ensure(table_card(f"{site[1]}/t.gz", content, binary=binary))
    table = WordTable(folder)
    assert table.words == WORDS
    np.testing.assert_array_equal(table.vectors, VECTORS)


def test_only_the_most_frequent_rows_are_kept(site: tuple[Path, str], tmp_path: Path) -> None:
    content = binary_table()
    (site[0] / "t.gz").write_bytes(content)
    folder = Store(tmp_path / "store").ensure(table_card(f"{site[1]}/t.gz", content, binary=True, keep=2))
    assert WordTable(folder).words == WORDS[:2]


def test_another_file_than_the_published_one_is_refused(site: tuple[Path, str], tmp_path: Path) -> None:
    (site[0] / "t.gz").write_bytes(text_table())
    wrong = table_card(f"{site[1]}/t.gz", binary_table(), binary=True)
    with pytest.raises(StoreError, match="does not match its checksum"):
        Store(tmp_path / "store").ensure(wrong)
    assert not (tmp_path / "store" / "models" / "tiny-table").exists()


def test_a_file_that_ends_too_early_is_no_table(site: tuple[Path, str], tmp_path: Path) -> None:
    content = gzip.compress(gzip.decompress(binary_table())[:-5])
    (site[0] / "t.gz").write_bytes(content)
    with pytest.raises(StoreError, match="not a table of word vectors"):
        Store(tmp_path / "store").ensure(table_card(f"{site[1]}/t.gz", content, binary=True))


def test_an_address_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    lost = table_card("http://127.0.0.1:9/t.gz", b"", binary=True)
    with pytest.raises(StoreError, match=r"tiny-table could not be fetched from http://127\.0\.0\.1:9/t\.gz; check"):
        Store(tmp_path / "store").ensure(lost)
