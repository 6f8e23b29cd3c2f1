"""The record of a finished folder: any changed byte is named, and looking costs nothing when nothing changed."""

import os
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.store import manifest
from tests.models.kit.damage import flip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "some-model"
    (made / "onnx").mkdir(parents=True)
    for name in ("config.json", "model.safetensors", "tokenizer.json", "onnx/model.onnx"):
        (made / name).write_bytes(name.encode() * 100)
    manifest.write_manifest(made, "finger", "origin in words")
    return made


def keep_times(path: Path, change: str) -> None:
    """Alter a file and put its time stamps back, as a failing disk would leave it."""
    stat = path.stat()
    flip(path) if change == "flip" else path.write_bytes(path.read_bytes()[:-1])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_an_untouched_folder_has_no_problem(folder: Path) -> None:
    assert manifest.problems(folder, "finger", thorough=True) == []


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json", "onnx/model.onnx"])
def test_one_altered_byte_is_noticed_and_named(folder: Path, name: str) -> None:
    flip(folder / name)
    assert manifest.problems(folder, "finger") == [f"{Path(name).name} does not match its checksum"]


def test_a_byte_altered_behind_the_time_stamp_is_found_by_the_thorough_check(folder: Path) -> None:
    keep_times(folder / "model.safetensors", "flip")
    assert manifest.problems(folder, "finger", thorough=True) == ["model.safetensors does not match its checksum"]


def test_a_shorter_file_is_found_whatever_its_time_stamp(folder: Path) -> None:
    keep_times(folder / "model.safetensors", "cut")
    assert manifest.problems(folder, "finger") == ["model.safetensors does not match its checksum"]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "onnx/model.onnx").unlink()
    assert manifest.problems(folder, "finger") == ["model.onnx is missing"]


def test_a_copied_folder_is_hashed_once_and_then_recognised_by_its_time_stamps(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(folder / "config.json")
    assert manifest.problems(folder, "finger") == []
    monkeypatch.setattr(manifest, "sha256_of", lambda path: pytest.fail(f"{path.name} was hashed again"))
    assert manifest.problems(folder, "finger") == []


HEAD = '"format": 1, "fingerprint": "finger"'


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 1}',
        f"{{{HEAD}}}",
        f'{{{HEAD}, "files": []}}',
        f'{{{HEAD}, "files": {{"a": 1}}}}',
    ],
)
def test_an_unreadable_record_means_an_incomplete_folder(folder: Path, content: str) -> None:
    (folder / manifest.MANIFEST).write_text(content)
    assert manifest.problems(folder, "finger") == ["some-model is incomplete"]


def test_a_folder_from_other_sources_is_out_of_date(folder: Path) -> None:
    assert manifest.problems(folder, "another") == ["some-model was made by another version"]


def test_the_revision_follows_the_files(folder: Path) -> None:
    before = manifest.revision_of(folder)
    flip(folder / "config.json")
    manifest.write_manifest(folder, "finger", "origin in words")
    assert manifest.revision_of(folder) != before


def test_the_origin_is_kept_in_words(folder: Path) -> None:
    assert manifest.origin_of(folder) == "origin in words"


def test_a_folder_without_a_record_has_no_revision(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is incomplete; fetch the model again"):
        manifest.revision_of(tmp_path)
