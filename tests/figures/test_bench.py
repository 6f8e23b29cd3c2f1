from typing import Any

import numpy as np
import plotly.graph_objects as go

from embedlab.figures.bench import bench_kinds, bench_matrix
from tests.figures.reading import alternative, in_cells

MEANS = [[0.9, 0.8, 0.1], [0.7, np.nan, 0.2]]
ROWS, KINDS, SAME = ["MiniLM · mean", "GloVe · mean"], ["paraphrase", "negation", "unrelated"], [True, False, False]


def kinds(**options: Any) -> go.Figure:
    return bench_kinds(MEANS, ROWS, KINDS, SAME, **options)


def lines(drawn: go.Figure, axis: str) -> set[float]:
    return {shape[f"{axis}0"] for shape in drawn.layout.shapes if shape[f"{axis}0"] == shape[f"{axis}1"]}


def test_kinds_say_whether_their_pairs_mean_the_same() -> None:
    assert kinds().layout.xaxis.ticktext == ("= paraphrase", "≠ negation", "≠ unrelated")


def test_a_pair_that_nobody_has_judged_has_no_sign() -> None:
    drawn = bench_kinds([[0.3, 0.9]], ROWS[:1], ["your pair", "paraphrase"], [None, True])
    assert drawn.layout.xaxis.ticktext == ("your pair", "= paraphrase")


def test_means_are_written_and_a_missing_one_is_left_empty() -> None:
    assert in_cells(kinds().data[0]) == [["0.90", "0.80", "0.10"], ["0.70", "", "0.20"]]


def test_what_the_numbers_are_is_the_callers_to_say() -> None:
    drawn = kinds(name="place among 54", quality=[0.5, 0.75], quality_name="share first")
    assert drawn.data[0].colorbar.title.text.startswith("place among 54")
    assert drawn.layout.annotations[-1].text == "share<br>first"
    assert "share first 0.50" in alternative(drawn)


def test_quality_stands_at_the_ends_of_the_rows() -> None:
    notes = kinds(quality=[0.75, np.nan], highlight=0).layout.annotations
    assert [(note.text, note.y) for note in notes[:2]] == [("<b>0.75</b>", 0), ("–", 1)]


def test_lines_part_same_from_different_and_models_from_each_other() -> None:
    drawn = kinds(groups=["MiniLM", "GloVe"])
    assert lines(drawn, "x") == {0.5}
    assert lines(drawn, "y") == {0.5}
    assert lines(kinds(groups=["MiniLM", "MiniLM"]), "y") == set()


def test_each_run_of_pairs_is_named_once_in_its_middle() -> None:
    values = np.zeros((2, 5))
    drawn = bench_matrix(values, ROWS, [("a", "b")] * 5, ["p", "p", "p", "n", "n"], [True] * 3 + [False] * 2)
    assert dict(zip(drawn.layout.xaxis.tickvals, drawn.layout.xaxis.ticktext, strict=True)) == {1: "= p", 3.5: "≠ n"}
    assert lines(drawn, "x") == {2.5}


def test_a_kind_of_both_sorts_has_no_sign() -> None:
    drawn = bench_matrix(np.zeros((2, 2)), ROWS, [("a", "b")] * 2, ["word order"] * 2, [True, False])
    assert drawn.layout.xaxis.ticktext == ("word order",)


def test_both_sentences_of_a_pair_are_told_on_hover() -> None:
    drawn = bench_matrix(np.zeros((2, 1)), ROWS, [("the dog bit", "the man bit")], ["swap"], [False])
    assert drawn.data[0].customdata[1][0] == "the dog bit<br>the man bit"


def test_alternative_text_tells_means_of_both_sorts_and_quality() -> None:
    alt = alternative(kinds(quality=[0.75, 0.25]))
    assert "MiniLM · mean, same meaning 0.90, different 0.45, order quality 0.75" in alt
    assert "GloVe · mean, same meaning 0.70, different 0.20, order quality 0.25" in alt
