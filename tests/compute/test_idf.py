from math import log

import numpy as np
import pytest
from bm25s.scoring import _select_idf_scorer

from embedlab.compute.idf import Bm25Variant, inverse_document_frequency

VARIANTS: list[Bm25Variant] = ["lucene", "robertson", "atire", "bm25+", "bm25l"]


@pytest.mark.parametrize(
    ("variant", "by_hand"),
    [
        ("lucene", log(1 + 8.5 / 2.5)),
        ("robertson", log(8.5 / 2.5)),
        ("atire", log(10 / 2)),
        ("bm25+", log(11 / 2)),
        ("bm25l", log(11 / 2.5)),
    ],
)
def test_by_hand_a_term_in_two_of_ten_documents(variant: Bm25Variant, by_hand: float) -> None:
    assert inverse_document_frequency([2], 10, variant) == pytest.approx([by_hand])


@pytest.mark.parametrize("variant", VARIANTS)
def test_agreement_with_bm25s(variant: Bm25Variant) -> None:
    theirs = [_select_idf_scorer(variant)(df, N=20) for df in range(1, 21)]
    np.testing.assert_allclose(inverse_document_frequency(range(1, 21), 20, variant), theirs, atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_is_never_negative_and_never_grows_with_the_number_of_documents(variant: Bm25Variant) -> None:
    values = inverse_document_frequency(range(1, 101), 100, variant)
    assert (values >= 0).all()
    assert (np.diff(values) <= 0).all()


def test_only_robertson_writes_off_a_term_in_more_than_half_of_the_documents() -> None:
    assert inverse_document_frequency([6], 10, "robertson").tolist() == [0.0]
    assert all(inverse_document_frequency([6], 10, v)[0] > 0 for v in VARIANTS if v != "robertson")


@pytest.mark.parametrize("df", [0, 11])
def test_impossible_counts_are_refused(df: int) -> None:
    with pytest.raises(ValueError, match="a term is in 1 to 10 documents"):
        inverse_document_frequency([df], 10, "lucene")
