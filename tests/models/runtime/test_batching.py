"""Many threads, few passes: everyone gets the own answer, and nobody waits behind a corpus."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import monotonic, sleep

import numpy as np
import pytest

from embedlab.models.engines.contract import Wanted
from embedlab.models.runtime.batching import (
    LOGITS_TOKENS_PER_PASS,
    PAIRS_PER_PASS,
    TOKENS_PER_PASS,
    Batcher,
    ModelUnloadedError,
    Outputs,
    _Request,
    pad,
    split,
)
from embedlab.models.text.tokens import Tokenised
from tests.models.kit.engine import HandEngine, reading, sizes

LAST = Wanted(layers=(2,))
PAD = 9


def unheard(texts: int, seconds: float) -> None:
    """For tests that are not about the report of a pass."""


@pytest.fixture
def engine() -> HandEngine:
    return HandEngine()


@pytest.fixture
def batcher(engine: HandEngine) -> Iterator[Batcher]:
    made = Batcher(engine, PAD, unheard)
    yield made
    engine.gate.set()
    made.close()


def whole(outputs: Outputs) -> Outputs:
    return outputs


def run(batcher: Batcher, texts: Sequence[Tokenised], wanted: Wanted) -> list[Outputs]:
    """Everything that the engine gave for each text."""
    return batcher.run(texts, wanted, whole)


def wait_for_queue(batcher: Batcher, length: int) -> None:
    end = monotonic() + 30
    while len(batcher._waiting) < length:
        assert monotonic() < end
        sleep(0.001)


def requests(lengths: list[int], wanted: Wanted = LAST) -> list[_Request]:
    return [_Request(reading(*[1] * length), wanted, call=None, reduce=whole) for length in lengths]


def test_padding_is_masked_and_holds_the_padding_id() -> None:
    batch = pad([reading(5, 6, 7), reading(8)], PAD)
    assert batch.ids.tolist() == [[5, 6, 7], [8, PAD, PAD]]
    assert batch.mask.tolist() == [[1, 1, 1], [1, 0, 0]]


def test_a_token_that_none_attends_to_keeps_its_id_and_has_mask_0() -> None:
    batch = pad([replace(reading(5, 6, 7), attended=(True, True, False)), reading(8)], PAD)
    assert batch.ids.tolist() == [[5, 6, 7], [8, PAD, PAD]]
    assert batch.mask.tolist() == [[1, 1, 0], [1, 0, 0]]


def test_an_answer_is_computed_by_hand(batcher: Batcher) -> None:
    outputs = run(batcher, [reading(5, 6), reading(7)], Wanted(layers=(0, 2), attentions=(1, 2), logits=True))
    assert outputs[0].hidden[0].tolist() == [[5, 2], [6, 2]]
    assert outputs[1].hidden[2].tolist() == [[9, 1]]
    assert outputs[0].attentions is not None
    assert outputs[0].attentions.shape == (2, 1, 2, 2)
    assert np.all(outputs[0].attentions == 0.5)
    assert outputs[1].logits is not None
    assert outputs[1].logits.argmax(axis=-1).tolist() == [7]


def test_answers_come_in_the_order_of_the_request_whatever_the_lengths(batcher: Batcher) -> None:
    texts = [reading(*range(20, 20 + length)) for length in (5, 1, 9, 3, 7)]
    lengths = [len(output.hidden[2]) for output in run(batcher, texts, LAST)]
    assert lengths == [5, 1, 9, 3, 7]


def test_no_text_costs_no_pass(batcher: Batcher, engine: HandEngine) -> None:
    assert run(batcher, [], LAST) == []
    assert engine.batches == []


def test_requests_that_arrive_during_a_pass_share_the_next_one(batcher: Batcher, engine: HandEngine) -> None:
    engine.gate.clear()
    with ThreadPoolExecutor(21) as pool:
        first = pool.submit(run, batcher, [reading(40)], LAST)
        assert engine.entered.acquire(timeout=30)
        others = [pool.submit(run, batcher, [reading(number)], LAST) for number in range(14, 34)]
        wait_for_queue(batcher, 20)
        engine.gate.set()
        answers = [int(other.result()[0].hidden[2][0, 0]) for other in others]
    assert first.result()[0].hidden[2][0, 0] == 42
    assert answers == [number + 2 for number in range(14, 34)]
    assert sizes(engine.batches) == [(1, 1), (20, 1)]


def test_a_single_question_does_not_wait_behind_a_corpus(batcher: Batcher, engine: HandEngine) -> None:
    engine.gate.clear()
    with ThreadPoolExecutor(2) as pool:
        corpus = pool.submit(run, batcher, [reading(*[1] * 128) for _ in range(200)], LAST)
        assert engine.entered.acquire(timeout=30)
        question = pool.submit(run, batcher, [reading(*[2] * 500)], LAST)
        wait_for_queue(batcher, 201 - TOKENS_PER_PASS // 128)
        engine.gate.set()
        question.result()
        assert len(corpus.result()) == 200
    served = next(number for number, batch in enumerate(engine.batches) if (batch.ids == 2).any())
    assert served == 1


@pytest.mark.parametrize(("wanted", "budget"), [(LAST, TOKENS_PER_PASS), (Wanted(logits=True), LOGITS_TOKENS_PER_PASS)])
def test_no_pass_has_more_padded_tokens_than_its_budget(wanted: Wanted, budget: int) -> None:
    lengths = np.random.default_rng(0).integers(1, 200, 300).tolist()
    for group in split(requests(lengths, wanted)):
        assert len(group) * max(len(request.tokens) for request in group) <= budget


def test_long_texts_do_not_share_a_pass_as_each_two_tokens_take_room() -> None:
    lengths = np.random.default_rng(0).integers(1, 600, 100).tolist()
    for group in split(requests(lengths)):
        longest = max(len(request.tokens) for request in group)
        assert len(group) == 1 or len(group) * longest**2 <= PAIRS_PER_PASS


def test_a_text_longer_than_the_budget_goes_alone() -> None:
    groups = split(requests([3, TOKENS_PER_PASS + 1, 4]))
    assert [[len(request.tokens) for request in group] for group in groups] == [[3, 4], [TOKENS_PER_PASS + 1]]


def test_splitting_loses_and_repeats_nothing() -> None:
    everything = requests([5, 2000, 1, 700, 700, 700, 3])
    assert sorted(id(request) for group in split(everything) for request in group) == sorted(map(id, everything))


def test_sorting_by_length_leaves_little_padding() -> None:
    lengths = [4] * 100 + [100] * 100
    np.random.default_rng(0).shuffle(lengths)
    padded = sum(len(group) * max(len(r.tokens) for r in group) for group in split(requests(lengths)))
    assert padded <= 1.2 * sum(lengths)


def test_different_outputs_are_not_computed_in_one_pass(batcher: Batcher, engine: HandEngine) -> None:
    groups = split(requests([3, 3]) + requests([3], Wanted(logits=True)))
    assert [group[0].wanted for group in groups] == [LAST, Wanted(logits=True)]


def test_a_failing_pass_fails_its_callers_and_the_next_one_works(batcher: Batcher) -> None:
    with pytest.raises(RuntimeError, match="thirteen"):
        run(batcher, [reading(13)], LAST)
    assert batcher._thread.is_alive()
    assert run(batcher, [reading(14)], LAST)[0].hidden[2][0, 0] == 16


def test_the_callers_of_one_failing_pass_all_learn_of_it(batcher: Batcher, engine: HandEngine) -> None:
    engine.gate.clear()
    with ThreadPoolExecutor(3) as pool:
        pool.submit(run, batcher, [reading(40)], LAST)
        assert engine.entered.acquire(timeout=30)
        unlucky = [pool.submit(run, batcher, [reading(number)], LAST) for number in (13, 14)]
        wait_for_queue(batcher, 2)
        engine.gate.set()
        assert [type(call.exception()) for call in unlucky] == [RuntimeError, RuntimeError]


def test_closing_answers_what_is_waiting_first(engine: HandEngine) -> None:
    batcher = Batcher(engine, PAD, unheard)
    engine.gate.clear()
    with ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(run, batcher, [reading(20)], LAST)]
        assert engine.entered.acquire(timeout=30)
        answers.append(pool.submit(run, batcher, [reading(21)], LAST))
        wait_for_queue(batcher, 1)
        closing = threading.Thread(target=batcher.close)
        closing.start()
        engine.gate.set()
        closing.join(30)
        assert [answer.result()[0].hidden[2][0, 0] for answer in answers] == [22, 23]
    assert engine.closed


def test_a_closed_model_says_that_it_was_unloaded(engine: HandEngine) -> None:
    batcher = Batcher(engine, PAD, unheard)
    batcher.close()
    with pytest.raises(ModelUnloadedError):
        run(batcher, [reading(20)], LAST)


def test_each_pass_is_reported_with_its_texts(engine: HandEngine) -> None:
    passes: list[int] = []
    batcher = Batcher(engine, PAD, lambda *report: passes.append(report[0]))
    run(batcher, [reading(20), reading(21)], LAST)
    batcher.close()
    assert passes == [2]
