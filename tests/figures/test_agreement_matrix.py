import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.agreement_matrix import agreement_matrix
from tests.figures.reading import alternative, in_cells, trace

VALUES = np.array([[np.nan, 0.5, -0.25], [0.5, np.nan, np.nan], [-0.25, np.nan, np.nan]])
BRANCHES = np.array([[[0, 0], [0.5, 0], [0.5, 1], [0, 1]], [[0.5, 0.5], [1.25, 0.5], [1.25, 2], [0, 2]]])
NAMES, FAMILIES = ["BM25", "SPLADE", "Sum"], ["lexical", "sparse", "hybrid"]


def drawn(**options: object) -> go.Figure:
    return agreement_matrix(VALUES, NAMES, FAMILIES, BRANCHES, **options)  # type: ignore[arg-type]


def test_cells_are_the_values_and_hold_their_numbers() -> None:
    cells = trace(drawn(), "agreement")
    assert np.array_equal(cells.z, VALUES.astype(np.float32), equal_nan=True)
    assert in_cells(cells) == [["", "0.50", "−0.25"], ["0.50", "", ""], ["−0.25", "", ""]]
    assert trace(drawn(written=False), "agreement").text is None


def test_colours_diverge_about_0_or_rise_from_it() -> None:
    assert trace(drawn(), "agreement").colorscale[0] == palette.SIMILARITY_SCALE[0]
    assert trace(drawn(extent=(0.0, 1.0)), "agreement").colorscale[0] == palette.SEQUENTIAL_SCALE[0]
    assert trace(drawn(name="overlap", extent=(0.0, 1.0)), "agreement").colorbar.title.text == "overlap, 0 to 1"


def test_each_known_cell_can_be_chosen_and_says_its_interval() -> None:
    points = trace(drawn(lows=VALUES - 0.1, highs=VALUES + 0.1), "pairs")
    assert points.customdata == (1, 2, 3, 6)
    assert list(zip(points.y, points.x, strict=True)) == [(0, 1), (0, 2), (1, 0), (2, 0)]
    assert points.hovertext[0] == "BM25, SPLADE: <b>0.50</b> (0.40 to 0.60)"
    assert trace(drawn(), "pairs").hovertext[1] == "BM25, Sum: <b>−0.25</b>"


def test_marks_that_only_catch_clicks_are_never_seen() -> None:
    points = trace(drawn(), "pairs")
    assert points.marker.opacity == points.selected.marker.opacity == points.unselected.marker.opacity == 0


def test_rows_and_columns_are_named_in_the_colours_of_their_families() -> None:
    layout = drawn().layout
    for axis in (layout.xaxis, layout.yaxis):
        assert [name in text for name, text in zip(NAMES, axis.ticktext, strict=True)] == [True] * 3
        assert palette.FAMILY_COLOURS["sparse"] in axis.ticktext[1]
        assert palette.NEUTRAL in axis.ticktext[2]


def test_the_tree_is_its_joints_and_says_at_which_agreement_they_are() -> None:
    figure = drawn()
    tree = trace(figure, "tree")
    assert [tree.x[place] for place in (1, 6)] == [0.5, 1.25]
    assert np.isnan(tree.x[4])
    assert figure.layout.xaxis2.ticktext == ("1", "−1")  # a joint lies beyond 0
    assert agreement_matrix(VALUES, NAMES, FAMILIES, BRANCHES / 2).layout.xaxis2.ticktext == ("1", "0")


def test_the_chosen_pair_is_boxed_on_both_sides() -> None:
    boxes = {(shape.y0 + 0.5, shape.x0 + 0.5) for shape in drawn(chosen=(0, 2)).layout.shapes}
    assert boxes == {(0, 2), (2, 0)}
    assert not drawn(chosen=(0, 3)).layout.shapes


def test_the_alternative_names_the_ends_and_the_order() -> None:
    alt = alternative(drawn(name="tau-b"))
    assert "tau-b of 3 rankers" in alt
    assert "highest SPLADE with BM25 0.50, Sum with BM25 −0.25" in alt
    assert alt.endswith("BM25, SPLADE, Sum.")


def test_twenty_rankers_stay_light() -> None:
    count = 20
    branches = np.zeros((count - 1, 4, 2))
    figure = agreement_matrix(np.full((count, count), 0.5), ["MiniLM [CLS]"] * count, ["dense"] * count, branches)
    assert len(figure.to_json()) < 60_000


def test_a_tree_of_other_leaves_is_refused() -> None:
    with pytest.raises(ValueError, match=r"branches must have the shape \(2, 4, 2\), not \(1, 4, 2\)"):
        agreement_matrix(VALUES, NAMES, FAMILIES, BRANCHES[:1])
