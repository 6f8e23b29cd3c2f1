"""The marks of lesson 4: each example breaks another ranker, and the best of each stands out."""

from embedlab.lessons.dense_or_sparse.examples import RANKERS
from embedlab.lessons.dense_or_sparse.found import find_example_marks
from embedlab.lessons.dense_or_sparse.view_marks import examples_html


def test_each_example_breaks_another_ranker() -> None:
    rows = find_example_marks()
    assert len(rows) == 7
    assert rows["Vehicle tire"]["dense"] > rows["Vehicle tire"]["bm25"] + 0.3
    assert rows["Error E-4042"]["bm25"] > rows["Error E-4042"]["dense"] + 0.3
    assert rows["A typing mistake"]["splade-tiny"] > rows["A typing mistake"]["bm25"] + 0.3
    assert max(rows["A negation"].values()) < 0.6, "nobody does well"


def test_the_best_of_each_example_is_bold() -> None:
    table = examples_html({"<one>": dict.fromkeys(RANKERS, 0.5) | {"dense": 0.9}})
    assert "<b>0.90</b>" in table
    assert table.count("<b>") == 1
    assert "&lt;one&gt;" in table
