import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab.figures import (
    agreement_dots,
    alignment,
    animation,
    arrows,
    attention_chips,
    axis,
    bars,
    bench,
    bump,
    correlations,
    cost_curves,
    curves,
    distribution,
    flow,
    heatmaps,
    hybrid_curve,
    in_batch,
    intervals,
    learning,
    maps,
    maxsim_matrix,
    pair_map,
    strips,
    timeline,
    token_matrix,
    token_pairs,
    vectors_pair,
)
from embedlab.figures.kit.colour import contrast

Drawing = Callable[[], go.Figure]
OWN_MARKUP = re.compile(r"</?b>|<br>|</?span[^<>]*>|<extra></extra>")
OWN_TEMPLATES = re.compile(r"%\{(hovertext|text|customdata|x|y|z)[:}]")


def strings(value: Any) -> Iterator[str]:
    """All strings that Plotly would interpret: everything but the text alternative, which it never draws."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key != "meta":
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_carries_a_text_alternative_with_a_number(drawing: Drawing) -> None:
    alt = drawing().layout.meta["alt"]
    assert re.search(r"\d", alt)
    assert len(alt) > 30


def test_text_in_the_hover_box_is_readable_on_any_page(drawing: Drawing) -> None:
    box = drawing().layout.hoverlabel
    assert contrast(box.bgcolor, box.font.color) >= 7


def test_leaves_background_and_text_colour_to_the_page(drawing: Drawing) -> None:
    layout = drawing().layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.color is None
    assert layout.font.family is None


def test_is_the_same_twice(drawing: Drawing) -> None:
    assert drawing().to_json() == drawing().to_json()


def test_carries_no_template_of_its_own(drawing: Drawing) -> None:
    assert len(json.dumps(json.loads(drawing().to_json())["layout"]["template"])) < 100


def test_small_input_makes_a_small_figure(drawing: Drawing) -> None:
    assert len(drawing().to_json()) < 9_000


def test_a_finger_on_the_figure_scrolls_the_page(drawing: Drawing) -> None:
    assert drawing().layout.dragmode is False


def test_visitor_markup_is_escaped(hostile: go.Figure) -> None:
    for text in strings(json.loads(hostile.to_json())):
        assert "<" not in OWN_MARKUP.sub("", text), text


def test_visitor_templates_and_latex_are_not_interpreted(hostile: go.Figure) -> None:
    for text in strings(json.loads(hostile.to_json())):
        assert "%{" not in OWN_TEMPLATES.sub("", text), text
        assert "$" not in text


def test_direction_overrides_and_control_characters_do_not_reach_the_page(hostile: go.Figure) -> None:
    assert not re.search("[\x00-\x1f\u202e\ud800-\udfff]", "".join(strings(json.loads(hostile.to_json()))))


def test_text_alternative_is_one_clean_line(hostile: go.Figure) -> None:
    assert not re.search("[\x00-\x1f\u202e\ud800-\udfff]", hostile.layout.meta["alt"])


EMPTY = {
    "occurrence_map": lambda: maps.occurrence_map(np.zeros((0, 2)), [], [], extent=1),
    "layer_animation": lambda: animation.layer_animation(np.zeros((13, 0, 2)), [], []),
    "similarity_matrix": lambda: heatmaps.similarity_matrix(np.zeros((0, 0)), [], [], []),
    "vector_strips": lambda: strips.vector_strips([], np.zeros((0, 384))),
    "layer_curves": lambda: curves.layer_curves([], [], [], 0.0, 0),
    "ranked_bars": lambda: bars.ranked_bars([], [], name="cosine", extent=(-1, 1)),
    "random_pairs": lambda: distribution.random_pairs([], 0.5, "cosine"),
    "attention_strip": lambda: attention_chips.attention_strip([], [], set()),
    "word_axis": lambda: axis.word_axis([], [], "cold", "hot"),
    "field_timeline": lambda: timeline.field_timeline([]),
    "bump_chart": lambda: bump.bump_chart([], [], []),
    "bump_chart_without_texts": lambda: bump.bump_chart(["BM25"], [[]], []),
    "maxsim_matrix": lambda: maxsim_matrix.maxsim_matrix(np.zeros((0, 3)), [], ["a"] * 3, []),
    "term_flow": lambda: flow.term_flow(["a"], [], ["b"], [], [], 0),
    "dense_sparse_pair": lambda: vectors_pair.dense_sparse_pair([], [], [], 9, dense_bytes=0, sparse_bytes=0),
    "hybrid_curve": lambda: hybrid_curve.hybrid_curve([], [], [], 0.5),
    "role_arrows": lambda: arrows.role_arrows(np.zeros((0, 2)), np.zeros((0, 2)), [], [], 1),
    "cost_curves": lambda: cost_curves.cost_curves([], {}, "documents", "bytes"),
    "cost_curves_of_nothing": lambda: cost_curves.cost_curves([1, 10], {"a": [0, 0]}, "documents", "bytes"),
    "recall_curve": lambda: cost_curves.recall_curve([], [], 1),
    "shares_with_intervals": lambda: intervals.shares_with_intervals([], [], [], [], name="share"),
    "token_matrix": lambda: token_matrix.token_matrix([], np.zeros((0, 384)), [], None, "mean"),
    "token_pairs": lambda: token_pairs.token_pairs(np.zeros((0, 3)), [], ["a"] * 3),
    "bench_kinds": lambda: bench.bench_kinds([], [], ["a"], [True]),
    "bench_matrix": lambda: bench.bench_matrix([[]], ["a"], [], [], []),
    "agreement_scatter": lambda: agreement_dots.agreement_scatter([], [], pearson=0),
    "agreement_intervals": lambda: correlations.agreement_intervals([], [], [], []),
    "in_batch_matrix": lambda: in_batch.in_batch_matrix([], [], []),
    "learning_curves": lambda: learning.learning_curves({}),
    "alignment_uniformity": lambda: alignment.alignment_uniformity({"supervised": ([], [])}),
    "pair_map": lambda: pair_map.pair_map(np.zeros((0, 2)), np.zeros((0, 2)), [], [], 1),
}


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_nothing_to_draw_is_said_in_a_sentence(name: str) -> None:
    drawn = EMPTY[name]()
    assert drawn.layout.annotations[0].text == drawn.layout.meta["alt"]
    assert drawn.layout.meta["alt"].endswith(".")


@pytest.mark.parametrize("draw", [
    lambda: maps.occurrence_map([[0, 0]], ["a", "b"], ["t"], extent=1),
    lambda: heatmaps.similarity_matrix(np.eye(2), ["a"], ["a"], ["a"]),
    lambda: curves.layer_curves([1, 1], [1], [1, 1], 0.5, 0),
    lambda: bars.ranked_bars(["a"], [1, 2], name="n", extent=(0, 1)),
    lambda: attention_chips.attention_strip(["a"], [0.5, 0.5], set()),
    lambda: bump.bump_chart(["BM25"], [[1]], ["a"], ["answer", "other"]),
    lambda: maxsim_matrix.maxsim_matrix([[0.5]], ["a"], ["b"], [0, 0]),
    lambda: vectors_pair.dense_sparse_pair([1], ["a"], [1, 2], 9, dense_bytes=4, sparse_bytes=8),
    lambda: hybrid_curve.hybrid_curve([0], [[1]], ["a"], 0, [0.5, 0.5]),
    lambda: arrows.role_arrows([[0, 0]], [[0, 0]], ["other"], ["a", "b"], 1),
    lambda: cost_curves.cost_curves([1], {"a": [1, 2]}, "n", "ms"),
    lambda: intervals.shares_with_intervals(["a"], [0.5, 0.5], [0], [1], name="share"),
    lambda: token_matrix.token_matrix(["a"], [[0.5]], [1], None, "mean", weights=[0.5, 0.5]),
    lambda: bench.bench_kinds([[0.5]], ["a"], ["b"], [True], quality=[0.5, 0.5]),
    lambda: agreement_dots.agreement_scatter([0.5], [0.5, 0.5], pearson=0),
    lambda: correlations.agreement_intervals(["a"], [0.5, 0.5], [0], [1]),
    lambda: in_batch.in_batch_matrix([[0.5]], ["a"], ["a"], [0.5, 0.5]),
    lambda: learning.learning_curves({"supervised": ([1], [1, 2])}),
    lambda: alignment.alignment_uniformity({"supervised": ([1], [1, 2])}),
    lambda: pair_map.pair_map([[0, 0]], [[0, 0]], ["a"], ["a", "b"], 1),
])  # fmt: skip
def test_inputs_of_different_lengths_are_named(draw: Drawing) -> None:
    with pytest.raises(ValueError, match=r"equally long: .*1.*2|equally long: .*2.*1"):
        draw()
