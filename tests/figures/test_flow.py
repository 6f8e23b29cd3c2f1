from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from embedlab import palette
from embedlab.figures.flow import term_flow
from embedlab.figures.kit.flow_layout import Flow, lay_out
from tests.figures.reading import alternative

QUERY = [("vehicle", "car", 1.5), ("tire", "wheel", 0.5)]
DOCUMENT = [("car", "automobile", 1.0), ("car", "wheel", 0.5), ("wheel", "wheel", 0.5)]


def flow() -> Flow:
    return lay_out(["the", "vehicle", "tire"], ["car", "wheel"], ["automobile", "wheel", "shop"], QUERY, DOCUMENT)


def bands(drawn: go.Figure) -> list[Any]:
    return [trace for trace in drawn.data if trace.name == "band"]


def test_bands_are_as_wide_as_what_they_carry() -> None:
    widths = {(band.column, band.source, band.target): band.width for band in flow().bands}
    assert widths[0, "vehicle", "car"] == pytest.approx(3 * widths[0, "tire", "wheel"])
    assert widths[1, "car", "automobile"] == pytest.approx(2 * widths[1, "car", "wheel"])


def test_as_much_leaves_a_term_as_reaches_it() -> None:
    for column in (0, 1):
        widths = [band.width for band in flow().bands if band.column == column and band.term == "car"]
        assert sum(widths) == pytest.approx(next(node.height for node in flow().nodes if node.name == "car"))


def test_words_of_one_column_do_not_touch() -> None:
    for column in range(3):
        nodes = [node for node in flow().nodes if node.column == column]
        tops, ends = [node.top for node in nodes], [node.top + node.height for node in nodes]
        assert all(below - above > 4 for above, below in zip(ends, tops[1:], strict=False))


def test_a_query_word_that_gives_nothing_stays_in_grey() -> None:
    drawn = term_flow(["the", "vehicle", "tire"], [], [], QUERY, DOCUMENT, 2)
    grey = [note.text for note in drawn.layout.annotations if palette.NEUTRAL in note.text]
    assert [">the<" in text for text in grey] == [True]


def test_a_document_word_without_a_link_is_left_out() -> None:
    assert "shop" not in {node.name for node in flow().nodes}


def test_products_and_their_sum_are_printed() -> None:
    texts = [note.text for note in term_flow(["tire"], [], [], QUERY, DOCUMENT, 2).layout.annotations]
    assert "car <b>1.50</b>" in texts
    assert "products add up to <b>2.00</b>" in texts


def test_what_is_missing_from_the_score_is_said() -> None:
    texts = [note.text for note in term_flow(["tire"], [], [], QUERY, DOCUMENT, 2.5).layout.annotations]
    assert "2.00 of 2.50 is drawn" in texts


def test_terms_of_both_texts_differ_from_added_ones() -> None:
    links = [("Tire", "tire", 1.0), ("Tire", "wheel", 0.5)]
    drawn = term_flow(["Tire"], [], ["tire"], links, [("tire", "tire", 1.0), ("wheel", "tire", 0.5)], 1.5)
    blocks = drawn.data[-1]
    colours = dict(zip(blocks.hovertext, blocks.marker.color, strict=True))
    assert colours["wheel"] == palette.FAMILY_COLOURS["sparse"]
    assert blocks.marker.color.count(palette.NEUTRAL) == 3
    assert any("in both texts" in note.text for note in drawn.layout.annotations)


def test_small_terms_are_folded_without_losing_any() -> None:
    there = [("q", f"t{n}", 1.0 + n) for n in range(30)]
    drawn = lay_out(["q"], [], ["d"], there, [(term, "d", product) for _, term, product in there])
    terms = {node.name: node.product for node in drawn.nodes if node.column == 1}
    assert len(terms) == 10
    assert terms["21 more terms"] == pytest.approx(sum(1.0 + n for n in range(21)))
    assert sum(terms.values()) == pytest.approx(drawn.product)


def test_a_link_through_a_term_of_one_side_only_is_not_drawn() -> None:
    drawn = lay_out(["a"], [], ["b"], [("a", "x", 1.0), ("a", "y", 1.0)], [("x", "b", 1.0), ("z", "b", 1.0)])
    assert {band.term for band in drawn.bands} == {"x"}


@pytest.mark.parametrize("product", [0.0, -1.0, np.nan, np.inf])
def test_a_product_that_is_no_share_of_the_score_is_left_out(product: float) -> None:
    drawn = lay_out(["a"], [], ["b"], [("a", "x", 1.0), ("a", "y", product)], [("x", "b", 1.0), ("y", "b", product)])
    assert [band.term for band in drawn.bands] == ["x", "x"]


def test_bands_stay_within_the_picture() -> None:
    drawn = term_flow(["vehicle", "tire"], [], [], QUERY, DOCUMENT, 2)
    height = drawn.layout.yaxis.range[0]
    for band in bands(drawn):
        assert min(band.y) >= 0
        assert max(band.y) <= height


def test_no_shared_term_is_said_to_score_nothing() -> None:
    assert "the score is 0" in alternative(term_flow(["a"], [], ["b"], [], [], 0))


def test_alternative_text_tells_terms_heaviest_first() -> None:
    alt = alternative(term_flow(["vehicle", "tire"], [], ["wheel"], QUERY, DOCUMENT, 2))
    assert alt == ("A score of 2.00 flows from query words to document words through 2 terms: car 1.50, wheel 0.50.")
