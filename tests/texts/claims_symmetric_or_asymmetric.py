"""Numbers in the texts of lesson 6."""

import inspect
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from embedlab.compute.asymmetry import answer_beats
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.paired import LUCK
from embedlab.compute.wilson import wilson_interval
from embedlab.content.collections import Collection, load_collections
from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import find_asked
from embedlab.models.catalog import card
from embedlab.models.encoders import sparse_vectors, text_vectors
from embedlab.models.runtime import shared_runtime
from tests.texts.kinds import Claim, Computed, Listed
from tests.texts.write import percent, word

LESSON = "symmetric_or_asymmetric"
SIDES = ("answer", "entry", "paraphrase")
TABLES = {"word2vec-embedlab": "Word2Vec", "fasttext-embedlab": "FastText", "glove-6b-50d": "GloVe"}


@cache
def control(model: str) -> tuple[float, float]:
    """How often answer and entry stand above the full paraphrase, by a model whose scores do not ship."""
    texts = {name: [getattr(triple, name) for triple in load_triples()] for name in (*SIDES, "question")}
    vectors = {name: _vectors(model, each) for name, each in texts.items()}
    scores = {name: (vectors["question"] * vectors[name]).sum(axis=1) for name in SIDES}
    return answer_beats(scores["paraphrase"], scores["answer"]), answer_beats(scores["paraphrase"], scores["entry"])


def _vectors(model: str, texts: list[str]) -> NDArray[np.float32]:
    runtime, found = shared_runtime(), card(model)
    if found.family == "static":
        return text_vectors(runtime, found, texts).vectors
    terms = sparse_vectors(runtime, found, texts)
    return csr_matrix((terms.weights, terms.terms, terms.starts), (len(texts), len(terms.vocabulary))).toarray()


def control_of_dense_models() -> tuple[str, ...]:
    """Dense, one vector a text, one encoder: shipped scores of the encoders, live ones of the tables."""
    encoders = {key: found for key, found in load_triple_scores().items() if _one_dense_vector(find_asked(key).model)}
    assert len(encoders) >= 6
    shares = {key: found.against_paraphrase() for key, found in encoders.items()}
    assert all(named < 0.5 for named, _ in (*shares.values(), *map(control, TABLES)))
    once = {key: round(entry * len(load_triples())) for key, (_, entry) in shares.items() if entry}
    assert control("splade-tiny")[1] == 0
    assert once == {"one-tower-embedlab": 1}
    return "lets the answer win in half of the triples", "any of the sentence encoders but the one tower, once"


def _one_dense_vector(model: str) -> bool:
    found = card(model)
    return found.axes.vector == "dense" and found.axes.interaction == "single-vector" and found.towers is None


def control_of_splade_and_tables() -> tuple[str, ...]:
    named = percent(control("splade-tiny")[0])
    entries = {name: percent(control(model)[1]) for model, name in TABLES.items()}
    said = ", ".join(f"{name} in {share}" for name, share in entries.items())
    return f"whose vector is made of words, does so in {named}", f"({said})"


def rules_of_the_measurement() -> tuple[str, ...]:
    samples = inspect.signature(bootstrap_interval).parameters["samples"].default
    (level,) = {inspect.signature(of).parameters["level"].default for of in (bootstrap_interval, wilson_interval)}
    assert answer_beats([1.0], [1.0]) == 0.5
    assert (samples, 1 / LUCK) == (2000, 20)
    return (
        "an exact tie counts half",
        f"do not speak against, at {percent(level)}",
        f"this is p, and below {LUCK} we say",
        f"of {word(1 / LUCK)} comparisons without any difference, one looks so",
        f"two thousand times; the middle {percent(level)} of",
        f"where below {LUCK} counts as",
    )


def texts_and_triples() -> tuple[str, ...]:
    return f"read the {word(len(load_collections(LESSON)[0].docs))} texts", f"all {len(load_triples())} triples"


def texts_of_the_examples() -> tuple[str, ...]:
    python, mercury, medicine = load_collections(LESSON)[:3]
    return (
        f"{word(_count(python, 'question'), begins=True)} questions that sound alike",
        f"{word(_count(mercury, 'answer'), begins=True)} answers, to {word(_count(mercury, 'answer'))} readings",
        f"one definition, {word(_count(medicine, 'question'))} questions",
    )


def _count(collection: Collection, kind: str) -> int:
    return sum(doc.kind == kind for doc in collection.docs)


WAYS = ("1. **Two encoders.**", "2. **One encoder and a role signal.**", "3. **Only the training.**")
CLAIMS: tuple[Claim, ...] = (
    *map(Computed, (
        control_of_dense_models, control_of_splade_and_tables, rules_of_the_measurement,
        texts_and_triples,
    )),
    Listed("Three ways to asymmetry", 3, WAYS),
    Listed("name three ways to make a model asymmetric", 3, WAYS),
    Listed("Four mistakes are common", 4, (
        "No prefix at all.", "The prefix on one side only.", "The two swapped.", "And the same on both",
    )),
)  # fmt: skip
EXAMPLES: tuple[Claim, ...] = (Computed(texts_of_the_examples),)
