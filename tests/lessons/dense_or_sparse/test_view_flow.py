"""The table of weights of lesson 4: it adds up, and what a visitor typed in it stays text."""

from embedlab.lessons.dense_or_sparse.study import SparseView, Weighted
from embedlab.lessons.dense_or_sparse.study_flow import term_flow_of
from embedlab.lessons.dense_or_sparse.view_flow import origin_html
from embedlab.ui.panels.why import ROWS_SHOWN, number


def view(names: list[str], weight: float) -> SparseView:
    return SparseView(tuple(Weighted(name, weight, name, 1, name) for name in names), 100, tuple(names))


def test_words_in_the_table_of_weights_are_escaped() -> None:
    flow = term_flow_of(view(["<b>&"], 2.0), view(["<b>&"], 1.5))
    table = origin_html(flow, "<i>")
    assert "<b>&" not in table
    assert table.count("&lt;b&gt;&amp;") == 3
    assert "&lt;i&gt;" in table


def test_small_terms_are_one_row_so_that_the_table_still_adds_up() -> None:
    names = [f"t{place}" for place in range(30)]
    table = origin_html(term_flow_of(view(names, 1.0), view(names, 2.0)), "SPLADE")
    assert table.count('<th scope="row"') == ROWS_SHOWN + 1
    assert f"{30 - ROWS_SHOWN + 1} smaller terms" in table
    assert f"<td>{number(2.0 * (30 - ROWS_SHOWN + 1))}</td>" in table
    assert f"<td>{number(60.0)}</td>" in table
