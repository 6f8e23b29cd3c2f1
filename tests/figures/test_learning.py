from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab.figures.kit.objective_marks import OBJECTIVE_STYLES
from embedlab.figures.learning import learning_curves
from tests.figures.reading import alternative

RUN = {"supervised": ([0, 5, 10], [0.2, 0.4, 0.6]), "simcse": ([0, 5, 10], [0.2, 0.25, 0.3]), "none": ([0], [0.2])}


def draw(**options: Any) -> go.Figure:
    return learning_curves(RUN, **({"x_end": 30} | options))


def names(drawn: go.Figure) -> list[str]:
    return [note.text for note in drawn.layout.annotations if note.xanchor == "left" and note.x == 1]


def test_each_objective_is_a_curve_in_its_colour() -> None:
    supervised, simcse, _ = draw().data
    assert list(supervised.x) == [0, 5, 10]
    assert np.allclose(simcse.y, [0.2, 0.25, 0.3])
    assert supervised.line.color == OBJECTIVE_STYLES["supervised"].colour
    assert simcse.line.color == OBJECTIVE_STYLES["unsupervised"].colour


def test_before_training_is_a_dashed_level_over_the_whole_run() -> None:
    level = draw().data[2]
    assert list(level.x) == [0, 30]
    assert np.allclose(level.y, 0.2)
    assert level.line.dash == "dash"


def test_axes_stand_still_while_the_run_grows() -> None:
    early = learning_curves({"supervised": ([0], [0.2]), "simcse": ([], [])}, x_end=30)
    late = draw()
    assert early.layout.xaxis.range == late.layout.xaxis.range
    assert early.layout.yaxis.range == late.layout.yaxis.range
    assert early.layout.uirevision == late.layout.uirevision


def test_a_run_that_has_not_begun_has_no_name_at_its_end() -> None:
    drawn = learning_curves({"supervised": ([0], [0.2]), "simcse": ([], [])}, x_end=30)
    assert len(names(drawn)) == 1
    assert "SimCSE has not begun" in alternative(drawn)


def test_names_at_the_ends_keep_apart_and_on_the_plot() -> None:
    drawn = learning_curves(
        {"supervised": ([0], [0.0]), "simcse": ([0], [0.0]), "none": ([0], [0.0])}, goals={"level": 0.0}
    )
    heights = sorted(note.y for note in drawn.layout.annotations if note.x == 1)
    assert min(np.diff(heights)) * 216 / 1.04 > 30
    low, high = drawn.layout.yaxis.range
    assert low <= heights[0] <= heights[-1] <= high


def test_names_carry_the_last_value() -> None:
    assert [name.split("<br>")[1] for name in names(draw())] == ["<b>0.60</b>", "<b>0.30</b>", "<b>0.20</b>"]


def test_a_value_off_the_axis_stands_at_its_end_and_tells_itself() -> None:
    curve = learning_curves({"supervised": ([0, 1], [9.0, 2.0])}, y_name="loss", y_range=(0, 6)).data[0]
    assert list(curve.y) == [6, 2]
    assert list(curve.customdata) == [9, 2]


def test_a_missing_record_is_left_out() -> None:
    assert list(learning_curves({"supervised": ([0, 1, 2], [np.nan, 0.5, 0.6])}).data[0].x) == [1, 2]


def test_goals_are_dotted_levels_with_a_name() -> None:
    drawn = draw(goals={"to reach": 0.35})
    assert [(shape.y0, shape.line.dash) for shape in drawn.layout.shapes] == [(0.35, "dot")]
    assert names(drawn)[-1].endswith("to reach<br><b>0.35</b>")
    assert "to reach: 0.35." in alternative(drawn)


def test_alternative_text_tells_from_where_to_where() -> None:
    assert alternative(draw()) == (
        "recall@10 over steps: supervised from 0.20 to 0.60 at 10 steps; SimCSE from 0.20 to 0.30 at 10 steps; "
        "before training 0.20."
    )


def test_earlier_runs_are_thin_lines_named_once_by_what_differs() -> None:
    earlier = {"temperature 0.5": {"supervised": ([0, 10], [0.2, 0.4]), "unsupervised": ([0, 10], [0.2, 0.3])}}
    drawn = draw(earlier=earlier)
    thin = [trace for trace in drawn.data if "temperature 0.5" in trace.name]
    assert [trace.line.color for trace in thin] == [
        OBJECTIVE_STYLES[name].colour for name in ("supervised", "unsupervised")
    ]
    assert all(trace.line.width < 2 for trace in thin)
    assert [note.text for note in drawn.layout.annotations].count("temperature 0.5") == 1
    assert "supervised, temperature 0.5, 0.40" in alternative(drawn)


def test_earlier_runs_that_end_alike_have_names_apart_and_other_dashes() -> None:
    same = {"supervised": ([0, 30], [0.2, 0.6])}
    drawn = draw(earlier=dict.fromkeys(("seed 2", "seed 3", "seed 4"), same))
    notes = [note for note in drawn.layout.annotations if note.text.startswith("seed")]
    heights = sorted(note.y for note in notes)
    assert min(np.diff(heights)) * 216 / 1.04 > 12
    assert len({trace.line.dash for trace in drawn.data if "seed" in trace.name}) == 3


def test_the_name_of_a_short_run_stands_beside_its_end_and_not_on_the_axis() -> None:
    curve = {"supervised": ([0, 2], [0.2, 0.3])}
    beside = draw(earlier={"seed 2": curve}).layout.annotations[-1]
    assert (beside.text, beside.x, beside.xanchor) == ("seed 2", 2, "left")
    over = draw(earlier={"seed 2": {"supervised": ([0, 30], [0.2, 0.3])}}).layout.annotations[-1]
    assert (over.x, over.xanchor) == (30, "right")
