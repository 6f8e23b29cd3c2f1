"""Agreement with people, step by step: the same as at once, to be stopped at any step, at once when repeated."""

import threading
from itertools import pairwise

import numpy as np
import pytest

from embedlab.compute.agreement import agreement
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.word_or_sentence.study_people import TF_IDF, LeeRun, largest_difference, term_similarity
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.studies.lee_stories import LeeStories, load_lee

MINILM, GLOVE = card("all-minilm-l6-v2"), card("glove-6b-50d")
FEW = LeeStories(load_lee().texts[:5], load_lee().similarity[:5, :5])


def run_of(runtime: Runtime, seconds: float) -> tuple[LeeRun, list[int]]:
    """A run over five stories, and what it had done after each advance."""
    run, steps = LeeRun(runtime, FEW, [GLOVE, MINILM]), []
    while not run.finished:
        run.advance(seconds)
        steps.append(run.done)
    return run, steps


def test_small_steps_and_one_long_one_come_to_the_same(runtime: Runtime) -> None:
    whole, once = run_of(runtime, 60)
    parts, many = run_of(runtime, 0)
    assert once == [whole.total]
    assert many[-1] == whole.total
    assert all(0 <= after - before <= 2 for before, after in pairwise(many))
    assert list(parts.similarities) == [
        TF_IDF, "glove-6b-50d/mean", "glove-6b-50d/max", "glove-6b-50d/weighted", "all-minilm-l6-v2/mean",
        "all-minilm-l6-v2/cls", "all-minilm-l6-v2/max", "all-minilm-l6-v2/weighted",
    ]  # fmt: skip
    assert largest_difference(whole.similarities, parts.similarities) < 1e-5
    assert parts.agreements == whole.agreements


def test_the_cosines_are_those_of_the_model_layer(runtime: Runtime) -> None:
    run, _ = run_of(runtime, 60)
    vectors = text_vectors(runtime, MINILM, FEW.texts, pooling="cls").vectors
    assert run.similarities["all-minilm-l6-v2/cls"] == pytest.approx(cosine_similarity(vectors, vectors), abs=1e-4)
    terms = term_similarity(FEW.texts)
    assert np.diag(terms) == pytest.approx(np.ones(5), abs=1e-5)
    assert run.agreements[TF_IDF] == agreement(FEW.similarity, terms)


def test_it_says_who_reads_and_ends_with_nobody(runtime: Runtime) -> None:
    run = LeeRun(runtime, FEW, [GLOVE, MINILM])
    seen = [run.current]
    while not run.finished:
        run.advance(0)
        seen.append(run.current)
    assert [card for card, after in pairwise(seen) if card != after] == [GLOVE, MINILM]
    assert seen[-1] is None


def test_a_second_thread_does_not_wait_and_does_no_step_twice(runtime: Runtime) -> None:
    run = LeeRun(runtime, FEW, [GLOVE])
    first = threading.Thread(target=run.advance, args=(60,))
    first.start()
    run.advance(60)  # whichever comes second leaves it to the other
    first.join()
    assert run.done == run.total


def test_a_repeated_run_asks_no_model(runtime: Runtime) -> None:
    run_of(runtime, 60)
    before = runtime.cache.report()
    run_of(runtime, 60)
    after = runtime.cache.report()
    assert after.lookups - before.lookups == after.hits - before.hits == len(FEW.texts)
