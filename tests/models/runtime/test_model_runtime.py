"""The one door to every model, with many at it at once."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.errors import InputError, StoreError
from embedlab.models.cards import ModelCard, Prompts
from embedlab.models.encoders import text_vectors, token_states, token_vectors
from embedlab.models.runtime import Runtime, loading, shared_runtime
from embedlab.models.settings import Settings
from tests.models.kit.engine import HandEngine

TEXTS = [f"the cat on the {word}" for word in ("mat", "bank", "river", "hello", "world", "money")]


@pytest.fixture
def runtime(tiny_home: Path) -> Iterator[Runtime]:
    made = Runtime(Settings(home=tiny_home, engine="onnx", offline=True))
    yield made
    made.close()


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> list[HandEngine]:
    """Every engine that is opened, each computable by hand and of 100 bytes."""
    opened: list[HandEngine] = []

    def open_hand(*_: object) -> HandEngine:
        opened.append(HandEngine())
        return opened[-1]

    monkeypatch.setattr(loading, "open_engine", open_hand)
    return opened


def together(calls: list[Callable[[], Any]]) -> list[Any]:
    """All calls from threads of their own that start at the same moment."""
    barrier = threading.Barrier(len(calls))

    def one(call: Callable[[], Any]) -> Any:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def test_thirty_two_first_requests_load_once(
    runtime: Runtime, tiny_encoder: ModelCard, engines: list[HandEngine]
) -> None:
    answers = together([lambda: text_vectors(runtime, tiny_encoder, ["the mat"]).vectors] * 32)
    assert len(engines) == 1
    assert all(np.array_equal(answer, answers[0]) for answer in answers)


def test_requests_that_arrive_together_share_passes_and_each_gets_its_own_answer(
    runtime: Runtime, tiny_encoder: ModelCard
) -> None:
    texts = [f"{text} {letter}" for text in TEXTS for letter in "abcdefgh"]
    answers = together([lambda text=text: text_vectors(runtime, tiny_encoder, [text]).vectors[0] for text in texts])
    latency = runtime.report().loaded[0].latency
    assert latency is not None
    assert latency.texts == len(texts)
    assert latency.passes < len(texts)
    runtime.cache.forget(tiny_encoder.id)
    alone = np.stack([text_vectors(runtime, tiny_encoder, [text]).vectors[0] for text in texts])
    assert np.abs(np.stack(answers) - alone).max() < 1e-5


def test_a_text_that_was_computed_is_not_computed_again(
    runtime: Runtime, tiny_encoder: ModelCard, engines: list[HandEngine]
) -> None:
    text_vectors(runtime, tiny_encoder, TEXTS)
    again = text_vectors(runtime, tiny_encoder, [*TEXTS[::-1], *TEXTS])
    assert sum(len(batch.ids) for batch in engines[0].batches) == len(TEXTS)
    assert np.array_equal(again.vectors[:6], again.vectors[6:][::-1])


def test_a_text_that_stands_twice_is_computed_once(
    runtime: Runtime, tiny_encoder: ModelCard, engines: list[HandEngine]
) -> None:
    text_vectors(runtime, tiny_encoder, ["the mat", "the mat", "the cat"])
    assert sum(len(batch.ids) for batch in engines[0].batches) == 2


def test_role_layer_pooling_and_model_each_change_the_answer(
    runtime: Runtime, tiny_encoder: ModelCard, tiny_twin: ModelCard
) -> None:
    card = tiny_encoder.model_copy(update={"prompts": Prompts(query="query: ", document="passage: ")})
    text = ["the river bank"]
    answers = [
        text_vectors(runtime, card, text),
        text_vectors(runtime, card, text, "query"),
        text_vectors(runtime, card, text, "document"),
        text_vectors(runtime, card, text, layer=1),
        text_vectors(runtime, card, text, pooling="cls"),
        text_vectors(runtime, card, text, pooling="max"),
        text_vectors(runtime, tiny_twin, text),
    ]
    rows = np.concatenate([answer.vectors for answer in answers])
    differences = np.abs(rows[:, None] - rows[None]).max(axis=2)
    assert differences[~np.eye(len(rows), dtype=bool)].min() > 1e-3
    assert runtime.cache.report().hits == 0


def test_results_cannot_be_changed_for_others(runtime: Runtime, tiny_encoder: ModelCard) -> None:
    for array in (
        token_states(runtime, tiny_encoder, ["the mat"])[0].hidden,
        token_vectors(runtime, tiny_encoder, ["the mat"])[0].vectors,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    first = text_vectors(runtime, tiny_encoder, ["the mat"]).vectors
    before = first.copy()
    if first.flags.writeable:
        first[:] = 0
    assert np.array_equal(text_vectors(runtime, tiny_encoder, ["the mat"]).vectors, before)


def test_over_the_memory_budget_the_least_used_model_goes(
    tiny_home: Path, tiny_encoder: ModelCard, tiny_twin: ModelCard, engines: list[HandEngine]
) -> None:
    runtime = Runtime(Settings(home=tiny_home, memory_bytes=150, offline=True))
    text_vectors(runtime, tiny_encoder, ["the mat"])
    text_vectors(runtime, tiny_twin, ["the mat"])
    assert [report.model for report in runtime.report().loaded] == ["tiny-twin"]
    assert (engines[0].closed, engines[1].closed) == (True, False)
    runtime.close()


def test_requests_that_race_with_unloading_all_succeed(
    tiny_home: Path, tiny_encoder: ModelCard, tiny_twin: ModelCard, engines: list[HandEngine]
) -> None:
    """Two models, memory for one, eight threads that want both in turn, each a text of its own."""
    runtime = Runtime(Settings(home=tiny_home, memory_bytes=150, offline=True))

    def visitor(number: int) -> list[int]:
        lengths = []
        for turn in range(12):
            card = (tiny_encoder, tiny_twin)[(number + turn) % 2]
            states = token_states(runtime, card, ["a " * (1 + 12 * number + turn % 12)])[0]
            lengths.append(states.hidden.shape[1])
        return lengths

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(visitor, range(4)))
    assert answers == [[3 + 12 * number + turn for turn in range(12)] for number in range(4)]
    assert len(engines) > 2
    assert sum(not engine.closed for engine in engines) == len(runtime.report().loaded) == 1
    runtime.close()


def test_an_engine_that_fails_gives_its_error_and_goes_on(
    runtime: Runtime, tiny_encoder: ModelCard, engines: list[HandEngine]
) -> None:
    with pytest.raises(RuntimeError, match="thirteen"):
        text_vectors(runtime, tiny_encoder, ["the cat sat"])  # "sat" has the number 13
    assert text_vectors(runtime, tiny_encoder, ["cat"]).vectors.shape == (1, 2)


def test_a_failed_answer_is_not_remembered(
    runtime: Runtime, tiny_encoder: ModelCard, engines: list[HandEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.load(tiny_encoder)
    with monkeypatch.context() as broken:
        broken.setattr(engines[0], "answer", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            text_vectors(runtime, tiny_encoder, ["the mat"])
    assert text_vectors(runtime, tiny_encoder, ["the mat"]).vectors.shape == (1, 2)


def test_the_state_of_a_model_goes_from_absent_to_loaded(
    runtime: Runtime, tiny_encoder: ModelCard, tiny_twin: ModelCard
) -> None:
    elsewhere = tiny_twin.model_copy(update={"id": "never-fetched"})
    assert (runtime.state(elsewhere), runtime.state(tiny_encoder)) == ("absent", "stored")
    runtime.load(tiny_encoder)
    assert runtime.state(tiny_encoder) == "loaded"


def test_unloading_forgets_the_vectors_too(runtime: Runtime, tiny_encoder: ModelCard) -> None:
    text_vectors(runtime, tiny_encoder, ["the mat"])
    assert runtime.cache.report().entries == 1
    assert runtime.unload(tiny_encoder)
    assert not runtime.unload(tiny_encoder)
    assert runtime.cache.report().entries == 0
    assert runtime.state(tiny_encoder) == "stored"


def test_the_report_names_what_is_held(runtime: Runtime, tiny_encoder: ModelCard, tiny_table: ModelCard) -> None:
    runtime.load(tiny_table)
    runtime.load(tiny_encoder)
    table, encoder = runtime.report().loaded
    assert (table.model, table.engine, table.latency) == ("tiny-table", "numpy:cpu", None)
    assert (encoder.model, encoder.engine) == ("tiny-bert", "onnx:cpu")
    assert encoder.bytes == (runtime.store.folder(tiny_encoder) / "onnx/model.onnx").stat().st_size


def test_passes_are_counted_since_the_runtime_began_also_when_a_model_came_and_went(
    runtime: Runtime, tiny_encoder: ModelCard
) -> None:
    assert runtime.latency(tiny_encoder).passes == 0
    text_vectors(runtime, tiny_encoder, ["one text"])
    runtime.unload(tiny_encoder)
    assert runtime.latency(tiny_encoder).passes == 1
    text_vectors(runtime, tiny_encoder, ["another text"])
    assert (runtime.latency(tiny_encoder).passes, runtime.latency(tiny_encoder).texts) == (2, 2)
    assert [each.latency for each in runtime.report().loaded] == [runtime.latency(tiny_encoder)]


def test_a_table_has_no_layers_and_an_encoder_no_table(
    runtime: Runtime, tiny_encoder: ModelCard, tiny_table: ModelCard
) -> None:
    with pytest.raises(InputError, match="tiny-table looks words up and has no layers; choose a contextual model"):
        token_states(runtime, tiny_table, ["king"])
    with pytest.raises(InputError, match="tiny-bert has no table of word vectors; choose a static model"):
        runtime.table(tiny_encoder)


def test_a_model_that_cannot_be_had_is_one_sentence_every_time(runtime: Runtime, tiny_twin: ModelCard) -> None:
    absent = tiny_twin.model_copy(update={"id": "never-fetched"})
    for _ in range(2):
        with pytest.raises(StoreError, match="never-fetched is not in the store and EMBEDLAB_OFFLINE is set"):
            runtime.load(absent)


def test_a_process_has_one_runtime() -> None:
    assert len({id(found) for found in together([shared_runtime] * 8)}) == 1
