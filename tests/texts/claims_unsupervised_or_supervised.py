"""Numbers in the texts of lesson 3; what its training reached is told by facts, not typed."""

import math

import numpy as np

from embedlab.compute.agreement import pearson
from embedlab.compute.contrastive import alignment, in_batch
from embedlab.lessons.unsupervised_or_supervised.examples import load_batches
from embedlab.lessons.unsupervised_or_supervised.facts import HIGH, LOW
from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS, load_run, load_similarities, load_words
from embedlab.lessons.unsupervised_or_supervised.study_nearest import COMMON, NEAREST
from embedlab.lessons.word_or_sentence.shipped import load_lee_results
from embedlab.models.catalog import card
from embedlab.models.training.term_pairs import read_pairs
from embedlab.studies.lee_stories import load_lee
from tests.texts.kinds import Claim, Computed, Imagined, Published
from tests.texts.write import first_number, percent, two, word

SIMCSE = "arxiv.org/abs/2104.08821"
"""Gao and others 2021, table 5: 76.25 and 81.57."""


def terms_that_were_met() -> str:
    pairs = read_pairs(PAIRS)
    met = {term.lower() for term, _ in pairs.train}
    share = np.mean([term.lower() in met for term, _ in pairs.held_out])
    return f"About {word(round(share * 10))} in ten of them also head a training pair"


def words_of_the_start() -> str:
    training = card("word2vec-embedlab").training
    assert training
    return f"some {word(round(first_number(training.corpus) / 1e6))} million words"


def mean_of_the_stories_taken_away() -> str:
    """Agreement with people before and after the mean of all stories' unit vectors is subtracted.

    Products of centred vectors need no vectors: they are the doubly centred cosines (Torgerson 1952).
    """
    half = np.triu_indices(len(load_lee().texts), 1)

    def agreements(model: str) -> list[str]:
        plain = load_lee_results().similarities[f"{model}/mean"].astype(np.float64)
        products = plain - plain.mean(axis=0) - plain.mean(axis=1)[:, None] + plain.mean()
        lengths = np.sqrt(products.diagonal())
        both = (plain, products / lengths / lengths[:, None])
        return [two(pearson(similarity[half], load_lee().similarity[half])) for similarity in both]

    glove, minilm = agreements("glove-6b-50d"), agreements("all-minilm-l6-v2")
    return f"from {glove[0]} to {glove[1]}, and lowers that of all-MiniLM-L6 from {minilm[0]} to {minilm[1]}"


def range_of_alignment() -> tuple[str, ...]:
    opposed = np.array([[1.0, 0.0]])
    farthest = round(alignment(opposed, -opposed))
    return f"distance (0 to {farthest})", f"from 0 to {farthest}, lower is closer"


def nearest_that_count() -> tuple[str, ...]:
    many = word(NEAREST)
    return f"among the {many} nearest of", f"climbs to the {many} nearest", f"the {word(COMMON)} most frequent words"


def losses_of_a_row() -> tuple[str, ...]:
    blind, sorted_well = in_batch(np.zeros((8, 8)), HIGH), in_batch(np.eye(8), HIGH)
    assert in_batch(np.eye(8), LOW).mean < 0.005
    assert math.isclose(blind.mean, math.log(8))
    return (
        f"about {two(blind.mean)} for eight",
        f"0 for seven others, softmax still gives the partner only {percent(sorted_well.probabilities[0, 0])}, and the "
        f"loss is {two(sorted_well.mean)}",
        f"At {LOW} the same row has a loss of practically 0",
    )


def temperatures_that_are_asked() -> tuple[str, ...]:
    return f"from {HIGH:.0f} to {LOW}. What does", f"At temperature {LOW}, how much"


def softmax_adds_up() -> str:
    total = in_batch(np.eye(8), HIGH).probabilities[0].sum()
    return f"add up to {percent(round(float(total), 9))}"


def steps_that_are_compared() -> str:
    assert 50 in [step.step for step in load_run().steps]
    return "In the first fifty steps the curves"


def losses_of_the_plain_batch() -> tuple[str, ...]:
    plain = next(batch.id for batch in load_batches() if batch.watch is None and "questions" not in batch.id)

    def mean(model: str, temperature: float) -> str:
        found = load_similarities(plain, model)
        assert found is not None
        return two(in_batch(found, temperature).mean)

    minilm, glove = ([mean(model, at) for at in (HIGH, LOW)] for model in ("all-minilm-l6-v2", "glove-6b-50d"))
    return (
        f"the loss is {minilm[0]} at temperature {HIGH:.0f} and {minilm[1]} at {LOW}.",
        f"{glove[0]} and {glove[1]}.",
    )


def hard_and_false_negatives() -> tuple[str, ...]:
    shares = {}
    for batch in load_batches():
        if batch.watch is not None:
            found = load_similarities(batch.id, "all-minilm-l6-v2")
            assert found is not None
            shares[batch.watch_positive_of] = in_batch(found, LOW).probabilities[batch.watch]
    cello, car = percent(shares["cello"]), percent(shares["automobile"])
    assert shares["cello"] > 0.5
    return f"gives it {cello} at temperature {LOW}, more than its own", f"takes {car} of the car's row"


def rounds_of_the_words() -> str:
    return f"after {word(len(load_words()) - 1)} rounds"


CLAIMS: tuple[Claim, ...] = (
    *map(Computed, (
        terms_that_were_met, words_of_the_start, mean_of_the_stories_taken_away, range_of_alignment, nearest_that_count,
        losses_of_a_row, temperatures_that_are_asked, softmax_adds_up, steps_that_are_compared,
        losses_of_the_plain_batch, hard_and_false_negatives, rounds_of_the_words,
    )),
    Published("by the hundred million: E5 began with 270 million", "arxiv.org/abs/2212.03533"),  # section 3
    Published("picked 15 % of the tokens; of these, 80 % became [MASK], 10 % another token, and 10 % stayed",
              "arxiv.org/abs/1810.04805"),  # section 3.1
    Published("to 76 (Spearman's rank correlation times 100, mean of seven sets)", SIMCSE),
    Published("as hard negatives, to 82", SIMCSE),
    Published("gave to 570,000 pairs of sentences", "arxiv.org/abs/1508.05326"),  # abstract: 570 K
    Published("to 433,000 more", "aclanthology.org/N18-1101"),  # abstract: 433 k
    Imagined("Move it down to 0.05"),
    Imagined("Train 200 steps at temperature 0.5, at 0.01, and with batches of 32"),
)  # fmt: skip
