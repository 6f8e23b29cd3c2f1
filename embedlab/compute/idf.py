"""How much a rare word weighs more than a common one: inverse document frequency, in the forms that BM25 has taken.

Two rankers called BM25 that differ only here can order texts differently, so the form has a name. The smoothed
form of TF-IDF belongs to scikit-learn (see ``lexical``).
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from embedlab.compute.arrays import Float64

Bm25Variant = Literal["lucene", "robertson", "atire", "bm25+", "bm25l"]


def inverse_document_frequency(document_frequency: ArrayLike, documents: int, variant: Bm25Variant) -> Float64:
    """Return the IDF of V terms, each in ``document_frequency`` (V,) of n documents -> (V,) float64, 0 or more.

    lucene ln(1 + (n - df + 1/2) / (df + 1/2)); robertson ln((n - df + 1/2) / (df + 1/2)), with 0 where that is
    negative (a term in more than half of the documents); atire ln(n / df); bm25+ ln((n + 1) / df); bm25l
    ln((n + 1) / (df + 1/2)) (compared by Kamphuis et al. 2020).

    Raises:
        ValueError: a term is in no document, or in more than there are.
    """
    df = np.asarray(document_frequency, dtype=np.float64)
    if ((df < 1) | (df > documents)).any():
        raise ValueError(f"a term is in 1 to {documents} documents, not in {df.min():g} or {df.max():g}")
    odds = (documents - df + 0.5) / (df + 0.5)
    if variant == "lucene":
        # log1p keeps the digits of a word in nearly every document, whose odds are close to 0.
        return np.log1p(odds)
    if variant == "robertson":
        # Below 1 the logarithm is negative: a shared word would count against a document.
        return np.log(np.maximum(odds, 1.0))
    if variant == "atire":
        return np.log(documents / df)
    return np.log((documents + 1) / (df if variant == "bm25+" else df + 0.5))
