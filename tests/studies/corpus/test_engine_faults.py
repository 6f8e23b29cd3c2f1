"""An engine whose process is killed, whose folder is taken or damaged, whose server is down or refuses."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import numpy as np
import pytest

from embedlab.studies.corpus.edge_engine import EdgeEngine
from embedlab.studies.corpus.qdrant_server import QdrantServer, connect
from embedlab.studies.corpus.vector_engine import Batch, EngineError, How, Shape

SHAPE = Shape({"one": 8})
ADD = """
import sys
from pathlib import Path
import numpy as np
from embedlab.studies.corpus.edge_engine import EdgeEngine
from embedlab.studies.corpus.vector_engine import Batch, Shape
engine = EdgeEngine(Path(sys.argv[1]), Shape({"one": 8}))
for start in range(0, 1_000_000, 50):
    rows = np.arange(start, start + 50, dtype=np.float32)
    engine.add(Batch(start, {"one": np.outer(rows, np.ones(8, dtype=np.float32))}))
    print(start + 50, flush=True)
"""


def test_a_process_killed_while_it_adds_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "engine"
    with subprocess.Popen([sys.executable, "-c", ADD, str(folder)], stdout=subprocess.PIPE, text=True) as adding:
        assert adding.stdout is not None
        said = [int(adding.stdout.readline()) for _ in range(40)]
        adding.kill()
        said += [int(line) for line in adding.stdout.read().split("\n")[:-1]]
    engine = EdgeEngine(folder, SHAPE)
    # The batch in hand is there whole or not at all.
    assert engine.count() in (said[-1], said[-1] + 50)
    last = engine.nearest("one", np.ones(8, dtype=np.float32), 1, how=How(exact=True))
    assert (last.rows[0], last.scores[0]) == (engine.count() - 1, 8 * (engine.count() - 1))
    engine.close()


def test_a_folder_that_is_open_already_is_one_sentence(tmp_path: Path) -> None:
    first = EdgeEngine(tmp_path / "engine", SHAPE)
    with pytest.raises(EngineError, match=r"^Another process has the vectors of this collection open"):
        EdgeEngine(tmp_path / "engine", SHAPE)
    first.close()
    EdgeEngine(tmp_path / "engine", SHAPE).close()


def test_a_damaged_folder_is_one_sentence(tmp_path: Path) -> None:
    engine = EdgeEngine(tmp_path / "engine", SHAPE)
    engine.add(Batch(0, {"one": np.ones((2, 8), dtype=np.float32)}))
    engine.close()
    (tmp_path / "engine" / "edge_config.json").write_text("{", "utf-8")
    with pytest.raises(EngineError, match=r"^The engine cannot read the vectors of this collection; index it again\.$"):
        EdgeEngine(tmp_path / "engine", SHAPE)


def test_what_a_death_at_the_very_beginning_left_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "engine" / "wal").mkdir(parents=True)
    (tmp_path / "engine" / "wal" / "open-1").write_bytes(b"half")
    EdgeEngine(tmp_path / "engine", SHAPE).close()


def test_a_query_of_another_size_or_for_no_such_vectors_is_one_sentence(tmp_path: Path) -> None:
    engine = EdgeEngine(tmp_path / "engine", SHAPE)
    for name, size in (("one", 7), ("two", 8)):
        with pytest.raises(EngineError, match=r"^The engine cannot read"):
            engine.nearest(name, np.ones(size, dtype=np.float32), 1)
    engine.close()


def test_a_server_that_is_down_is_one_sentence() -> None:
    with pytest.raises(EngineError, match=r"^The Qdrant server at 127.0.0.1:9 does not answer; start it, or unset"):
        QdrantServer(connect("http://127.0.0.1:9"), "name", SHAPE, "http://127.0.0.1:9")


@pytest.fixture
def refusing() -> Iterator[tuple[str, list[int], list[str]]]:
    """A server that answers everything with one status, and notes the keys that it was shown."""
    status, keys = [401], []

    class Refuse(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys.append(self.headers.get("api-key") or "")
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Refuse) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", status, keys
        server.shutdown()


@pytest.mark.filterwarnings("ignore:Api key is used with an insecure connection")  # true, and for its operator
@pytest.mark.parametrize(("answer", "advice"), [(401, "and EMBEDLAB_QDRANT_KEY"), (503, "see its log.")])
def test_a_server_that_refuses_is_one_sentence_and_the_key_is_not_in_it(
    refusing: tuple[str, list[int], list[str]], answer: int, advice: str
) -> None:
    url, status, keys = refusing
    status[0] = answer
    with pytest.raises(EngineError, match=rf"refuses \(status {answer}\)") as refused:
        QdrantServer(connect(url, "s3cret"), "name", SHAPE, url)
    assert advice in str(refused.value)
    assert "s3cret" not in str(refused.value)
    assert keys == ["s3cret"]
