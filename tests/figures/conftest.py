"""Every figure of the room drawn with ordinary and with hostile text, so that the common rules are tested on all."""

from collections.abc import Callable

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
    waterfall,
)

HOSTILE = "<b>x</b> & $a^2$ %{meta.alt} <a href='javascript:alert(1)'>k</a> \u202e\x00\ud800 שלום 👩‍🏫"
XY = np.array([[0.0, 0.0], [0.5, 0.5], [-0.5, 0.25], [0.25, -0.75]])


def gallery(word: str) -> dict[str, Callable[[], go.Figure]]:
    """One drawing of each figure, `word` wherever a visitor's text can stand."""
    four = [word, word + "1", word + "2", word + "3"]
    senses = [word, word, "b" + word, ""]
    frames = np.stack([XY, XY * 2])
    square = np.full((4, 4), 0.5) + np.eye(4) * 0.5
    thirteen = np.full((13, 13), 0.5)
    points = [timeline.TimelinePoint(2018, word, "contextual", True, word)]
    return {
        "word_map": lambda: maps.word_map(four, XY, word, 0, 21, similarities=[1, 0.5, 0.4, 0.3]),
        "occurrence_map": lambda: maps.occurrence_map(XY, senses, four, extent=1, selected=1),
        "layer_animation": lambda: animation.layer_animation(frames, senses, four, start=1),
        "similarity_matrix": lambda: heatmaps.similarity_matrix(square, four, senses, four, name=word),
        "similarity_matrix_large": lambda: heatmaps.similarity_matrix(
            thirteen, ["x"] * 13, [word] * 6 + ["z"] * 7, [word] * 13
        ),
        "vector_strips": lambda: strips.vector_strips(four, np.linspace(-1, 1, 40).reshape(4, 10)),
        "layer_curves": lambda: curves.layer_curves([0.25, 0.75], [np.nan, 0.5], [0.1, 0.3], 0.25, 1),
        "ranked_bars": lambda: bars.ranked_bars(four, [0.9, 0.8, 0.7, -0.1], name=word, extent=(-1, 1), highlight=1),
        "contributions": lambda: waterfall.contributions(four, [0.5, -0.25, 0.125, 0.125], 0.5),
        "random_pairs": lambda: distribution.random_pairs(np.linspace(-0.5, 0.5, 101), 0.25, word),
        "attention_strip": lambda: attention_chips.attention_strip(four, [0.4, 0.3, 0.2, 0.1], {0}, name=word),
        "word_axis": lambda: axis.word_axis(four, [-0.4, -0.1, 0.1, 0.4], word, word),
        "field_timeline": lambda: timeline.field_timeline(points),
        **searches(word, four),
        **poolings(word, four),
        **trainings(word, four),
    }


def searches(word: str, four: list[str]) -> dict[str, Callable[[], go.Figure]]:
    """The figures of the lessons on search."""
    ranks = [[1, 2, 3, 4], [2, 2, 1, 4], [4, 1, 2, 3]]
    kinds = ["question", "answer", "other", word]
    cells = [[0.5, -0.25, 0.1, 0.2], [0.1, 0.75, np.nan, 0.3]]
    links = [(word, "a" + word, 0.5), (word, "b" + word, 0.25)]
    back = [("a" + word, "c" + word, 0.5), ("b" + word, word, 0.25)]
    return {
        "bump_chart": lambda: bump.bump_chart(four[:3], ranks, four, kinds, highlight=1),
        "bump_chart_without_kinds": lambda: bump.bump_chart([word + "-" + word] * 3, ranks, four),
        "maxsim_matrix": lambda: maxsim_matrix.maxsim_matrix(
            cells, four[:2], four, [0, 1], step=1, special_rows={0}, special_cols={0}, name=word
        ),
        "term_flow": lambda: flow.term_flow([word], [], [word], links, back, 0.75),
        "dense_sparse_pair": lambda: vectors_pair.dense_sparse_pair(
            np.linspace(-1, 1, 50), four, [2, 1, 0.5, 0.25], 30522, dense_bytes=200, sparse_bytes=32
        ),
        "hybrid_curve": lambda: hybrid_curve.hybrid_curve(
            [0, 0.5, 1], ranks, four, 0.5, [0.5, 0.9, 0.75], 1, ends=(word, word)
        ),
        "role_arrows": lambda: arrows.role_arrows(
            XY, XY[::-1], kinds, four, 1, names=(word, word), cosines=[0.9, 0.8, 0.7, 0.95]
        ),
        "cost_curves": lambda: cost_curves.cost_curves([1, 10, 100], {word: [1, 10, 100]}, word, word, mark=10),
        "recall_curve": lambda: cost_curves.recall_curve([1, 5, 10], [0.5, 0.75, 1], 5, name=word),
        "shares_with_intervals": lambda: intervals.shares_with_intervals(
            four, [0.5, 0.75, 1, 0], [0.4, 0.6, 0.9, 0], [0.6, 0.8, 1, 0.1], name=word, chance=0.5, highlight=0
        ),
    }


def poolings(word: str, four: list[str]) -> dict[str, Callable[[], go.Figure]]:
    """The figures of the lesson on word and sentence level."""
    cells = np.linspace(-1, 1, 12).reshape(4, 3)
    same = [True, False, None]
    return {
        "token_matrix": lambda: token_matrix.token_matrix(
            four, cells, [1, 1, 1, 0], [0.1, 0.2, 0.3], word, 2, special={0}, weights=[0.5, 0.5, 0, 0],
            winners=[0, 1, 1],
        ),
        "token_pairs": lambda: token_pairs.token_pairs(
            cells, four, four[:3], special_rows={0}, special_cols={2}, name=word
        ),
        "bench_kinds": lambda: bench.bench_kinds(
            cells, four, four[:3], same, quality=[0.9, 0.5, np.nan, 0.1], groups=[word, word, "z", "z"], highlight=0,
            name=word, quality_name=word,
        ),
        "bench_matrix": lambda: bench.bench_matrix(
            cells, four, [(word, word + "1")] * 3, [word, word, "z"], same, quality=[0.9, 0.5, 0.4, 0.1]
        ),
        "agreement_scatter": lambda: agreement_dots.agreement_scatter(
            [0, 0.5, 1], [0.1, 0.5, 0.6], pearson=0.9, low=0.8, high=0.95, line=(0.5, 0.1), name=word, hovers=four[:3],
            selected=1,
        ),
        "agreement_intervals": lambda: correlations.agreement_intervals(
            four, [0.5, 0.6, np.nan, 0], [0.4, 0.5, np.nan, -0.1], [0.6, 0.7, np.nan, 0.1], highlight=0,
            references={word: 0.6}, name=word,
        ),
    }  # fmt: skip


def trainings(word: str, four: list[str]) -> dict[str, Callable[[], go.Figure]]:
    """The figures of the lesson on unsupervised and supervised training."""
    square = np.full((4, 4), 0.25) + np.eye(4) * 0.5
    return {
        "in_batch_matrix": lambda: in_batch.in_batch_matrix(
            square, four, four, [0.1, 0.2, 0.3, np.inf], name=word, marks={(0, 1): word}, highlight=0
        ),
        "learning_curves": lambda: learning.learning_curves(
            {"supervised": ([0, 1], [0.2, 0.5]), "none": ([0], [0.2]), word: ([0, 1], [0.2, 0.3])},
            x_name=word, y_name=word, goals={word: 0.6},
        ),
        "alignment_uniformity": lambda: alignment.alignment_uniformity(
            {"supervised": ([1, 0.5], [-1, -3]), word: ([1, 0.75], [-1, -2])}, [0, 50]
        ),
        "pair_map": lambda: pair_map.pair_map(XY, XY[::-1], four, four, 1, ranks=[1, 2, 3, 4], selected=1),
    }  # fmt: skip


@pytest.fixture(params=sorted(gallery("w")))
def drawing(request: pytest.FixtureRequest) -> Callable[[], go.Figure]:
    """Each figure in turn, with ordinary text."""
    return gallery("point")[request.param]


@pytest.fixture(params=sorted(gallery("w")))
def hostile(request: pytest.FixtureRequest) -> go.Figure:
    """Each figure in turn, with hostile text."""
    return gallery(HOSTILE)[request.param]()
