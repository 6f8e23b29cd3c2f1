"""How alike each two texts are: the same numbers as the vectors give, and the vectors that ship."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from embedlab.compute.near_duplicates import jaccard_matrix
from embedlab.content.duplicate_texts import read_duplicates
from embedlab.content.labelled_set import labelled_set
from embedlab.errors import InputError
from embedlab.lessons.uses.study_cosines import alike_by, alike_by_runs, alike_by_words, cosine_table, timed_reading
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.text_points import FIRST, Points, read_points, shipped_points

KNOWN = read_duplicates().labelled


def test_dense_and_sparse_rows_give_the_same_cosines() -> None:
    rows = np.array([[1, 0], [0.6, 0.8], [0, 0]], dtype=np.float32)
    expected = [[1, 0.6, 0], [0.6, 1, 0], [0, 0, 0]]
    assert cosine_table(rows) == pytest.approx(np.array(expected))
    assert cosine_table(csr_matrix(rows)) == pytest.approx(np.array(expected))


def test_every_word_counts_where_copies_are_looked_for() -> None:
    rows = TfidfVectorizer(sublinear_tf=True).fit_transform(KNOWN.texts)
    assert alike_by_words(KNOWN).table == pytest.approx((rows @ rows.T).toarray(), abs=1e-6)


def test_minhash_estimates_the_index_within_its_standard_error() -> None:
    found, exact = alike_by_runs(KNOWN, 1).table, jaccard_matrix(KNOWN.texts, 1)
    near = (exact > 0.3) & (exact < 1)
    assert float(np.sqrt(np.mean((found - exact)[near] ** 2))) < 0.05


def test_a_model_is_known_by_its_name_and_measured_once() -> None:
    rows = shipped_points(KNOWN, FIRST[0])
    assert rows is not None
    one, other = (alike_by(KNOWN, Points(FIRST[0], "all-MiniLM-L6-v2", "dense", rows)) for _ in range(2))
    assert one.table is other.table
    assert one.seconds > 0
    assert (one.name, one.unit) == ("all-MiniLM-L6-v2", "cosine")


def test_texts_without_a_word_say_so() -> None:
    mine = labelled_set("x", "x", ["!!", "??", "...", ";;"], ["p", "p", "q", "q"])
    with pytest.raises(InputError, match="No word is left"):
        alike_by_words(mine)
    assert np.isfinite(alike_by_runs(mine, 1).table).all()


def test_the_vectors_that_ship_are_what_the_models_make(runtime: Runtime) -> None:
    for model in FIRST[:2]:
        kept = shipped_points(KNOWN, model)
        assert kept is not None
        live = read_points(runtime, KNOWN.texts[:6], model)
        assert np.abs(kept[:6] - live).max() < 2e-3


def test_a_model_is_timed_on_few_texts_too(runtime: Runtime) -> None:
    mine = labelled_set("x", "x", ["one cat", "two cats", "one dog", "two dogs"], ["p", "p", "q", "q"])
    assert timed_reading(runtime, mine, FIRST[0]) > 0
