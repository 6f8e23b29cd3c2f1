"""What all figures have in common, tested on each of the gallery."""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.kit.colour import contrast
from embedlab.figures.kit.gallery import GALLERY, Exhibit
from embedlab.figures.kit.notes import MONO
from tests.figures.conftest import MODULES
from tests.figures.reading import alternative, texts

OWN_MARKUP = re.compile(r"</?b>|<br>|</?span[^<>]*>|<extra></extra>")
OWN_TEMPLATES = re.compile(r"%\{(hovertext|text|customdata|x|y|z)[:}]")
UNSEEN = re.compile("[\x00-\x1f\u202e\ud800-\udfff]")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|rgba?\([^)]*\)")

NEVER_EMPTY = {
    "word_map": "the pin must be a row",
    "contributions": "the total stands alone",
    "text_triangle": "it has three points",
    "text_triangle, veiled": "so has it unscaled",
    "text_triangle, narrow": "and on a phone",
    "nearest_before_after": "its lists are records",
}
MOVED_BY_HAND = {"corpus_map"}
"""What is moved out of the plot must not stand beside it."""
FREE_LENGTHS = {
    "alignment_uniformity": {"steps"},  # steps that are not told have a number
    "dense_sparse_pair": {"dense"},
    "field_timeline": {"entries"},
    "learning_curves": {"earlier"},
    "mixture_curve": {"others"},  # as many as there are beside it
    "random_pairs": {"sorted_sample"},
    "text_lengths": {"words"},
    "term_flow": {"query_words", "doc_words", "query_links", "doc_links"},
    "token_matrix": {"pooled", "winners"},  # of long vectors the first numbers are drawn
}


def parsed(figure: go.Figure) -> dict[str, Any]:
    return dict(json.loads(figure.to_json()))


def strings(value: Any) -> Iterator[str]:
    """All strings that Plotly would interpret: everything but the text alternative, which it never draws."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key == "meta" else strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def values_of(value: Any, key: str) -> Iterator[Any]:
    """Every value that stands under a key, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (inner,) if name == key else values_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from values_of(inner, key)


def test_every_drawing_function_is_in_the_gallery() -> None:
    public = {
        name
        for module in MODULES
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        if inspect.signature(value).return_annotation is go.Figure
    }
    assert {exhibit.draw.__name__ for exhibit in GALLERY.values()} == public
    assert len(public) >= 30


def test_plotly_knows_every_property_and_accepts_every_value(drawn: go.Figure) -> None:
    go.Figure(drawn.to_dict())


def test_carries_a_text_alternative_with_a_number(drawn: go.Figure) -> None:
    assert re.search(r"\d", alternative(drawn))
    assert len(alternative(drawn)) > 30


def test_text_in_the_hover_box_is_readable_on_any_page(drawn: go.Figure) -> None:
    box = drawn.layout.hoverlabel
    assert contrast(box.bgcolor, box.font.color) >= 7


def test_leaves_background_and_text_colour_to_the_page(drawn: go.Figure) -> None:
    layout = drawn.layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.color is None
    assert layout.font.family is None


def test_only_tokens_and_numbers_have_a_typeface_of_their_own(drawn: go.Figure) -> None:
    assert set(values_of(parsed(drawn), "family")) <= {MONO}


def test_every_colour_comes_from_the_palette(drawn: go.Figure) -> None:
    known = set(COLOUR.findall(json.dumps({name: value for name, value in vars(palette).items() if name.isupper()})))
    known |= {palette.see_through(colour, 0.42) for colour in palette.FAMILY_COLOURS.values()}
    assert {each for text in strings(parsed(drawn)) for each in COLOUR.findall(text)} <= known


def test_is_the_same_twice(exhibit: Exhibit) -> None:
    assert exhibit.drawn("point").to_json() == exhibit.drawn("point").to_json()


def test_small_input_makes_a_small_figure_without_a_template(drawn: go.Figure) -> None:
    assert len(drawn.to_json()) < 9_000
    assert parsed(drawn)["layout"]["template"] == {}


def test_a_finger_on_the_figure_scrolls_the_page(drawn: go.Figure) -> None:
    assert drawn.layout.dragmode is False


def test_visitor_text_is_shown_and_never_interpreted(hostile: go.Figure) -> None:
    for text in strings(parsed(hostile)):
        assert "<" not in OWN_MARKUP.sub("", text), text
        assert "%{" not in OWN_TEMPLATES.sub("", text), text
        assert "$" not in text
        assert not UNSEEN.search(text), text


def test_text_alternative_is_one_clean_line(hostile: go.Figure) -> None:
    assert not UNSEEN.search(alternative(hostile))


def test_colours_span_a_printed_range(drawn: go.Figure) -> None:
    for cells in (each for each in drawn.data if each.type == "heatmap"):
        assert cells.zmin < cells.zmax
        assert cells.showscale is False or printed_range(cells) == (cells.zmin, cells.zmax)


@pytest.mark.parametrize(("argument", "value", "ends"), [
    ("extent", (-0.75, 0.75), (-0.75, 0.75)), ("extent", (0.25, 0.75), (0.25, 0.75)), ("limit", 2.0, (-2.0, 2.0)),
])  # fmt: skip
def test_colours_span_the_range_of_the_caller_whatever_the_data(
    exhibit: Exhibit, drawn: go.Figure, argument: str, value: Any, ends: tuple[float, float]
) -> None:
    has_cells = any(trace.type == "heatmap" for trace in drawn.data)
    if has_cells and argument in inspect.signature(exhibit.draw).parameters:
        asked = exhibit.draw(**exhibit.example("point") | {argument: value})
        for cells in (trace for trace in asked.data if trace.type == "heatmap"):
            assert (cells.zmin, cells.zmax) == ends
            assert cells.showscale is False or printed_range(cells) == ends


def test_equal_names_keep_rows_of_their_own(exhibit: Exhibit) -> None:
    arguments = exhibit.example("point")
    named = [key for key, value in arguments.items() if isinstance(value, list) and set(map(type, value)) == {str}]
    drawn = exhibit.draw(**arguments | {key: ["same"] * len(arguments[key]) for key in named})
    for places in (names for each in drawn.data if each.type == "heatmap" for names in (each.x, each.y)):
        assert places is None or len(set(places)) == len(places)


def test_the_square_of_a_map_is_the_callers_on_both_axes(exhibit: Exhibit, drawn: go.Figure) -> None:
    if drawn.layout.yaxis.scaleanchor:
        layout = exhibit.draw(**exhibit.example("point") | {"extent": 2.5}).layout
        assert layout.xaxis.range == layout.yaxis.range == (-2.5, 2.5)
        assert layout.yaxis.scaleanchor == "x"


def printed_range(cells: Any) -> tuple[float, ...]:
    words = cells.colorbar.title.text.replace("−", "-").rpartition(", ")[2]
    return tuple(float(number) for number in words.split(" to "))


def emptied(value: Any) -> Any:
    return {} if isinstance(value, dict) else value[:0] if isinstance(value, list | np.ndarray) else value


@pytest.mark.parametrize("name", sorted(GALLERY.keys() - NEVER_EMPTY))
def test_nothing_to_draw_is_said_in_a_sentence(name: str) -> None:
    arguments = GALLERY[name].example("point")
    drawn = GALLERY[name].draw(**{key: emptied(value) for key, value in arguments.items()})
    assert texts(drawn) == [alternative(drawn)]
    assert alternative(drawn).endswith(".")
    assert not drawn.data


def with_a_row_less(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: tuple(map(with_a_row_less, each[:1])) + each[1:] if isinstance(each, tuple) else each[:-1]
                for name, each in value.items()}  # fmt: skip
    return value[:-1]


def rows_of_arguments() -> Iterator[tuple[str, str]]:
    for name, exhibit in sorted(GALLERY.items()):
        for argument, value in exhibit.example("point").items():
            of_rows = isinstance(value, list | np.ndarray) and len(value) > 0
            of_series = isinstance(value, dict) and not np.isscalar(next(iter(value.values())))
            if (of_rows or of_series) and argument not in FREE_LENGTHS.get(exhibit.draw.__name__, ()):
                yield name, argument


@pytest.mark.parametrize(("name", "argument"), list(rows_of_arguments()))
def test_rows_that_are_not_equally_many_are_named(name: str, argument: str) -> None:
    arguments = GALLERY[name].example("point")
    fewer = arguments | {argument: with_a_row_less(arguments[argument])}
    with pytest.raises(ValueError, match=r"equally long: .*\d.*\d|must have the shape \(.*\), not \(.*\)"):
        GALLERY[name].draw(**fewer)


@pytest.mark.parametrize("name", sorted(GALLERY))
def test_a_map_keeps_its_scale_when_the_window_changes(name: str) -> None:
    """Plotly takes a range that it has constrained for the figure's own, and constrains it again at the next change."""
    drawn = parsed(GALLERY[name].drawn("point"))
    axes = [axis for key, axis in drawn["layout"].items() if key.startswith(("xaxis", "yaxis"))]
    if any("scaleanchor" in axis for axis in axes):
        assert {axis["constrain"] for axis in axes} == {"domain"}
        held = name.partition(",")[0] not in MOVED_BY_HAND
        assert not (held and any(trace["cliponaxis"] for trace in drawn["data"] if trace["type"] == "scatter"))
