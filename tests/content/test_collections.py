"""The examples of lessons 4 to 6 can show their point: the words shared or not shared are as intended."""

import re

import pytest

from embedlab.content.collections import Collection, Doc, load_collections
from embedlab.errors import EmbedLabError, InputError

LESSONS = ["dense_or_sparse", "every_family", "single_or_late", "symmetric_or_asymmetric"]
ALL = [collection for lesson in LESSONS for collection in load_collections(lesson)]
NAMED = {collection.name: collection for collection in ALL}
each_collection = pytest.mark.parametrize("collection", ALL, ids=list(NAMED))


def words(text):
    return re.findall(r"\w+", text.casefold())


def shared(collection, index):
    return set(words(collection.query)) & set(words(collection.docs[index].text))


def test_each_lesson_has_its_examples():
    assert [len(load_collections(lesson)) for lesson in LESSONS] == [8, 4, 4, 6]


@each_collection
def test_a_collection_is_complete(collection):
    assert 8 <= len(collection.docs) <= 16
    assert len({doc.text for doc in collection.docs}) == len(collection.docs)
    assert "\n" not in collection.point
    assert all("\n" not in doc.text and "  " not in doc.text for doc in collection.docs)


@each_collection
def test_a_text_answers_the_query_except_where_nothing_can(collection):
    assert bool(collection.best) == (collection.name != "Unknown words")


@pytest.mark.parametrize("lesson", LESSONS[:2])
def test_exactly_one_text_answers_in_lessons_4_and_5(lesson):
    assert {len(collection.best) for collection in load_collections(lesson)} <= {0, 1}


@each_collection
def test_no_text_owes_its_place_to_the_order_of_the_list(collection):
    """Ties are broken by position: a text that answers must not stand first."""
    assert all(index >= 3 for index in collection.best)


def test_vehicle_tire_shares_no_word_with_its_answer_but_with_others():
    collection = NAMED["Vehicle tire"]
    assert not shared(collection, collection.best[0])
    assert sum(bool(shared(collection, index)) for index in range(len(collection.docs))) >= 4


def test_the_rare_code_is_in_its_answer_alone():
    collection = NAMED["Error E-4042"]
    assert [i for i, doc in enumerate(collection.docs) if "E-4042" in doc.text] == list(collection.best)
    assert sum(bool(re.search(r"E-\d{3,4}", doc.text)) for doc in collection.docs) >= 8


def test_the_synonym_shares_fewer_words_with_its_answer_than_with_others():
    collection = NAMED["A synonym"]
    with_answer = len(shared(collection, collection.best[0]))
    assert sum(len(shared(collection, i)) > with_answer for i in range(len(collection.docs))) >= 3


def test_the_misspelt_words_occur_nowhere():
    collection = NAMED["A typing mistake"]
    assert all(shared(collection, index) <= {"of"} for index in range(len(collection.docs)))
    assert not shared(collection, collection.best[0])


def test_the_long_text_is_long_and_repeats_a_word_of_the_query():
    collection = NAMED["Long against short"]
    longest = max(collection.docs, key=lambda doc: len(words(doc.text)))
    others = [len(words(doc.text)) for doc in collection.docs if doc is not longest]
    assert longest.grade == 0
    assert len(words(longest.text)) >= 5 * max(others)
    assert words(longest.text).count("tea") >= 8


def test_a_stop_list_leaves_nothing_of_the_query():
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    assert set(words(NAMED["Only stop words"].query)) <= ENGLISH_STOP_WORDS


def test_the_invented_words_occur_nowhere():
    collection = NAMED["Unknown words"]
    assert not any(shared(collection, index) for index in range(len(collection.docs)))


def test_the_long_texts_of_lesson_5_are_long_and_the_short_ones_short():
    long, short, several, paraphrased = load_collections("single_or_late")
    assert all(40 <= len(doc.text.split()) <= 120 for doc in (*long.docs, *several.docs, *paraphrased.docs))
    assert all(len(doc.text.split()) <= 20 for doc in short.docs)


def test_the_detail_is_a_small_part_of_its_text():
    collection = NAMED["A detail in a long text"]
    text = collection.docs[collection.best[0]].text
    detail = next(sentence for sentence in text.split(". ") if "Anna Weiss" in sentence)
    assert len(detail.split()) <= len(text.split()) / 10
    assert [i for i, doc in enumerate(collection.docs) if "Weiss" in doc.text] == list(collection.best)


def test_the_paraphrased_detail_shares_no_word_of_meaning_with_its_query():
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    collection = NAMED["A paraphrased detail"]
    (best,) = collection.best
    asked, found = set(words(collection.query)) - ENGLISH_STOP_WORDS, set(words(collection.docs[best].text))
    assert asked == {"did", "movie", "theater", "shut"}
    # Not even as the beginning of another form of the word.
    assert not [word for word in found if any(word.startswith(each[:4]) for each in asked - {"did"})]
    assert "did" not in found


@pytest.mark.parametrize("collection", load_collections("symmetric_or_asymmetric"), ids=lambda c: c.name)
def test_lesson_6_puts_questions_answers_and_others_side_by_side(collection):
    kinds = [doc.kind for doc in collection.docs]
    assert len(kinds) == 10
    assert kinds.count("question") >= 4
    assert kinds.count("answer") >= 1
    assert kinds.count("other") >= 3
    assert all((doc.kind == "question") == doc.text.endswith("?") for doc in collection.docs)
    assert all(doc.kind == "answer" for doc in collection.docs if doc.grade)


def test_a_visitors_texts_are_not_judged():
    assert Collection(name="own", query="a", point="b", docs=(Doc("c"), Doc("d"))).best == ()


@pytest.mark.parametrize("slug", ["nope", "", "../axes", "static_or_contextual"])
def test_a_lesson_without_examples_names_those_that_have_some(slug):
    with pytest.raises(InputError, match="dense_or_sparse, every_family, single_or_late, symmetric_or_asymmetric"):
        load_collections(slug)


@pytest.mark.parametrize(
    ("doc", "message"),
    [
        ('grade = 3, text = "a"', "the key 'grade' has the value 3, which is not 0, 1 or 2"),
        (
            'grade = 1, kind = "poem", text = "a"',
            ".*'poem', which is not one of question, answer, other",
        ),
        ('text = "a"', "the key 'grade' is missing"),
        ('grade = 1, text = " "', "the key 'text' needs a text"),
        ('grade = 1, text = "a", stray = 1', "the key 'stray' is not known here"),
    ],
)
def test_a_slip_in_a_document_is_an_error_that_names_it(write_asset, doc, message):
    write_asset(
        "lessons/dense_or_sparse/collections.toml",
        f'[[collection]]\nname = "n"\nquery = "q"\npoint = "p"\ndocs = [{{ {doc} }}]\n',
    )
    with pytest.raises(EmbedLabError, match=rf"collections\.toml, collection 1, docs 1 cannot be used: {message}"):
        load_collections.__wrapped__("dense_or_sparse")
