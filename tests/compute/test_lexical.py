"""TF-IDF beside scikit-learn, and BM25 beside a second implementation, written plainly from the papers."""

from collections import Counter
from math import log

import bm25s
import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from embedlab.compute.idf import Bm25Variant
from embedlab.compute.lexical import Bm25Index, LexicalIndex, TfIdfIndex, tokenise
from embedlab.compute.parts import total
from embedlab.errors import InputError

DOCS = [
    "The cat sat on the mat. The mat was red.",
    "A dog sat on a log in the fog, and the dog was wet",
    "Cats and dogs are pets",
    "Error E-4042: the pump is blocked",
    "mat mat mat mat mat mat",
    "",
    "The cat sat on the mat. The mat was red.",
]
QUERIES = ["cat on the mat", "E-4042", "the mat mat dog", "pets, dogs & cats", "unheard words about a mat"]
VARIANTS: list[Bm25Variant] = ["lucene", "robertson", "atire", "bm25+", "bm25l"]
SETTINGS = [(1.5, 0.75), (0.9, 0.4), (0.0, 0.75), (2.0, 0.0), (1.2, 1.0)]
INDEXES = [TfIdfIndex, Bm25Index]


def textbook_bm25(query: list[str], docs: list[list[str]], variant: Bm25Variant, k1: float, b: float) -> list[float]:
    """The sum over query terms that the document holds, one at a time, as the papers print it."""
    n, mean_length = len(docs), sum(map(len, docs)) / len(docs)
    scores = []
    for doc in docs:
        score = 0.0
        for term in query:
            tf, df = doc.count(term), sum(term in other for other in docs)
            if not tf:
                continue
            norm = 1 - b + b * len(doc) / mean_length
            match variant:
                case "lucene":
                    score += log(1 + (n - df + 0.5) / (df + 0.5)) * tf / (tf + k1 * norm)
                case "robertson":
                    score += max(0.0, log((n - df + 0.5) / (df + 0.5))) * tf / (tf + k1 * norm)
                case "atire":
                    score += log(n / df) * (k1 + 1) * tf / (k1 * norm + tf)
                case "bm25+":
                    score += log((n + 1) / df) * ((k1 + 1) * tf / (k1 * norm + tf) + 1.0)
                case "bm25l":
                    c = tf / norm
                    score += log((n + 1) / (df + 0.5)) * (k1 + 1) * (c + 0.5) / (k1 + c + 0.5)
        scores.append(score)
    return scores


def test_terms_are_cut_folded_and_kept_in_order() -> None:
    assert tokenise("The THE a E-4042, don't!") == ["the", "the", "a", "e", "4042", "don", "t"]
    assert tokenise("STRASSE straße") == ["strasse", "strasse"]
    assert tokenise("cafe\u0301 ﬁn") == ["caf\u00e9", "fin"]
    assert tokenise("हिन्दी שלום") == ["हिन्दी", "שלום"]
    assert tokenise("🙂 <b>\x00") == ["b"]


def test_stop_words_are_left_out_only_when_asked() -> None:
    assert tokenise("What is not in the pump?", stop_words=True) == ["what", "pump"]
    assert "not" in tokenise("What is not in the pump?")


@pytest.mark.parametrize("query", QUERIES)
def test_tf_idf_agrees_with_scikit_learn(query: str) -> None:
    reference = TfidfVectorizer(token_pattern=r"(?u)\b\w+\b", strip_accents=None)
    vectors = reference.fit_transform(DOCS)
    index = TfIdfIndex(DOCS)
    assert index.vocabulary == tuple(reference.get_feature_names_out())
    np.testing.assert_allclose(index.vectors.toarray(), vectors.toarray(), atol=1e-12)
    expected = cosine_similarity(reference.transform([query]), vectors)[0]
    np.testing.assert_allclose(index.scores(query), expected, atol=1e-12)


def test_tf_idf_by_hand() -> None:
    index = TfIdfIndex(["red mat", "red cat"])
    rare, common = log(3 / 2) + 1, log(3 / 3) + 1
    assert index.idf == pytest.approx({"cat": rare, "mat": rare, "red": common})
    length = (rare**2 + common**2) ** 0.5
    assert index.scores("mat") == pytest.approx([rare / length, 0.0])


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("k1", "b"), SETTINGS)
def test_bm25_agrees_with_the_formula_of_its_variant(variant: Bm25Variant, k1: float, b: float) -> None:
    index = Bm25Index(DOCS, variant, k1, b)
    words = [tokenise(doc) for doc in DOCS]
    for query in QUERIES:
        expected = textbook_bm25(tokenise(query), words, variant, k1, b)
        np.testing.assert_allclose(index.scores(query), expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
def test_bm25_orders_as_bm25s_itself_does(variant: Bm25Variant) -> None:
    words = [tokenise(doc) for doc in DOCS]
    reference = bm25s.BM25(method=variant, delta={"bm25+": 1.0}.get(variant, 0.5), dtype="float64")
    reference.index(words, show_progress=False)
    index = Bm25Index(DOCS, variant)
    for query in QUERIES:
        theirs = reference.get_scores(tokenise(query))
        if variant in ("lucene", "robertson", "atire"):
            np.testing.assert_allclose(index.scores(query), theirs, atol=1e-9)
    # A document that lacks the term gets its bonus from bm25s too; in the papers it gets nothing.
    assert index.scores("pump")[0] == 0.0
    assert (reference.get_scores(["pump"])[0] > 0) == (variant in ("bm25+", "bm25l"))


def test_bm25_by_hand_with_the_counts_of_a_known_example() -> None:
    # "windy London": three documents of 3, 5 and 4 words; idf(windy) = ln(1 + 2.5 / 1.5), mean length 4
    docs = ["Hello there good", "It is quite windy London", "How is weather today"]
    index = Bm25Index(docs, k1=1.5, b=0.75)
    each = log(1 + 2.5 / 1.5) / (1 + 1.5 * (0.25 + 0.75 * 5 / 4))
    assert index.scores("windy London") == pytest.approx([0.0, 2 * each, 0.0])


def test_bm25_is_not_mere_presence() -> None:
    docs = ["mat", "mat mat mat", "mat and some other words that are not it", "cat", "dog", "fog"]
    once, thrice, diluted, *others = Bm25Index(docs).scores("mat")
    assert thrice > once  # repetition counts
    assert diluted < once  # and so does length
    assert others == [0.0, 0.0, 0.0]
    presence = Bm25Index(docs, k1=0).scores("mat")
    assert presence[0] == pytest.approx(presence[1])
    assert presence[1] == pytest.approx(presence[2])
    short, long = Bm25Index(docs, b=0).scores("mat")[[0, 2]]
    assert short == pytest.approx(long)


def test_repetition_saturates_below_the_idf() -> None:
    index = Bm25Index(["mat", "mat " * 1000, "cat"])
    gains = index.scores("mat")
    assert gains[1] < index.idf["mat"]


def test_rare_terms_weigh_more_than_common_ones() -> None:
    for index in (TfIdfIndex(DOCS), Bm25Index(DOCS)):
        assert index.idf["pump"] > index.idf["mat"] > index.idf["the"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(
    "index", [TfIdfIndex(DOCS), TfIdfIndex(DOCS, stop_words=True), *(Bm25Index(DOCS, v) for v in VARIANTS)]
)
def test_the_parts_add_up_to_the_score(index: LexicalIndex, query: str) -> None:
    scores = index.scores(query)
    for doc, text in enumerate(DOCS):
        parts = index.parts(query, doc)
        assert total(parts) == pytest.approx(scores[doc], abs=1e-9)
        assert {part.name for part in parts} <= set(tokenise(query)) & set(tokenise(text))


def test_the_parts_stand_in_the_order_of_the_query_each_term_once() -> None:
    assert [part.name for part in Bm25Index(DOCS).parts("mat the cat mat", 0)] == ["mat", "the", "cat"]


def test_a_word_typed_twice_counts_twice_in_bm25() -> None:
    index = Bm25Index(DOCS)
    np.testing.assert_allclose(index.scores("mat mat"), 2 * index.scores("mat"))


def test_the_weights_of_a_document_are_its_terms() -> None:
    for index in (TfIdfIndex(DOCS), Bm25Index(DOCS)):
        assert set(index.doc_weights(1)) == set(tokenise(DOCS[1]))
        assert index.doc_weights(5) == {}


@pytest.mark.parametrize("make", INDEXES)
def test_equal_documents_score_exactly_the_same(make: type[TfIdfIndex] | type[Bm25Index]) -> None:
    scores = make(DOCS).scores("the red cat")
    assert scores[0] == scores[6]


@pytest.mark.parametrize("make", INDEXES)
def test_a_query_without_a_known_term_says_so_and_scores_zero(make: type[TfIdfIndex] | type[Bm25Index]) -> None:
    plain, sifted = make(DOCS), make(DOCS, stop_words=True)
    for index, query in [(plain, "vehicle tire"), (plain, ""), (plain, "?!"), (sifted, "is the not of")]:
        assert index.known_terms(query) == ()
        np.testing.assert_array_equal(index.scores(query), np.zeros(len(DOCS)))
        assert index.parts(query, 0) == ()
    assert plain.known_terms("the Vehicle of the CAT") == ("the", "cat")


@pytest.mark.parametrize("make", INDEXES)
@pytest.mark.parametrize("docs", [[], [""], ["?!", "🙂"]])
def test_a_corpus_without_a_term_scores_zero(make: type[TfIdfIndex] | type[Bm25Index], docs: list[str]) -> None:
    index = make(docs)
    assert index.vocabulary == ()
    assert index.idf == {}
    assert index.scores("cat").tolist() == [0.0] * len(docs)
    assert index.known_terms("cat") == ()


@pytest.mark.parametrize("make", INDEXES)
def test_a_corpus_of_one_document_can_be_searched(make: type[TfIdfIndex] | type[Bm25Index]) -> None:
    assert make(["the cat"]).scores("cat")[0] > 0


def test_five_hundred_documents() -> None:
    rng = np.random.default_rng(0)
    docs = [" ".join(f"w{i}" for i in rng.zipf(1.5, size=20) if i < 200) for _ in range(500)]
    words, query = [tokenise(doc) for doc in docs], ["w1", "w7", "w30"]
    np.testing.assert_allclose(
        Bm25Index(docs).scores(" ".join(query)), textbook_bm25(query, words, "lucene", 1.5, 0.75), atol=1e-9
    )


@pytest.mark.parametrize(("k1", "b"), [(-0.1, 0.5), (1.5, -0.1), (1.5, 1.1), (float("nan"), 0.5), (1.5, float("nan"))])
def test_settings_out_of_range_are_refused(k1: float, b: float) -> None:
    with pytest.raises(InputError, match="k1 of 0 or more and b between 0 and 1"):
        Bm25Index(DOCS, k1=k1, b=b)


def test_the_terms_of_a_document_are_counted_by_hand() -> None:
    counts = Counter(tokenise(DOCS[0]))
    assert counts == {"the": 3, "mat": 2, "cat": 1, "sat": 1, "on": 1, "was": 1, "red": 1}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(("k1", "b"), SETTINGS)
def test_a_document_weighed_as_any_text_scores_as_it_does_in_the_corpus(
    variant: Bm25Variant, k1: float, b: float
) -> None:
    # Two ways to one number: bm25s weighs the corpus, and the formula any text by the corpus' statistics.
    for index in (Bm25Index(DOCS, variant, k1, b), TfIdfIndex(DOCS, stop_words=True)):
        for query in QUERIES:
            found = [index.score_of(query, doc) for doc in DOCS]
            np.testing.assert_allclose(found, index.scores(query), rtol=0, atol=1e-12)


def test_a_text_that_is_weighed_changes_no_statistics_and_unheard_words_only_make_it_longer() -> None:
    docs = ["red mat", "red cat", "blue dog"]
    index = Bm25Index(docs, k1=1.0, b=1.0)
    # Mean length 2; the text has 4 words, so its one "mat" counts 1 / (1 + 4 / 2).
    assert index.score_of("mat", "mat unheard of words") == pytest.approx(log(1 + 2.5 / 1.5) / 3)
    assert index.score_of("unheard", "mat unheard of words") == 0.0


@pytest.mark.parametrize("empty", [TfIdfIndex(["", "!"]), Bm25Index(["", "!"]), Bm25Index([])])
def test_a_corpus_without_a_word_scores_every_text_zero(empty: LexicalIndex) -> None:
    assert empty.score_of("mat", "a mat") == 0.0
