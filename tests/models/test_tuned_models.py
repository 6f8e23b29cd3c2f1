"""Tuned models: for whom they are, how many stay, and that nothing of them stays when they go."""

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import UnknownModelError
from embedlab.models.catalog import all_cards, card
from embedlab.models.encoders import text_vectors
from embedlab.models.private_folders import Folders, remove_left_overs
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.tuned_models import Tuned, TunedModels
from tests.models.kit.tuning import tiny_generalist

LORA = Tuned("lora", "all-minilm-l6-v2", 40, 5, 192, 1.5)


@pytest.fixture(scope="module")
def generalist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_generalist(tmp_path_factory.mktemp("generalist"))


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    made = Runtime(Settings(home=tmp_path / "home", offline=True, threads=1))
    yield made
    made.close()


@pytest.fixture
def models(tmp_path: Path, runtime: Runtime) -> Iterator[TunedModels]:
    (tmp_path / "scratch").mkdir()
    made = TunedModels(runtime.settings, Folders(tmp_path / "scratch", "tuned"), lambda: runtime)
    yield made
    made.close()


def copied(generalist: Path, folder: Path, name: str = "copy") -> Path:
    """A folder as a training leaves it."""
    return Path(shutil.copytree(generalist, folder / name))


def test_a_model_is_seen_by_its_owners_alone(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    name = models.add(copied(generalist, tmp_path), LORA, "one")
    assert name.startswith("tuned-lora-")
    assert [each.id for each in models.of("one")] == [name]
    assert models.of("two") == []
    assert name not in all_cards()
    assert card(name).name == "all-MiniLM-L6-v2 tuned (LoRA)"
    assert card(name).licence == card("all-minilm-l6-v2").licence
    assert models.own(name, "two")
    assert [each.id for each in models.of("two")] == [name]


def test_the_folder_is_moved_and_not_copied(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    left = copied(generalist, tmp_path)
    found = models.find(models.add(left, LORA, "one"))
    assert found is not None
    assert not left.exists()
    assert (found.folder / "model.safetensors").is_file()
    assert found.bytes == sum(path.stat().st_size for path in found.folder.rglob("*") if path.is_file())


def test_names_differ_and_can_be_chosen(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    first, second = (models.add(copied(generalist, tmp_path, name), LORA, "one") for name in ("a", "b"))
    assert card(second).name == f"{card(first).name} 2"
    models.rename(second, "MiniLM tuned (LoRA, Perl)")
    assert [each.name for each in models.of("one")] == [card(first).name, "MiniLM tuned (LoRA, Perl)"]
    models.rename(first, "MiniLM tuned (LoRA, Perl)")
    assert card(first).name == "MiniLM tuned (LoRA, Perl) 2"


def test_one_that_is_removed_leaves_nothing(
    models: TunedModels, runtime: Runtime, generalist: Path, tmp_path: Path
) -> None:
    name = models.add(copied(generalist, tmp_path), LORA, "one")
    entry = card(name)
    text_vectors(runtime, entry, ["the cat sat on the mat"])
    assert runtime.state(entry) == "loaded"
    assert runtime.cache.report().entries == 1
    models.remove(name)
    assert runtime.cache.report().entries == 0
    assert runtime.state(entry) == "absent"
    assert models.of("one") == []
    assert models.find(name) is None
    assert not models.own(name, "one")
    assert list(tmp_path.rglob(f"*{name}*")) == []
    assert list((tmp_path / "scratch").rglob("model*")) == []
    models.remove(name)  # and once more is no error
    with pytest.raises(UnknownModelError) as caught:
        card(name)
    assert str(caught.value) == (
        "This tuned model is no longer on this server; tune it again in lesson 10, Fine-tuning."
    )


def test_other_pages_give_the_vectors_of_sentence_transformers(
    models: TunedModels, runtime: Runtime, generalist: Path, tmp_path: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["the cat sat on the mat", "a bank of the river", "hello"]
    entry = card(models.add(copied(generalist, tmp_path), LORA, "one"))
    found = text_vectors(runtime, entry, texts).vectors
    model = SentenceTransformer(str(generalist), device="cpu", local_files_only=True)
    assert np.abs(found - model.encode(texts, show_progress_bar=False)).max() < 1e-4


def test_the_least_recently_used_make_room_and_the_newest_stays(
    runtime: Runtime, generalist: Path, tmp_path: Path
) -> None:
    one = sum(path.stat().st_size for path in generalist.rglob("*") if path.is_file())
    settings = Settings(home=runtime.settings.home, tuned_bytes=int(2.5 * one))
    models = TunedModels(settings, Folders(tmp_path, "tuned"), lambda: runtime)
    first, second = (models.add(copied(generalist, tmp_path, name), LORA, name) for name in ("a", "b"))
    models.of("a")  # so that the second is the one unused for longer
    third = models.add(copied(generalist, tmp_path, "c"), LORA, "c")
    assert [each is not None for each in map(models.find, (first, second, third))] == [True, False, True]
    models.close()

    tight = TunedModels(Settings(home=tmp_path / "home", tuned_bytes=10), Folders(tmp_path, "tuned"), lambda: runtime)
    last = [tight.add(copied(generalist, tmp_path, name), LORA, "d") for name in ("d", "e")][-1]
    assert [each.id for each in tight.of("d")] == [last]
    tight.close()


def test_the_download_is_the_folder(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    name = models.add(copied(generalist, tmp_path), LORA, "one")
    with zipfile.ZipFile(io.BytesIO(models.zip_bytes(name))) as archive:
        assert f"{name}/model.safetensors" in archive.namelist()
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.read(f"{name}/config.json") == (generalist / "config.json").read_bytes()
    models.remove(name)
    with pytest.raises(UnknownModelError, match="no longer on this server"):
        models.zip_bytes(name)


def test_the_end_of_a_server_leaves_nothing(
    models: TunedModels, runtime: Runtime, generalist: Path, tmp_path: Path
) -> None:
    entry = card(models.add(copied(generalist, tmp_path), LORA, "one"))
    runtime.store.ensure(entry)
    models.close()
    assert not list((tmp_path / "scratch").iterdir())
    assert not list((tmp_path / "home" / "models").iterdir())


def test_a_later_server_removes_what_one_that_was_killed_left_in_the_store(
    models: TunedModels, runtime: Runtime, generalist: Path, tmp_path: Path
) -> None:
    kept, left = (card(models.add(copied(generalist, tmp_path, name), LORA, "one")) for name in ("a", "b"))
    for entry in (kept, left):
        runtime.store.ensure(entry)
    found = models.find(left.id)
    assert found is not None
    shutil.rmtree(found.folder)
    TunedModels(runtime.settings, Folders(tmp_path, "tuned"), lambda: runtime)
    assert runtime.store.is_ready(kept)
    assert not runtime.store.folder(left).exists()


def test_the_models_of_a_living_server_stay_however_old(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    found = models.find(models.add(copied(generalist, tmp_path), LORA, "one"))
    assert found is not None
    (own,) = (tmp_path / "scratch").iterdir()
    os.utime(own, (0, 0))
    remove_left_overs(tmp_path / "scratch")
    assert found.folder.is_dir()


def test_what_is_no_model_is_not_taken(models: TunedModels, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownModelError):
        models.add(tmp_path / "empty", LORA, "one")
    assert models.of("one") == []
    assert not list((tmp_path / "scratch").glob("*/*"))


def test_who_deletes_a_model_takes_it_from_nobody_else(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    name = models.add(copied(generalist, tmp_path), LORA, "one", "two")
    models.disown(name, "one")
    assert models.of("one") == []
    assert [each.id for each in models.of("two")] == [name]
    assert models.own(name, "one")  # as a page does that is still open
    assert models.of("one") == []
    assert models.own(name, "one", again=True)  # as Train does
    assert [each.id for each in models.of("one")] == [name]


def test_what_the_last_one_deletes_is_gone(models: TunedModels, generalist: Path, tmp_path: Path) -> None:
    name = models.add(copied(generalist, tmp_path), LORA, "one")
    folder = models.find(name)
    models.disown(name, "one")
    assert models.find(name) is None
    assert folder is not None
    assert not folder.folder.exists()
