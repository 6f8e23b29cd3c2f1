from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.typing import ArrayLike

from embedlab.figures.vectors_pair import dense_sparse_pair
from tests.figures.reading import alternative


def draw(
    dense: ArrayLike = (0.5, -0.25, 0.0),
    terms: Sequence[str] = ("tire", "car"),
    weights: ArrayLike = (1.0, 2.0),
    **options: Any,
) -> go.Figure:
    return dense_sparse_pair(dense, list(terms), weights, 30522, dense_bytes=1536, sparse_bytes=16, **options)


def test_every_number_of_the_dense_vector_is_a_cell_in_reading_order() -> None:
    numbers = np.linspace(-1, 1, 100)
    cells = draw(numbers).data[0].z
    assert cells.shape == (3, 48)
    assert np.allclose(cells.ravel()[:100], numbers, atol=1e-4)
    assert np.isnan(cells.ravel()[100:]).all()


def test_dense_colours_are_symmetric_and_printed() -> None:
    cells = draw().data[0]
    assert (cells.zmin, cells.zmax) == (-0.5, 0.5)
    assert "−0.50 to 0.50" in cells.colorbar.title.text


def test_the_heaviest_terms_are_named_first() -> None:
    drawn = draw()
    assert drawn.layout.yaxis2.ticktext == ("car", "tire")
    assert drawn.data[1].x.tolist() == [2, 1]


def test_headings_tell_shares_and_bytes() -> None:
    dense, sparse = (note.text for note in draw().layout.annotations)
    assert "2 of 3 numbers not 0 (67\u00a0%)<br>1,536 bytes" in dense
    assert "2 of 30,522 words not 0 (0.0066\u00a0%)<br>16 bytes, each a word" in sparse


def test_terms_that_are_not_drawn_are_counted() -> None:
    drawn = draw(terms=[f"t{n}" for n in range(20)], weights=np.arange(1, 21))
    assert len(drawn.data[1].x) == 12
    assert "(8 smaller not drawn)" in drawn.layout.annotations[1].text


def test_an_empty_sparse_vector_is_drawn_as_nothing() -> None:
    drawn = draw(terms=(), weights=())
    assert len(drawn.data[1].x) == 0
    assert "0 of 30,522 words not 0 (0 %)" in alternative(drawn)


@pytest.mark.parametrize("size", [1, 47, 48, 49, 384])
def test_panels_do_not_overlap(size: int) -> None:
    layout = draw(np.ones(size)).layout
    assert layout.yaxis2.domain[1] < layout.yaxis.domain[0]
