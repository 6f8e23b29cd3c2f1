"""What is kept of a pass, and what becomes of a pass when the process ends."""

import threading
import weakref
from concurrent.futures import CancelledError, ThreadPoolExecutor
from time import sleep

import numpy as np

from embedlab.models.engines.contract import Batch, Forward, Wanted
from embedlab.models.runtime.batching import Batcher, Outputs
from tests.models.kit.engine import HandEngine, reading, sizes

LAST = Wanted(layers=(2,))


def batcher_of(engine: HandEngine) -> Batcher:
    return Batcher(engine, 9, lambda *_: None)


def first_number(outputs: Outputs) -> float:
    return float(outputs.hidden[2][0, 0])


def fail(_: Outputs) -> float:
    raise ValueError("zero")


def test_what_is_not_kept_is_gone_before_the_next_pass() -> None:
    """However many texts are asked for, the outputs of no more than one pass are there at a time."""
    passes: list[weakref.ref[np.ndarray]] = []
    most = 0

    class Watched(HandEngine):
        def answer(self, batch: Batch, wanted: Wanted) -> Forward:
            nonlocal most
            most = max(most, sum(reference() is not None for reference in passes))
            found = super().answer(batch, wanted)
            passes.append(weakref.ref(found.hidden[2]))
            return found

    batcher = batcher_of(Watched())
    found = batcher.run([reading(*[20] * 500)] * 12, LAST, lambda outputs: outputs.hidden[2][0])
    batcher.close()
    assert [row.tolist() for row in found] == [[22, 500]] * 12
    assert len(passes) == 12
    assert most <= 1


def test_what_one_caller_cannot_reduce_is_no_fault_of_another() -> None:
    engine = HandEngine()
    batcher = batcher_of(engine)
    engine.gate.clear()
    with ThreadPoolExecutor(3) as pool:
        pool.submit(batcher.run, [reading(40)], LAST, first_number)
        assert engine.entered.acquire(timeout=30)
        unlucky = pool.submit(batcher.run, [reading(20)], LAST, fail)
        lucky = pool.submit(batcher.run, [reading(21)], LAST, first_number)
        while len(batcher._waiting) < 2:
            sleep(0.001)
        engine.gate.set()
        assert isinstance(unlucky.exception(), ValueError)
        assert lucky.result() == [23]
    assert sizes(engine.batches) == [(1, 1), (2, 1)]
    batcher.close()


def test_a_process_that_ends_waits_for_one_pass_and_for_no_other() -> None:
    engine = HandEngine()
    batcher = batcher_of(engine)
    engine.gate.clear()
    with ThreadPoolExecutor(2) as pool:
        under_way = pool.submit(batcher.run, [reading(20)], LAST, first_number)
        assert engine.entered.acquire(timeout=30)
        waiting = pool.submit(batcher.run, [reading(21)], LAST, first_number)
        while not batcher._waiting:
            sleep(0.001)
        ending = threading.Thread(target=batcher.abandon)
        ending.start()
        assert isinstance(waiting.exception(timeout=30), CancelledError)
        assert ending.is_alive()
        engine.gate.set()
        ending.join(30)
        assert under_way.result() == [22]
    assert not batcher._thread.is_alive()
    assert len(engine.batches) == 1
