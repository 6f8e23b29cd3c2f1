from embedlab import palette
from embedlab.figures.vote_bars import vote_bars

HIDDEN = ("", "")


def test_bars_stand_on_the_side_of_the_list_that_was_chosen() -> None:
    drawn = vote_bars([3, 0], [1, 2], [0, 4], sides=[HIDDEN] * 2, colours=[HIDDEN] * 2)
    assert [trace.x.tolist() for trace in drawn.data[::2]] == [[-3, 0], [1, 2]]
    told = drawn.data[1::2]
    assert [(trace.text, trace.textposition) for trace in told] == [
        (("3\u00a0", "0\u00a0"), "middle left"), (("\u00a01", "\u00a02"), "middle right"),
    ]  # fmt: skip
    assert [each.text for each in drawn.layout.annotations[:2]] == ["0", "4"], "ties"
    assert drawn.layout.yaxis.ticktext == ("Question 1", "Question 2")
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1], "the first at the top"


def test_before_the_reveal_both_sides_look_alike() -> None:
    drawn = vote_bars([3], [1], [0], sides=[HIDDEN], colours=[HIDDEN])
    assert drawn.data[0].marker == drawn.data[2].marker
    assert drawn.data[0].marker.color == (palette.NEUTRAL,)


def test_after_it_each_has_its_name_and_colour() -> None:
    colours = [(palette.FAMILY_COLOURS["dense"], palette.FAMILY_COLOURS["lexical"]), HIDDEN]
    drawn = vote_bars([3, 1], [1, 1], [0, 0], sides=[("MiniLM", "BM25"), HIDDEN], colours=colours)
    assert [trace.hovertext for trace in drawn.data[::2]] == [("MiniLM 3", "1"), ("BM25 1", "1")]
    assert [trace.text[0].strip() for trace in drawn.data[1::2]] == ["MiniLM 3", "BM25 1"]
    assert [trace.marker.color[0] for trace in drawn.data[::2]] == list(colours[0])
    assert "1: MiniLM 3, BM25 1, tie 0; 2: left 1, right 1, tie 0" in drawn.layout.meta["alt"]


def test_both_sides_have_the_same_scale_whatever_the_votes() -> None:
    for left, most in ((1, 5), (40, 40)):
        axis = vote_bars([left], [0], [0], sides=[HIDDEN], colours=[HIDDEN]).layout.xaxis
        assert axis.tickvals == (-most, 0, most)
        assert axis.ticktext == (str(most), "0", str(most))
        assert axis.range[0] == -axis.range[1]
