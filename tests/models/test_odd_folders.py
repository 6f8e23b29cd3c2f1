"""Local folders as they should not be: each is one sentence, asks no network, and leaves nothing behind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.errors import EmbedLabError, StoreError, UnknownModelError
from embedlab.models.encoders import text_vectors
from embedlab.models.local import card_of_folder, find_card
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from tests.models.kit.making import tiny_bert
from tests.models.kit.process import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny_bert(tmp_path / "mine")


@pytest.fixture
def offline(tmp_path: Path) -> Iterator[Runtime]:
    """A runtime that may not fetch anything; a folder on this machine needs no fetch."""
    runtime = Runtime(Settings(home=tmp_path / "home", engine="onnx", offline=True))
    yield runtime
    runtime.close()


def change(folder: Path, **fields: Any) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


@pytest.mark.parametrize(
    "content", ['"bert"', "null", "NaN", "7", "[{}]", "[" * 100_000, '{"hidden_size": ' + "9" * 5_000]
)
def test_a_configuration_that_is_no_record_is_refused(content: str, folder: Path) -> None:
    (folder / "config.json").write_text(content)
    with pytest.raises(UnknownModelError, match=r"mine is not a model folder: it has no readable config\.json\.$"):
        find_card(str(folder))


SIZES = ("hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size", "max_position_embeddings")


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("size", ["16", None, float("nan"), float("inf"), True, 0, -1, 2.5, 10**9, 10**30, [2]])
def test_a_size_that_no_model_has_is_refused_before_anything_is_built(name: str, size: Any, folder: Path) -> None:
    change(folder, **{name: size})
    with pytest.raises(
        UnknownModelError, match=rf"^\S+mine does not hold a BERT.*: {name} in its config\.json is no whole"
    ):
        find_card(str(folder))


ODD: tuple[dict[str, Any], ...] = (
    {"num_attention_heads": 3}, {"num_hidden_layers": 5}, {"hidden_size": 32}, {"vocab_size": 9_999_999},
    {"hidden_act": "nonsense"}, {"hidden_act": 7}, {"layer_norm_eps": "small"}, {"model_type": "nonsense"},
    {"model_type": 7}, {"architectures": "BertModel"}, {"architectures": [None]}, {"architectures": ["os"]},
    {"type_vocab_size": -1}, {"pad_token_id": 10**6}, {"quantization_config": {"quant_method": "gptq"}},
)  # fmt: skip


def test_a_configuration_that_does_not_fit_is_one_sentence_or_makes_no_difference(
    folder: Path, offline: Runtime
) -> None:
    whole = (folder / "config.json").read_text()
    refused = 0
    for fields in ODD:
        change(folder, **fields)
        try:
            vectors = text_vectors(offline, find_card(str(folder)), ["the river bank"]).vectors
            assert np.isfinite(vectors).all(), fields
        except EmbedLabError as error:
            assert str(error).endswith("."), fields  # noqa: PT017 - one of two ends
            assert "\n" not in str(error)  # noqa: PT017
            refused += 1
        (folder / "config.json").write_text(whole)
    assert refused >= 6, "too few heads, layers and rows cannot make a model"


def test_other_limits_that_are_no_numbers_are_passed_over(folder: Path) -> None:
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": Infinity}')
    (folder / "tokenizer_config.json").write_text('{"model_max_length": NaN}')
    assert card_of_folder(folder).max_tokens == 64


def test_a_link_to_nothing_is_named(folder: Path, offline: Runtime) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors").symlink_to(folder / "gone")
    with pytest.raises(StoreError, match=r"model\.safetensors is a link to nothing; put the file in its place\.$"):
        offline.store.ensure(find_card(str(folder)))


def test_a_link_to_a_file_is_copied_as_the_file_and_a_pipe_is_passed_over(folder: Path, offline: Runtime) -> None:
    (folder / "model.safetensors").rename(folder.parent / "blob")
    (folder / "model.safetensors").symlink_to(folder.parent / "blob")
    os.mkfifo(folder / "pipe")
    built = offline.store.ensure(find_card(str(folder)))
    assert not (built / "model.safetensors").is_symlink()
    assert not (built / "pipe").exists()


def test_only_the_newest_copy_of_an_edited_folder_stays(folder: Path, offline: Runtime) -> None:
    other = offline.store.ensure(find_card(str(tiny_bert(folder.parent / "other"))))
    first = offline.store.ensure(find_card(str(folder)))
    change(folder, note="edited")
    second = offline.store.ensure(find_card(str(folder)))
    assert first != second
    assert {path.name for path in second.parent.iterdir()} == {second.name, other.name}
    assert list((offline.store.home / "work").iterdir()) == []


def test_a_folder_with_a_long_name_has_a_short_one_in_the_store(folder: Path) -> None:
    long = folder.rename(folder.parent / ("x" * 250))
    assert len(find_card(str(long)).id) < 100


AS_NOBODY = """
import os, sys
import filelock, pydantic
from pathlib import Path
from embedlab.errors import EmbedLabError
from embedlab.models.local import find_card
from embedlab.models.store import Store

os.setuid(65534) if os.geteuid() == 0 else None
try:
    Store(Path(sys.argv[1])).ensure(find_card(sys.argv[2]))
except EmbedLabError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["model.safetensors", "config.json", "."])
def test_what_may_not_be_read_is_one_sentence(name: str, folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o777)
    for parent in [tmp_path, *tmp_path.parents[:3]]:
        if parent.owner() == Path.home().owner() and "pytest" in str(parent):
            parent.chmod(0o755)
    (folder / name).chmod(0o000)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(home), str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    (folder / name).chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    expected = {
        "model.safetensors": f"{folder}/model.safetensors may not be read (Permission denied); check who owns it.",
        "config.json": f"{folder} is not a model folder: it has no readable config.json.",
        ".": f"{folder} is not a model folder: it has no readable config.json.",
    }
    assert done.stdout.strip() == expected[name]
