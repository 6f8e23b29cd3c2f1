from embedlab.figures.strips import vector_strips


def test_strips_span_a_symmetric_range_that_is_printed() -> None:
    cells = vector_strips(["a"], [[0.1, -0.384, 0.2]]).data[0]
    assert (cells.zmin, cells.zmax) == (-0.39, 0.39)
    assert cells.colorbar.title.text == "value, −0.39 to 0.39"
