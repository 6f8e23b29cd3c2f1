import pytest

from embedlab import palette
from embedlab.figures.kit.objective_marks import OBJECTIVE_STYLES, objective_style


@pytest.mark.parametrize(
    ("name", "key"), [("SimCSE", "unsupervised"), ("simcse", "unsupervised"), ("before", "none"), ("None", "none")]
)
def test_an_objective_is_known_by_its_other_names(name: str, key: str) -> None:
    assert objective_style(name) == OBJECTIVE_STYLES[key]


def test_an_unknown_objective_keeps_its_name_and_is_neutral() -> None:
    style = objective_style("triplets")
    assert (style.name, style.colour) == ("triplets", palette.NEUTRAL)


def test_every_objective_has_a_shape_of_its_own() -> None:
    """The in-batch softmax is the supervised objective by the name that it has among others with labels."""
    styles = [style for key, style in OBJECTIVE_STYLES.items() if key != "softmax"]
    assert len({style.symbol for style in styles}) == len({style.glyph for style in styles}) == len(styles)
    assert OBJECTIVE_STYLES["softmax"].symbol == OBJECTIVE_STYLES["supervised"].symbol
