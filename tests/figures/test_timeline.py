from embedlab import palette
from embedlab.figures.timeline import TimelinePoint, field_timeline
from tests.figures.reading import alternative

POINTS = [
    TimelinePoint(2018, "BERT", "contextual", True, "Reads both ways."),
    TimelinePoint(1972, "TF-IDF", "lexical", True, "Rare words weigh more."),
    TimelinePoint(2018, "ELMo", "contextual", False, "Reads with two networks."),
]


def test_rows_are_in_order_of_year_each_year_written_once() -> None:
    assert field_timeline(POINTS).layout.yaxis.ticktext == ("1972", "2018", "")


def test_each_family_has_a_lane_in_its_colour() -> None:
    drawn = field_timeline(POINTS)
    assert [trace.name for trace in drawn.data] == ["lexical", "contextual"]
    assert [trace.marker.color for trace in drawn.data] == [
        palette.FAMILY_COLOURS["lexical"],
        palette.FAMILY_COLOURS["contextual"],
    ]


def test_filled_marks_run_here_and_hollow_ones_do_not() -> None:
    assert field_timeline(POINTS).data[1].marker.symbol == ("circle", "circle-open")


def test_hover_gives_the_sentence() -> None:
    assert "Rare words weigh more." in field_timeline(POINTS).data[0].hovertext[0]


def test_an_unknown_family_has_a_neutral_lane() -> None:
    drawn = field_timeline([TimelinePoint(2030, "New", "other-kind", True, "Later.")])
    assert (drawn.data[0].name, drawn.data[0].marker.color) == ("other", palette.NEUTRAL)


def test_alternative_text_counts_what_runs_here() -> None:
    assert "3 systems from 1972 to 2018, 2 of which run here" in alternative(field_timeline(POINTS))
