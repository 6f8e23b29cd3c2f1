"""``embedlab models`` and ``embedlab doctor``."""

import json
import sys

from embedlab.models.catalog import bundled_cards, catalog
from tests.models.kit.process import embedlab


def test_the_list_has_every_field_of_every_model() -> None:
    done = embedlab("models", "--json")
    rows = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["id"] for row in rows] == list(catalog())
    for row in rows:
        assert {"id", "family", "axes", "choose_when", "bytes", "licence", "source", "available", "engine"} <= set(row)
        assert set(row["axes"]) == {"context", "unit", "supervision", "vector", "interaction", "symmetry"}


def test_the_list_says_what_is_here_and_where_the_rest_is() -> None:
    rows = {row["id"]: row for row in json.loads(embedlab("models", "--json").stdout)}
    assert all(rows[card.id]["available"] and rows[card.id]["source"] == "bundled" for card in bundled_cards())
    assert (rows["bm25"]["source"], rows["bm25"]["available"]) == ("formula", False)
    assert rows["colbertv2"]["source"] == "hub"
    assert rows["glove-6b-50d"]["engine"] == "numpy:cpu"


def test_the_table_has_one_line_a_model() -> None:
    lines = embedlab("models").stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == list(catalog())


def test_an_empty_store_is_no_error(tmp_path) -> None:
    done = embedlab("models", "--json", environ={"EMBEDLAB_HOME": str(tmp_path / "empty")})
    assert done.returncode == 0
    assert not any(row["available"] for row in json.loads(done.stdout))


def test_the_doctor_tells_what_a_bug_report_needs() -> None:
    done = embedlab("doctor")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert {"embedlab", "python", "platform", "packages", "engine", "gpu", "memory_free_mb", "store"} <= set(report)
    assert report["packages"]["onnxruntime"]
    assert {model["id"]: (model["ok"], model["problems"]) for model in report["models"]} == {
        card.id: (True, []) for card in bundled_cards()
    }


def test_the_doctor_works_where_nothing_does(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    absent = "cuda" if sys.platform == "darwin" else "mps"
    environ = {"EMBEDLAB_HOME": str(tmp_path / "file" / "store"), "EMBEDLAB_DEVICE": absent}
    done = embedlab("doctor", environ=environ)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["engine"] == f"There is no {absent} device here; set EMBEDLAB_DEVICE to auto or cpu."
    assert not any(model["ok"] for model in report["models"])


def test_help_names_the_five_commands() -> None:
    done = embedlab("--help")
    assert done.returncode == 0
    assert all(name in done.stdout.decode() for name in ("models", "fetch", "encode", "senses", "doctor"))


def test_an_unknown_command_has_status_two() -> None:
    done = embedlab("conquer")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
