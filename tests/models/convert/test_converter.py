"""Many models at once in one process: they are converted one after another, in another process that never outstays."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.convert.converter import Converter
from embedlab.models.store import Store
from tests.models.kit.making import tiny_bert
from tests.models.kit.process import ROOT

TOGETHER = """
import json, sys, threading
from pathlib import Path
from embedlab.models.cards import ModelCard
from embedlab.models.store import Store

cards = [ModelCard.model_validate(entry) for entry in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))]
store, barrier, seen = Store(Path(sys.argv[1])), threading.Barrier(len(cards)), {}

def fetch(card):
    barrier.wait()
    phases = seen.setdefault(card.id, [])
    store.ensure(card, lambda step: phases.append(step.phase))

threads = [threading.Thread(target=fetch, args=(card,)) for card in cards]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps({"phases": seen, "heavy": sorted({"torch", "transformers"} & set(sys.modules))}))
"""


def nothing() -> None:
    """For who does not care when others come first."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny_bert(tmp_path / "tiny")


def test_models_that_are_converted_at_once_in_one_process_all_arrive(
    tiny_encoder: ModelCard, offline_pip: dict[str, str], tmp_path: Path
) -> None:
    """What a page does to an empty store that needs several models: one thread each."""
    cards = [tiny_encoder.model_copy(update={"id": f"tiny-{number}"}) for number in range(4)]
    (tmp_path / "cards.json").write_text(json.dumps([card.model_dump(mode="json") for card in cards]))
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER, str(tmp_path / "home"), str(tmp_path / "cards.json")],
        cwd=ROOT, env=os.environ | offline_pip, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    store = Store(tmp_path / "home")
    assert all(store.problems(card, thorough=True) == [] for card in cards)
    assert all((store.folder(card) / "onnx/model.onnx").exists() for card in cards), "none is left to torch"
    assert all(phases[-1] == "ready" for phases in found["phases"].values())
    assert found["heavy"] == [], "what converts a model does not stay in the process that serves pages"


def test_a_converter_that_is_killed_is_one_sentence_and_the_next_one_works(folder: Path) -> None:
    converter = Converter()

    def kill_it_soon() -> None:
        converter._child = subprocess.Popen(
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    with pytest.raises(StoreError, match=r"^tiny could not be converted: there may be too little memory; try again\.$"):
        converter.convert(folder, nothing, kill_it_soon)
    converter.convert(folder, nothing, nothing)
    assert (folder / "onnx/model.onnx").exists()
    converter._end()


def test_a_converter_ends_with_whoever_started_it(tmp_path: Path) -> None:
    """Else it might write into the folder that the next fetch of the same model has begun."""
    started = "from embedlab.models.convert.converter import _start; print(_start().pid, flush=True); input()"
    owner = subprocess.Popen(
        [sys.executable, "-c", started], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert owner.stdout is not None
    child = psutil.Process(int(owner.stdout.readline()))
    owner.kill()
    owner.communicate()
    deadline = time.monotonic() + 60
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_a_folder_that_is_no_model_is_refused_and_a_full_disk_is_left_to_the_store(folder: Path) -> None:
    converter = Converter()
    (folder / "onnx").write_text("a file in the way of a folder")
    with pytest.raises(FileExistsError):
        converter.convert(folder, nothing, nothing)
    (folder / "config.json").unlink()
    with pytest.raises(StoreError, match=r"^tiny has no readable config\.json"):
        converter.convert(folder, nothing, nothing)
    converter._end()
