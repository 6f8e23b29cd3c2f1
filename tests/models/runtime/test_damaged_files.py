"""Damage that neither size nor time stamp betrays: the file is named in one sentence, whatever its bytes now mean."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import EngineName, Settings
from embedlab.models.store import Store

WORDS = ["king", "the river bank"]
EVERYWHERE = (0.0, 0.0005, 0.002, 0.01, 0.05, 0.2, 0.5, 0.9, 1.0)


def damage(path: Path, change: Callable[[bytearray], None]) -> None:
    """Alter a file and give it its time stamp back."""
    was, content = path.stat(), bytearray(path.read_bytes())
    change(content)
    assert len(content) == was.st_size
    path.unlink()
    path.write_bytes(content)
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def flipped(place: float, bit: int) -> Callable[[bytearray], None]:
    def change(content: bytearray) -> None:
        content[int(place * (len(content) - 1))] ^= 1 << bit

    return change


def zeroed(content: bytearray) -> None:
    content[:] = bytes(len(content))


def runtime_of(home: Path, engine: EngineName = "onnx", *, offline: bool = True) -> Runtime:
    return Runtime(Settings(home=home, engine=engine, device="cpu", offline=offline))


@pytest.fixture
def home(tiny_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_home, tmp_path / "home"))


def answered(runtime: Runtime, card: ModelCard, file: str) -> bool:
    """Whether the model answers with numbers all the same; if it does not, it says which file is damaged."""
    try:
        vectors = text_vectors(runtime, card, WORDS[:1] if card.row.runs == "table" else WORDS).vectors
    except InputError as error:
        assert "are not finite" in str(error)  # noqa: PT017 - a flipped exponent
        return False
    except StoreError as error:
        assert str(error) == f"{file} of {card.id} is damaged; fetch the model again."  # noqa: PT017 - one of two ends
        return False
    finally:
        runtime.close()
    assert vectors.dtype == np.float32
    return True


FILES: tuple[tuple[EngineName, str], ...] = (
    ("onnx", "tokenizer.json"),
    ("onnx", "onnx/model.onnx"),
    ("torch", "model.safetensors"),
    ("torch", "config.json"),
)


@pytest.mark.parametrize(("engine", "file"), FILES)
def test_a_file_of_zeros_is_named(engine: EngineName, file: str, home: Path, tiny_encoder: ModelCard) -> None:
    damage(Store(home).folder(tiny_encoder) / file, zeroed)
    assert not answered(runtime_of(home, engine), tiny_encoder, Path(file).name)


@pytest.mark.parametrize(("engine", "file"), FILES)
def test_one_bit_anywhere_gives_an_answer_or_the_name_of_the_file(
    engine: EngineName, file: str, home: Path, tiny_encoder: ModelCard
) -> None:
    path = Store(home).folder(tiny_encoder) / file
    whole, stamp, named = path.read_bytes(), path.stat(), 0
    for place in EVERYWHERE:
        for bit in (0, 6):
            damage(path, flipped(place, bit))
            named += not answered(runtime_of(home, engine), tiny_encoder, path.name)
            path.write_bytes(whole)
            os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert named, "no bit of these was one that matters"


def test_every_byte_of_the_head_of_a_table_gives_an_answer_or_the_name_of_the_file(
    home: Path, tiny_table: ModelCard
) -> None:
    path = Store(home).folder(tiny_table) / "vectors.npy"
    whole, stamp, named = path.read_bytes(), path.stat(), 0
    for offset in range(128):
        damage(path, flipped(offset / (len(whole) - 1) + 1e-9, 0))
        named += not answered(runtime_of(home), tiny_table, "vectors.npy")
        path.write_bytes(whole)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert named > 50


def test_words_that_are_no_text_are_named(home: Path, tiny_table: ModelCard) -> None:
    damage(Store(home).folder(tiny_table) / "vocab.txt", flipped(0, 7))
    assert not answered(runtime_of(home), tiny_table, "vocab.txt")


def test_with_a_network_the_next_use_fetches_the_model_again(
    home: Path, tiny_encoder: ModelCard, offline_pip: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in offline_pip.items():
        monkeypatch.setenv(name, value)
    runtime = runtime_of(home, offline=False)
    whole = text_vectors(runtime, tiny_encoder, WORDS).vectors
    runtime.unload(tiny_encoder)
    damage(runtime.store.folder(tiny_encoder) / "onnx/model.onnx", zeroed)
    with pytest.raises(StoreError, match=r"^model\.onnx of tiny-bert is damaged; fetch the model again\.$"):
        text_vectors(runtime, tiny_encoder, WORDS)
    assert runtime.state(tiny_encoder) == "absent", "a page begins a fetch, and shows how far it is"
    assert np.abs(text_vectors(runtime, tiny_encoder, WORDS).vectors - whole).max() < 1e-6
    runtime.close()


def test_a_fault_of_another_kind_is_not_taken_for_damage(home: Path, tiny_encoder: ModelCard) -> None:
    runtime = runtime_of(home)

    def broken(_: object) -> None:
        raise KeyError("a fault of our own")

    with pytest.raises(KeyError):
        runtime.with_transformer(tiny_encoder, broken)
    assert runtime.state(tiny_encoder) == "loaded"
    runtime.close()
