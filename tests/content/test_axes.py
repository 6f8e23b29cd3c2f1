import tomllib
from pathlib import Path

from embedlab.content.axes import load_axes, load_other_pages


def test_there_are_six_axes_in_order_with_two_poles_each():
    axes = load_axes()
    assert [axis.number for axis in axes] == [1, 2, 3, 4, 5, 6]
    assert [axis.id for axis in axes] == [
        "static_or_contextual",
        "word_or_sentence",
        "unsupervised_or_supervised",
        "dense_or_sparse",
        "single_or_late",
        "symmetric_or_asymmetric",
    ]
    assert all(len(axis.poles) == 2 for axis in axes)


def test_the_lessons_that_are_ready_are_those_with_a_page():
    root = Path(__file__).parents[2]
    assert [axis.ready for axis in load_axes()] == [(root / axis.page).is_file() for axis in load_axes()]
    assert not any(page.ready for page in load_other_pages())


def test_the_other_pages_are_lessons_7_to_10_and_the_models():
    assert [page.number for page in load_other_pages()] == [7, 8, 9, 10, 0]


def test_the_number_of_a_page_is_in_its_file_name():
    numbered = [*load_axes(), *(page for page in load_other_pages() if page.number)]
    assert all(page.page.startswith(f"pages/{page.number}_") for page in numbered)


def test_both_poles_are_what_some_model_card_says(root):
    models = tomllib.loads((root / "embedlab/models/catalog.toml").read_text(encoding="utf-8"))["model"]
    for axis in load_axes():
        assert {pole.id for pole in axis.poles} <= {model["axes"][axis.field] for model in models}
