"""No store and no network: the shipped examples are still drawn, and the page says plainly what is missing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from embedlab.models.settings import read_settings
from embedlab.ui.lesson_page import EXAMPLE_RESULT
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import HOME, LESSON_1

OFFLINE = "EMBEDLAB_OFFLINE"
SENSES = "static_or_contextual"
MAP = f"{SENSES}-occurrences"


def seen(page: str, store: Path, **parameters: Any) -> dict[str, Any]:
    """What a page (a file, or a lesson by its slug) shows in a process without models that may not fetch any."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.kit.pages.report", page, json.dumps(parameters)],
        cwd=ROOT,
        env=os.environ | {"EMBEDLAB_HOME": str(store), OFFLINE: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["exceptions"] == []
    return found


def test_lesson_1_shows_its_shipped_example(tmp_path: Path) -> None:
    screen = seen(SENSES, tmp_path)
    assert {f"{SENSES}-{key}" for key in ("static-spot", "occurrences", "matrix", "curves", "attention")} <= set(
        screen["figures"]
    )
    assert "30 occurrences" in screen["figures"][MAP]
    assert any("the nearest occurrence has the same sense in" in line for line in screen["findings"])
    assert any("e5-small-v2" in line and OFFLINE in line for line in screen["problems"])
    assert any("glove-6b-50d" in line and OFFLINE in line for line in screen["problems"])
    assert "Try again" in screen["buttons"]
    assert screen["modules"] == []


def test_another_shipped_word_and_model_need_no_weights_either(tmp_path: Path) -> None:
    screen = seen(SENSES, tmp_path, word="bass", model="all-MiniLM-L6-v2", dot="4")
    assert "18 occurrences" in screen["figures"][MAP]
    assert f"{SENSES}-attention" not in screen["figures"], "the attention of one occurrence only ships"
    assert any("all-MiniLM-L6-v2, which is still being fetched" in line for line in screen["notes"])


def test_own_sentences_wait_for_the_model_and_say_so(tmp_path: Path) -> None:
    screen = seen(SENSES, tmp_path, word="set", sentences="a: the set of all sets\nb: the sun will set")
    assert MAP not in screen["figures"]
    assert len(screen["problems"]) >= 2


def test_another_map_of_a_shipped_word_waits_too(tmp_path: Path) -> None:
    screen = seen(SENSES, tmp_path, map="t-SNE", model="E5 small v2")
    assert MAP not in screen["figures"]
    assert any(OFFLINE in line for line in screen["problems"])


@pytest.mark.parametrize(
    "model", ["all-MiniLM-L6-v2", "GloVe 6B 50d", "Word2Vec (trained here)", "FastText (trained here)"]
)
def test_home_shows_its_shipped_example(model: str, tmp_path: Path) -> None:
    screen = seen("home", tmp_path, parts=["timeline"], model=model)
    assert set(screen["figures"]) == {"home-points", "home-pairs", "home-timeline"}
    assert screen["problems"] == []
    assert screen["modules"] == []


def test_home_with_own_text_waits_for_the_model_and_shows_the_example_meanwhile(tmp_path: Path) -> None:
    screen = seen("home", tmp_path, b="Nobody shipped this sentence.")
    assert {"home-points", "home-timeline"} <= set(screen["figures"])
    assert EXAMPLE_RESULT in screen["notes"]
    assert any(OFFLINE in line for line in screen["problems"])


def test_own_sentences_are_drawn_while_only_the_static_table_is_missing(tmp_path: Path) -> None:
    here = read_settings().home / "models" / "e5-small-v2"
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / here.name).symlink_to(here, target_is_directory=True)
    screen = seen(SENSES, tmp_path, word="set", sentences="a: the set of all sets\nb: the sun will set")
    assert MAP in screen["figures"]
    assert f"{SENSES}-static-spot" not in screen["figures"]
    missing = [line for line in screen["problems"] if "glove-6b-50d" in line]
    assert len(missing) == 1, "what three parts of the page wait for is asked for once"


@pytest.mark.parametrize("page", [HOME, LESSON_1])
def test_a_setting_that_is_not_allowed_is_said_on_every_page(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDLAB_DEVICE", "abacus")
    screen = seen(page, tmp_path)
    assert screen["problems"] == ["EMBEDLAB_DEVICE is 'abacus'; set it to one of: auto, cpu, cuda, mps."]


def test_a_damaged_graph_is_named_and_the_shipped_example_stays(tmp_path: Path) -> None:
    models = read_settings().home / "models"
    broken = tmp_path / "models" / "e5-small-v2"
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "glove-6b-50d").symlink_to(models / "glove-6b-50d", target_is_directory=True)
    shutil.copytree(models / "e5-small-v2", broken, copy_function=lambda source, to: Path(to).symlink_to(source))
    damage(broken / "onnx" / "model.onnx")
    screen = seen(SENSES, tmp_path, dot="4")
    assert MAP in screen["figures"]
    assert f"{SENSES}-static-spot" in screen["figures"]
    assert "model.onnx of e5-small-v2 is damaged; fetch the model again." in screen["problems"]


def damage(path: Path) -> None:
    """Put nonsense in the place of a file, with its size and its time: what a failing disk leaves."""
    was = path.stat()
    path.unlink()
    path.write_bytes(bytes(was.st_size))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def test_lesson_2_shows_all_that_ships(tmp_path: Path) -> None:
    screen = seen("word_or_sentence", tmp_path)
    figures = ("pair", "kinds", "tokens", "token-pairs", "pairs", "means", "order", "dots", "intervals")
    assert set(screen["figures"]) == {f"word_or_sentence-{name}" for name in figures}
    assert screen["problems"] == []
    assert screen["modules"] == []


def test_own_texts_of_lesson_2_wait_for_the_model_and_the_bench_does_not(tmp_path: Path) -> None:
    screen = seen("word_or_sentence", tmp_path, text_a6="Snow falls.", long="It is cold.")
    assert "word_or_sentence-tokens" not in screen["figures"]
    assert {f"word_or_sentence-{name}" for name in ("kinds", "pairs", "dots")} <= set(screen["figures"])
    missing = [line for line in screen["problems"] if "all-minilm-l6-v2" in line and OFFLINE in line]
    assert len(missing) == 1, "what two parts of the page wait for is asked for once"


def test_lesson_3_shows_its_shipped_trainings(tmp_path: Path) -> None:
    slug = "unsupervised_or_supervised"
    screen = seen(slug, tmp_path)
    names = ("nearest", "recall-curves", "pairs-before", "pairs-after", "batch-softmax", "words-loss")
    assert {f"{slug}-{name}" for name in names} <= set(screen["figures"])
    assert screen["findings"][0].startswith("Its own term, ")
    assert screen["modules"] == []


@pytest.mark.parametrize("slug", ["single_or_late", "symmetric_or_asymmetric"])
def test_a_model_that_several_parts_of_a_page_wait_for_is_asked_for_once(slug: str, tmp_path: Path) -> None:
    screen = seen(slug, tmp_path, query_0="A question of my own?")
    missing = [line for line in screen["problems"] if OFFLINE in line]
    assert missing
    assert len(missing) == len(set(missing))
