"""Numbers in the texts of lesson 4."""

import inspect

import numpy as np

from embedlab.compute.evaluation import ndcg_at
from embedlab.compute.idf import inverse_document_frequency
from embedlab.compute.sparse import bytes_dense, bytes_sparse
from embedlab.content.collections import GRADES, load_collections
from embedlab.lessons.dense_or_sparse.examples import FIRST, RANKERS
from embedlab.models.catalog import card
from embedlab.studies.rank.ranker import RankOptions
from tests.texts.claims_home import numbers_of_a_dense_vector
from tests.texts.kinds import Claim, Computed, Imagined, Listed, Published
from tests.texts.write import word

BM42 = "qdrant.tech/articles/bm42"


def width_of_a_dense_vector() -> tuple[str, ...]:
    numbers_of_a_dense_vector()
    return "is a few hundred numbers without names", "has a few hundred positions, and nearly every one"


def texts_of_an_example() -> tuple[str, ...]:
    sizes = [len(collection.docs) for collection in load_collections("dense_or_sparse")]
    assert min(sizes) >= 10
    assert max(sizes) == 12
    return "A dozen texts are no collection", f"IDF from {word(max(sizes))} texts"


def vocabulary_of_bert() -> str:
    return f"the {card('splade-tiny').dimension:,} pieces that a model of the BERT type knows"


def robertson_at_half() -> str:
    """ln((N - n + 0.5) / (n + 0.5)) crosses 0 at n = N / 2; what would lie below is 0 here."""
    found = inverse_document_frequency(np.array([49, 50, 51, 90]), 100, "robertson")
    assert found[0] > 0 == found[1] == found[2] == found[3]
    assert np.log((100 - 51 + 0.5) / (51 + 0.5)) < 0
    return "in more than half of the texts, and this page takes 0 instead"


def constants_of_the_rankers() -> tuple[str, ...]:
    usual = RankOptions()
    return f"k₁ = {usual.k1} and b = {usual.b} to begin with", f"k = {usual.rrf_k} in the paper and here to begin with"


def grades_and_cut() -> tuple[str, ...]:
    cut = inspect.signature(ndcg_at).parameters["k"].default
    assert set(GRADES) == {0, 1, 2}
    return f"{max(GRADES)} answers the query", f"the grades of the first {word(cut)} texts"


def rankers_of_the_page() -> tuple[str, ...]:
    first, more = word(len(FIRST)), word(len(RANKERS) - len(FIRST))
    return f"Which of the {first} has", f"orders of {first} rankers; *All rankers* shows {more} more"


def bytes_of_a_number() -> str:
    number, both = bytes_dense(1, 1), bytes_sparse(1)
    return f"with {word(number)} bytes for a number and {word(both - number)} for the index"


CLAIMS: tuple[Claim, ...] = (
    *map(Computed, (
        width_of_a_dense_vector, texts_of_an_example, vocabulary_of_bert, robertson_at_half, constants_of_the_rankers,
        grades_and_cut, rankers_of_the_page, bytes_of_a_number,
    )),
    Listed("Four things that it is not", 4, (
        "The weight is no probability", "It is not read at the first position only", "It is not a sum over positions",
        "an ordinary masked language model put through the same formula is no SPLADE",
    )),
    Listed("Three things can be learned", 3, (
        "A weak baseline flatters", "A known number for the baseline", "And the mistake could be found",
    )),
    Published("BM42 (Vasnetsov, Qdrant, 1 July 2024)", BM42),
    Published("recall@10 of 0.85 against 0.71", BM42),
    Published("BM25 reaches 0.89, a BM25 with the same preprocessing as BM42 0.83, BM42 0.85", BM42),
    Imagined("say the best hundred"),
)  # fmt: skip
