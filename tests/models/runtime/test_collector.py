"""What lives as long as the process is out of the garbage collector's sight, and comes back when it is unloaded."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.models.cards import ModelCard
from embedlab.models.runtime import Runtime
from embedlab.models.runtime.collector import set_aside
from embedlab.models.settings import Settings


@pytest.fixture
def runtime(tiny_home: Path) -> Iterator[Runtime]:
    made = Runtime(Settings(home=tiny_home, engine="onnx", offline=True))
    made.after_change = set_aside
    yield made
    made.close()
    gc.unfreeze()


def looked_at() -> int:
    """How many objects the next full collection looks at."""
    return sum(len(gc.get_objects(generation)) for generation in range(3))


def test_after_a_load_the_collector_has_little_left_to_look_at(runtime: Runtime, tiny_encoder: ModelCard) -> None:
    before = looked_at()
    runtime.load(tiny_encoder)
    assert before > 100_000  # pytest and the libraries
    assert looked_at() < before / 100


def test_an_unloaded_model_gives_its_memory_back_though_it_hangs_in_a_circle(
    runtime: Runtime, tiny_encoder: ModelCard
) -> None:
    loaded = runtime.load(tiny_encoder)
    loaded.itself = loaded  # type: ignore[attr-defined]
    model = weakref.ref(loaded)
    set_aside()
    del loaded
    gc.collect()
    assert model() is not None  # set aside, so no collection sees it
    runtime.unload(tiny_encoder)
    assert model() is None


def test_a_model_that_makes_room_for_another_gives_its_memory_back(
    tiny_home: Path, tiny_encoder: ModelCard, tiny_twin: ModelCard
) -> None:
    narrow = Runtime(Settings(home=tiny_home, engine="onnx", offline=True, memory_bytes=1))
    narrow.after_change = set_aside
    loaded = narrow.load(tiny_encoder)
    loaded.itself = loaded  # type: ignore[attr-defined]
    model = weakref.ref(loaded)
    del loaded
    narrow.load(tiny_twin)
    assert model() is None
    narrow.close()
    gc.unfreeze()


def test_what_was_set_aside_is_still_freed_when_nothing_refers_to_it() -> None:
    class Held:
        """Anything a visitor holds."""

    held = Held()
    gone = weakref.ref(held)
    set_aside()
    del held
    assert gone() is None
    gc.unfreeze()
