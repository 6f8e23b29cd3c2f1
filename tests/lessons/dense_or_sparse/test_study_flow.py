"""The flow of a sparse score: products on both sides add up to it."""

import pytest

from embedlab.compute.parts import total
from embedlab.compute.sparse import sparse_dot_parts
from embedlab.lessons.dense_or_sparse.study import SparseView, Weighted, learned_views
from embedlab.lessons.dense_or_sparse.study_flow import WORDS, term_flow_of
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents


def view(weights: dict[str, tuple[float, str]]) -> SparseView:
    terms = tuple(
        Weighted(term, weight, word, place, word) for place, (term, (weight, word)) in enumerate(weights.items())
    )
    return SparseView(terms, 100, tuple(dict.fromkeys(word for _, word in weights.values())))


def test_a_flow_by_hand() -> None:
    query = view({"car": (2.0, "vehicle"), "tire": (1.0, "tire"), "bus": (5.0, "vehicle")})
    document = view({"tire": (4.0, "rubber"), "car": (0.5, "automobile")})
    flow = term_flow_of(query, document)
    assert flow.terms == ("tire", "car")
    assert flow.query_links == (("tire", "tire", 4.0), ("vehicle", "car", 1.0))
    assert flow.doc_links == (("tire", "rubber", 4.0), ("car", "automobile", 1.0))
    assert (flow.score, flow.query_words, flow.doc_words) == (5.0, ("vehicle", "tire"), ("rubber", "automobile"))


def test_nothing_shared_is_no_flow_and_zero() -> None:
    flow = term_flow_of(view({"a": (1.0, "a")}), view({"b": (1.0, "b")}))
    assert (flow.shared, flow.score, flow.query_words) == ((), 0, ("a",))


def test_a_text_of_many_words_keeps_the_sum_and_names_a_dozen() -> None:
    many = view({f"t{number}": (1.0 + number, f"w{number}") for number in range(40)})
    flow = term_flow_of(many, many)
    assert sum(link[2] for link in flow.query_links) == pytest.approx(flow.score)
    assert len({word for word, *_ in flow.query_links}) == WORDS + 1
    assert "w39" in flow.query_words
    assert "w0" not in flow.query_words


def test_both_sides_of_a_real_flow_add_up_to_the_score_of_the_ranker(runtime: Runtime) -> None:
    texts = ["vehicle tire", "Every automobile wheel needs new rubber.", "The vehicle must be registered."]
    query, *documents = learned_views(runtime, card("splade-tiny"), texts)
    ranked = rank_documents(runtime, "splade-tiny", texts[0], texts[1:])
    for number, document in enumerate(documents):
        flow = term_flow_of(query, document)
        weights = [{item.term: item.weight for item in side.terms} for side in (query, document)]
        assert flow.score == pytest.approx(total(sparse_dot_parts(*weights)), abs=1e-5)
        assert flow.score == pytest.approx(ranked.scores[number], abs=1e-5)
        for links in (flow.query_links, flow.doc_links):
            assert sum(link[2] for link in links) == pytest.approx(flow.score, abs=1e-5)
