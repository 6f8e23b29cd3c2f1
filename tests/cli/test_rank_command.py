"""Rankers that fail beside rankers that answer, and what is said of both."""

import json
from pathlib import Path

import pytest

from embedlab.cli.rank_command import rank_files
from embedlab.errors import EmbedLabError
from embedlab.studies.rank import RankOptions, open_ranker
from tests.models.kit.process import embedlab


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    path = tmp_path / "docs.txt"
    path.write_text("What is Java?\nThe train leaves at noon.\n", encoding="utf-8")
    return path


def test_a_ranker_that_cannot_answer_leaves_the_others_their_results(docs: Path, tmp_path: Path) -> None:
    """A store without weights, and no network: BM25 needs none."""
    environ = {"EMBEDLAB_HOME": str(tmp_path / "empty"), "EMBEDLAB_OFFLINE": "1"}
    queries = tmp_path / "queries.txt"
    queries.write_text("Java\nnoon\n", encoding="utf-8")
    done = embedlab(
        "rank",
        "--queries",
        str(queries),
        "--docs",
        str(docs),
        "--models",
        "bm25,splade-tiny,bm42",
        "--json",
        environ=environ,
    )
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(record["query"], list(record["rankings"])) for record in found] == [("Java", ["bm25"]), ("noon", ["bm25"])]
    assert [entry["doc"] for entry in found[0]["rankings"]["bm25"]] == [0, 1]
    lines = done.stderr.decode().splitlines()
    assert [line.split(":")[1] for line in lines[:-1]] == [" splade-tiny", " bm42"], "each said once"
    assert all("EMBEDLAB_OFFLINE is set" in line for line in lines[:-1])
    assert lines[-1] == "embedlab: 2 of 3 rankers could not answer and were left out."
    assert done.returncode == 1


def test_a_fault_of_one_ranker_is_a_sentence_beside_the_results_of_the_others(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: object) -> None:
        raise ValueError("no IDF")

    monkeypatch.setattr(open_ranker, "RANKERS", dict(open_ranker.RANKERS) | {"tf-idf": fails})
    with pytest.raises(EmbedLabError, match="1 of 2 rankers could not answer"):
        rank_files("Java", None, docs, ["tf-idf", "bm25"], RankOptions(), explain=True)
    said = capsys.readouterr()
    assert list(json.loads(said.out)["rankings"]) == ["bm25"]
    assert said.err.startswith("embedlab: tf-idf: TF-IDF failed on these texts (ValueError)")
    assert "Traceback" not in said.err
