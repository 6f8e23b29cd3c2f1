"""What lesson 3 ships, written by ``scripts/precompute.py``.

A training of both objectives, one of word vectors, and the in-batch matrices of the shipped batches.
"""

import time
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.content.toml_records import ASSETS
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.shipped import save_guesses, save_run, save_similarities, save_words
from embedlab.lessons.unsupervised_or_supervised.study import ENCODERS, run_of
from embedlab.lessons.unsupervised_or_supervised.study_batch import card_similarities, trained_similarities
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.runtime import Runtime
from embedlab.models.training import ContrastiveResult, ContrastiveSpec, Job, WordsSpec, shared_trainer

START: Final = "word2vec-embedlab"
PAIRS: Final = ASSETS / "dictionary" / "pairs.tsv.gz"
CARDS: Final = ("all-minilm-l6-v2", "glove-6b-50d")
SECONDS: Final = 30.0
STEPS: Final = 5_000
MASKED: Final = "mlm-embedlab"
SENTENCE: Final = "They sailed across the Atlantic [MASK]."
GUESSES: Final = 10
PROBES: Final = ("king", "river", "soldier", "green")


def contrastive_spec(runtime: Runtime) -> ContrastiveSpec:
    """The training that ships: what the page's controls say before anybody moves them."""
    return ContrastiveSpec(table=runtime.store.ensure(card(START)), pairs=PAIRS, seconds=SECONDS, steps=STEPS)


def words_spec() -> WordsSpec:
    """The word vectors that ship."""
    return WordsSpec(corpus=PAIRS, probes=PROBES)


def wait_for(job: Job[Any, Any]) -> Any:
    """What comes out of a training, when it has ended.

    Raises:
        RuntimeError: it did not end well.
    """
    while job.live:
        job.watch("precompute")
        time.sleep(0.5)
    if job.state != "done":
        raise RuntimeError(f"the training is {job.state}: {job.message}")
    return job.result()


def batch_similarities(runtime: Runtime, result: ContrastiveResult) -> dict[str, dict[str, NDArray[np.float32]]]:
    """Cosines of every shipped batch by every encoder of the page."""
    start = runtime.table(card(START))
    return {
        batch.id: {name: card_similarities(runtime, card(name), batch.rows) for name in CARDS}
        | {name: trained_similarities(start, result, name, batch.rows) for name in ENCODERS}
        for batch in load_batches()
    }


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    spec = contrastive_spec(runtime)
    job = shared_trainer().submit(spec, "precompute")
    result = wait_for(job)
    save_run(run_of("", spec, job.steps, result))
    save_similarities(batch_similarities(runtime, result))
    save_guesses(MASKED, SENTENCE, fill_mask(runtime, card(MASKED), SENTENCE, GUESSES))
    words = shared_trainer().submit(words_spec(), "precompute")
    wait_for(words)
    save_words(words.steps)
