import tomllib

from embedlab.content.axes import load_axes
from embedlab.content.pages import load_pages


def test_the_axes_are_the_lessons_of_their_group_in_order():
    assert [axis.page for axis in load_axes()] == [page for page in load_pages() if page.group == "Six axes"]
    assert len(load_axes()) == 6


def test_both_poles_are_what_some_model_card_says(root):
    models = tomllib.loads((root / "embedlab/models/catalog.toml").read_text(encoding="utf-8"))["model"]
    for axis in load_axes():
        assert {pole.id for pole in axis.poles} <= {model["axes"][axis.field] for model in models}
