"""Two lists of nearest terms: place is rank, the own term has the accent, and what is not named stands below."""

import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.nearest import NearestList, nearest_before_after
from tests.figures.reading import alternative

BEFORE = NearestList("none", ["octet", "in time", "fatality"], [0.77, 0.76, 0.75], 847, 0.49)
AFTER = NearestList("supervised", ["fatality", "three-year-old", "biennial"], [0.72, 0.69, 0.6], 3, 0.6)


def draw(before: NearestList = BEFORE, after: NearestList = AFTER) -> go.Figure:
    return nearest_before_after("having a life cycle lasting two seasons", "biennial", before, after)


def own_line(drawn: go.Figure) -> tuple[float, float]:
    line = next(trace for trace in drawn.data if trace.name == "own term")
    return tuple(line.y)


def texts(drawn: go.Figure) -> str:
    return " ".join(note.text for note in drawn.layout.annotations)


def test_the_own_term_climbs_from_below_the_list_to_its_rank() -> None:
    start, end = own_line(draw())
    assert start > 3 + 1
    assert end == 3
    low, high = draw().layout.yaxis.range
    assert low > start > end > high, "the first rank is at the top"


def test_a_rank_outside_the_list_and_every_cosine_are_told() -> None:
    said = texts(draw())
    assert "biennial<br>rank 847" in said
    for cosine in ("0.77", "0.76", "0.75", "0.49", "0.72", "0.69", "0.60"):
        assert cosine in said


def test_a_term_in_both_lists_is_one_clear_line_and_others_fade() -> None:
    lines = [trace for trace in draw().data if trace.name == "others"]
    both = [line for line in lines if tuple(line.y) == (3, 1)]
    assert len(both) == 1
    assert all(line.opacity < both[0].opacity for line in lines if line is not both[0])


def test_only_the_own_term_has_the_accent() -> None:
    before, after = (trace for trace in draw().data if trace.mode == "markers")
    for trace in (before, after):
        assert [colour == palette.ACCENT for colour in trace.marker.color].count(True) == 1


def test_where_lines_end_is_said_unless_the_own_term_stands_there() -> None:
    assert texts(draw()).count("rank 4 and below") == 1
    assert "rank 4 and below" not in texts(draw(after=BEFORE))


def test_the_alternative_tells_both_ranks() -> None:
    said = alternative(draw())
    assert "rank 847" in said
    assert "rank 3, cosine 0.60; nearest are fatality" in said


def test_a_long_name_takes_two_lines_and_is_whole() -> None:
    long = NearestList("simcse", ["musculus adductor longus"], [0.6], 2, 0.1)
    assert "musculus adductor<br>longus" in texts(draw(after=long))


def test_nothing_to_compare_is_said_in_a_sentence() -> None:
    nothing = NearestList("none", [], [], 1, 0.0)
    assert texts(draw(nothing, nothing)) == "Nothing to compare yet."


def test_on_the_narrowest_phone_the_lines_have_a_length() -> None:
    """Of 320 pixels 288 are the figure's; what stands beside the marks is as wide as its margins."""
    lists = [NearestList("none", ("fatality", "bimonthly"), [0.77, 0.76], 847, 0.49)] * 2
    wide, narrow = (nearest_before_after("a season", "biennial", *lists, narrow=each).layout for each in (False, True))
    assert 288 - narrow.margin.l - narrow.margin.r >= 36
    assert not any("0.77" in note.text for note in narrow.annotations)
    assert any("0.77" in note.text for note in wide.annotations)
