"""Settings and stores that cannot work: one sentence, status 1 or 2, on every command that meets them."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from embedlab.models.settings import read_settings
from tests.models.kit.process import embedlab


@pytest.mark.parametrize("command", [["encode", "splade-tiny"], ["models"], ["fetch"], ["doctor"]])
@pytest.mark.parametrize(("name", "value"), [("EMBEDLAB_THREADS", "many"), ("EMBEDLAB_MEMORY_MB", "1")])
def test_a_wrong_setting_is_one_sentence(command: list[str], name: str, value: str, told) -> None:
    assert name in told(embedlab(*command, stdin="x", environ={name: value}), 2)


def test_a_store_that_cannot_be_written_is_one_sentence(tmp_path: Path, told) -> None:
    (tmp_path / "file").write_text("")
    done = embedlab("encode", "splade-tiny", stdin="x", environ={"EMBEDLAB_HOME": str(tmp_path / "file" / "store")})
    assert "a file is in the way of the folder; set EMBEDLAB_HOME to a folder you may write" in told(done, 1)


def test_a_model_that_is_not_here_offline_is_one_sentence(tmp_path: Path, told) -> None:
    environ = {"EMBEDLAB_HOME": str(tmp_path), "EMBEDLAB_OFFLINE": "1"}
    assert "EMBEDLAB_OFFLINE is set" in told(embedlab("encode", "splade-tiny", stdin="x", environ=environ), 1)


def test_a_device_that_is_not_there_is_one_sentence(told) -> None:
    absent = "cuda" if sys.platform == "darwin" else "mps"
    done = embedlab("encode", "splade-tiny", stdin="x", environ={"EMBEDLAB_DEVICE": absent})
    assert f"There is no {absent} device here" in told(done, 2)


@pytest.mark.parametrize("file", ["onnx/model.onnx", "tokenizer.json"])
def test_a_damaged_file_of_the_store_is_named(file: str, tmp_path: Path, told) -> None:
    """As a failing disk leaves it: with its size and its time stamp."""
    stored = tmp_path / "models" / "splade-tiny"
    real = read_settings().home / "models" / stored.name
    shutil.copytree(real, stored, copy_function=lambda source, to: Path(to).symlink_to(source))
    path, was = stored / file, (stored / file).stat()
    path.unlink()
    path.write_bytes(bytes(was.st_size))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    environ = {"EMBEDLAB_HOME": str(tmp_path), "EMBEDLAB_OFFLINE": "1"}
    message = told(embedlab("encode", "splade-tiny", stdin="x", environ=environ), 1)
    assert message == f"{path.name} of splade-tiny is damaged; fetch the model again."


def test_a_store_whose_name_no_message_can_show_is_one_sentence(told) -> None:
    done = embedlab("models", environ={"EMBEDLAB_HOME": "/tmp/two\nlines"})
    assert told(done, 2) == "EMBEDLAB_HOME is '/tmp/two\\nlines'; name a folder with printable characters only."
