"""Private folders, and those of servers that are no more."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from embedlab.models.private_folders import Folders, remove_left_overs


def own_folder(scratch: Path) -> Path:
    return next(scratch.iterdir())


def test_every_folder_is_new_empty_and_for_this_user_alone(scratch: Path) -> None:
    folders = Folders(scratch)
    first, second = folders.new(), folders.new()
    assert first != second
    assert not list(first.iterdir())
    if os.name == "posix":
        assert own_folder(scratch).stat().st_mode & 0o077 == 0


def test_closing_leaves_nothing_and_a_later_folder_can_be_made(scratch: Path) -> None:
    folders = Folders(scratch)
    (folders.new() / "file").write_text("content", encoding="utf-8")
    folders.close()
    assert not list(scratch.iterdir())
    assert folders.new().is_dir()


def renamed(folder: Path, **changes: int) -> Path:
    """The folder under the name it would have if another process had made it."""
    *front, host, pid, started, random = folder.name.split("-")
    name = "-".join([*front, host, str(changes.get("pid", pid)), str(changes.get("started", started)), random])
    return folder.rename(folder.with_name(name))


def test_the_folder_of_a_dead_process_goes_and_that_of_a_living_one_stays(scratch: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead, living = Folders(scratch), Folders(scratch)
    dead.new()
    left = renamed(own_folder(scratch), pid=ended.pid)
    kept = living.new()
    assert not left.exists()
    assert kept.is_dir()


def test_a_process_number_that_was_given_again_keeps_nothing_alive(scratch: Path) -> None:
    Folders(scratch).new()
    left = renamed(own_folder(scratch), started=int(psutil.Process().create_time()) - 10_000)
    remove_left_overs(scratch)
    assert not left.exists()


def test_another_machines_folder_stays_for_a_day(scratch: Path) -> None:
    Folders(scratch).new()
    own = own_folder(scratch)
    *_, pid, _, random = own.name.split("-")
    other = own.rename(own.with_name(f"embedlab-training-00000000-{pid}-1-{random}"))  # here it would be taken for dead
    remove_left_overs(scratch)
    assert other.is_dir()
    long_ago = time.time() - 100_000
    os.utime(other, (long_ago, long_ago))
    remove_left_overs(scratch)
    assert not other.exists()


@pytest.mark.parametrize("name", ["embedlab-training-notes", "something-else"])
def test_what_does_not_carry_the_name_is_never_touched(scratch: Path, name: str) -> None:
    (scratch / name).mkdir()
    os.utime(scratch / name, (0, 0))
    remove_left_overs(scratch)
    assert (scratch / name).is_dir()
