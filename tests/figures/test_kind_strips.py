import numpy as np

from embedlab.figures.kind_strips import kind_strips
from tests.figures.reading import alternative, texts, trace

KINDS, SAME = ["Paraphrase", "Negation", "Unrelated"], [True, False, False]
VALUES = [[0.5, 0.7], [0.9, 0.8], [0.1, -0.4]]


def test_every_pair_is_a_dot_and_every_kind_has_its_mean_as_a_number() -> None:
    figure = kind_strips(KINDS, SAME, VALUES)
    assert np.allclose(trace(figure, "pairs").x, np.ravel(VALUES))
    assert np.allclose(trace(figure, "means").x, [0.6, 0.85, -0.15])
    assert texts(figure)[:3] == ["0.60", "0.85", "−0.15"]


def test_groups_are_named_once_each() -> None:
    told = texts(kind_strips(KINDS, SAME, VALUES))
    assert told.count("<b>mean the same</b>") == told.count("<b>mean something else</b>") == 1


def test_the_pair_on_the_screen_is_a_line_and_ringed_among_its_kind() -> None:
    figure = kind_strips(KINDS, SAME, VALUES, here=0.9, row=1)
    assert set(trace(figure, "on the screen").x) == {0.9}
    assert "A and B <b>0.90</b>" in texts(figure)
    ring = trace(figure, "ring")
    assert (ring.x[0], ring.y[0]) == (0.9, trace(figure, "means").y[1])
    assert not [each for each in kind_strips(KINDS, SAME, VALUES, here=0.9).data if each.name == "ring"]


def test_strips_that_must_not_be_told_are_empty_everywhere() -> None:
    figure = kind_strips(KINDS, SAME, None, here=0.9, row=1)
    assert not {"pairs", "means"} & {each.name for each in figure.data}
    assert "0.60" not in figure.to_json() + alternative(figure)
    assert list(figure.layout.yaxis.ticktext) == KINDS


def test_a_value_beyond_the_axis_stands_at_its_end_and_its_number_is_true() -> None:
    figure = kind_strips(KINDS, SAME, VALUES, extent=(-0.2, 1.0), here=-0.9)
    assert min(trace(figure, "pairs").x) == np.float32(-0.2)
    assert "A and B <b>−0.90</b>" in texts(figure)
    assert figure.layout.xaxis.title.text == "cosine, −0.2 to 1"
