"""Which engine runs, and what is said when the wish cannot be met."""

from pathlib import Path

import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.engines import choose
from embedlab.models.engines.onnx import OnnxEngine
from embedlab.models.settings import Settings


def settings(**changes: str) -> Settings:
    return Settings(home=Path("/nowhere"), **changes)


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> object:
    """Pretend which GPU torch finds."""

    def pretend(found: str | None) -> None:
        monkeypatch.setattr(choose, "gpu", lambda: found)

    return pretend


@pytest.mark.parametrize(
    ("found", "wish", "expected"),
    [
        (None, {}, ("onnx", "cpu")),
        ("cuda", {}, ("torch", "cuda")),
        ("mps", {}, ("torch", "mps")),
        ("cuda", {"device": "cpu"}, ("onnx", "cpu")),
        ("cuda", {"engine": "onnx"}, ("onnx", "cpu")),
        (None, {"engine": "torch"}, ("torch", "cpu")),
        ("cuda", {"engine": "torch"}, ("torch", "cuda")),
        ("cuda", {"engine": "torch", "device": "cpu"}, ("torch", "cpu")),
    ],
)
def test_the_machine_and_the_settings_choose(
    found: str | None, wish: dict[str, str], expected: tuple[str, str], gpu
) -> None:
    gpu(found)
    assert choose.chosen(settings(**wish)) == expected


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_one_sentence(device: str, gpu) -> None:
    gpu(None)
    with pytest.raises(InputError, match=rf"^There is no {device} device here; set EMBEDLAB_DEVICE to auto or cpu\.$"):
        choose.chosen(settings(device=device))


def test_onnx_on_a_gpu_is_one_sentence() -> None:
    with pytest.raises(InputError, match=r"^The onnx engine runs on the CPU; [^.]*EMBEDLAB_ENGINE=torch\.$"):
        choose.chosen(settings(engine="onnx", device="cuda"))


@pytest.mark.parametrize("content", [None, b"", b"not a graph"])
def test_a_graph_that_cannot_be_read_is_one_sentence(content: bytes | None, tmp_path: Path) -> None:
    (tmp_path / "onnx").mkdir()
    if content is not None:
        (tmp_path / "onnx/model.onnx").write_bytes(content)
    with pytest.raises(StoreError, match=r"^The graph of \S+ cannot be read; fetch the model again\.$"):
        OnnxEngine(tmp_path, 1)
