"""What ships with lesson 4 is what the live models give; its rankings are checked with those of other lessons."""

from embedlab.compute.ranking import rank
from embedlab.content.faq import load_faq
from embedlab.lessons.dense_or_sparse.examples import DENSE, SPARSE
from embedlab.lessons.dense_or_sparse.shipped import compute_vectors, load_faq_indexes, load_faq_marks, load_vectors
from embedlab.lessons.dense_or_sparse.study_faq import E5
from embedlab.lessons.dense_or_sparse.study_faq_vectors import (
    bm42_idf,
    bm42_query,
    dense_scores,
    learned,
    make_indexes,
)
from embedlab.models.runtime import Runtime
from embedlab.studies.rank.by_terms import bm25_index, tf_idf_index
from tests.kit.drift import drift

SAMPLE = (3, 150, 320, 470, 560)
"""Questions of all three FAQs."""


def test_shipped_vectors_are_what_the_models_give(runtime: Runtime) -> None:
    shipped, live = load_vectors(), compute_vectors(runtime).shown
    assert set(shipped) == set(live)
    for text, shown in live.items():
        held, new = shipped[text].sparse, shown.sparse
        assert not drift(shipped[text].dense, shown.dense, {"": 2e-3})
        assert (held.vocabulary, held.words, new.cut_at) == (new.vocabulary, new.words, None)
        # A term just above 0 may be missing on another processor, and win at another of two places that are as good.
        old, new = ({item.term: item for item in side.terms} for side in (held, new))
        for term in old.keys() | new.keys():
            assert abs((old[term].weight if term in old else 0) - (new[term].weight if term in new else 0)) < 5e-3
        for term in old.keys() & new.keys():
            assert (old[term].word, old[term].token) == (new[term].word, new[term].token) or old[term].weight < 0.2


def test_the_shipped_indexes_are_what_the_models_give_for_a_sample_of_the_answers(runtime: Runtime) -> None:
    faq, shipped = load_faq(), load_faq_indexes()
    assert shipped is not None
    assert shipped.splade.documents == shipped.bm42.documents == len(faq.texts)
    live = make_indexes(runtime, [faq.texts[number] for number in SAMPLE])
    for name, near in (("splade", 2e-2), ("bm42", 2e-3)):
        held, new = getattr(shipped, name), getattr(live, name)
        for place, number in enumerate(SAMPLE):
            old, now = held.vector(number), new.vector(place)
            assert max(abs(old.get(term, 0) - now.get(term, 0)) for term in old.keys() | now.keys()) < near


def test_the_shipped_marks_are_those_of_the_live_rankers_for_a_sample_of_the_questions(runtime: Runtime) -> None:
    """Of each sampled question: the answer, and what every ranker put first, are scored again by the live models."""
    faq, shipped, indexes = load_faq(), load_faq_marks(), load_faq_indexes()
    assert shipped is not None
    assert indexes is not None
    questions = [faq.questions[number] for number in SAMPLE]
    # Word counting and the indexes are cheap enough to be ranked again in full.
    idf, texts = bm42_idf(faq.texts), faq.texts
    counted = {"tf-idf": tf_idf_index(texts, False), "bm25": bm25_index(texts, "lucene", 1.5, 0.75, False)}
    scores = {name: [index.scores(question) for question in questions] for name, index in counted.items()}
    scores["bm42"] = [indexes.bm42.scores(bm42_query(question, idf)) for question in questions]
    scores[SPARSE] = [indexes.splade.scores(terms) for terms in learned(runtime, questions)]
    for name, rows in scores.items():
        for number, row in zip(SAMPLE, rows, strict=True):
            ranking = rank(row)
            assert abs(int(ranking.ranks[number]) - int(shipped.ways[name].rank[number])) <= 1
            assert row[shipped.ways[name].first[number]] >= row.max() - 1e-2 * abs(row.max())
    for model in (DENSE, E5):
        for number in SAMPLE:
            first = int(shipped.ways[model].first[number])
            answer, best = dense_scores(runtime, model, [faq.questions[number]], [texts[number], texts[first]])[0]
            assert (answer >= best - 2e-3) == (shipped.ways[model].rank[number] == 1)
