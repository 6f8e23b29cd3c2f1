"""A judgement belongs to a query and a text: what a visitor typed is read into a search that claims no more."""

import pytest

from embedlab.content.collections import Collection, load_collections
from embedlab.studies.searches import as_lines, read_search

LESSONS = ("dense_or_sparse", "single_or_late", "symmetric_or_asymmetric")
COLLECTIONS = [collection for lesson in LESSONS for collection in load_collections(lesson)]
each = pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda c: c.name)


@each
def test_what_was_not_touched_is_the_collection_with_its_judgements(collection: Collection) -> None:
    search, problems = read_search(collection, f"  {collection.query} ", as_lines(collection))
    assert search is not None
    assert (search.documents, search.shipped, problems) == (collection.docs, True, ())


@each
def test_under_another_query_no_text_is_known_to_answer(collection: Collection) -> None:
    search, _ = read_search(collection, "cheese sold", as_lines(collection))
    assert search is not None
    assert (search.grades, search.answering, search.shipped) == (None, None, False)
    assert search.texts == tuple(document.text for document in collection.docs)
    assert [d.kind == "question" for d in search.documents] == [d.kind == "question" for d in collection.docs]


@each
def test_under_another_query_a_known_text_among_new_ones_has_no_grade(collection: Collection) -> None:
    typed = f"{as_lines(collection)}\nother: one more"
    search, _ = read_search(collection, "cheese sold", typed)
    assert search is not None
    assert {document.grade for document in search.documents} == {None}


def test_what_a_visitor_calls_an_answer_is_one() -> None:
    search, _ = read_search(COLLECTIONS[0], "cheese sold", "a shop\nanswer: we sell cheese")
    assert search is not None
    assert (search.answering, search.grades) == (1, None)


def test_a_text_keeps_its_grade_while_the_query_is_the_same() -> None:
    collection = COLLECTIONS[0]
    search, _ = read_search(collection, collection.query, "\n".join(as_lines(collection).splitlines()[5:]))
    assert search is not None
    assert search.grades == [document.grade for document in collection.docs[5:]]
    assert not search.shipped


def test_nothing_to_look_for_and_nothing_to_look_in_are_both_said() -> None:
    search, problems = read_search(COLLECTIONS[0], " ", "\n")
    assert search is None
    assert [problem.split(".")[0] for problem in problems] == ["The query is empty", "There is no document to search"]
