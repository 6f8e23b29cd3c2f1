"""What lesson 8 ships of the FAQ collection: what the live models give, measured as trec_eval measures it."""

import numpy as np
import pytest

from embedlab.content.shipped_collections import gather_faq
from embedlab.lessons.own_corpus.shipped import load_faq_findings
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.faq_measured import FaqMeasured, Measured, load_faq_measured
from embedlab.studies.corpus.findings import MAIN_METRIC, METRICS
from embedlab.studies.corpus.index_folder import key_of
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.rank import rank_documents
from embedlab.studies.rank.by_terms import bm25_index
from embedlab.studies.shipped_store import load_shipped

ASKED = (3, 50)
"""Places of the questions that are computed again."""


@pytest.fixture(scope="module")
def measured() -> FaqMeasured:
    found = load_faq_measured()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def runs() -> Runs:
    found = load_shipped("own_corpus", "runs-faq", Runs)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return gather_faq().texts()


def parts(found: FaqMeasured) -> list[Measured]:
    return [part for part in (found.every, found.sample) if part is not None]


def answers() -> dict[str, int]:
    """The number of the text that answers each question, by the question's id."""
    gathered = gather_faq()
    assert gathered.judgements is not None
    numbers = {id: number for number, id in enumerate(gathered.documents["_id"].to_pylist())}
    return {row["query"]: numbers[row["document"]] for row in gathered.judgements.to_pylist()}


def test_the_texts_are_those_that_were_measured(measured: FaqMeasured, texts: list[str]) -> None:
    assert {part.findings.corpus.checksum for part in parts(measured)} == {key_of(texts)}
    assert load_faq_findings(key_of(texts)) is measured.widest.findings
    assert load_faq_findings("another") is None


def test_all_questions_are_asked_or_a_random_part_of_them(measured: FaqMeasured) -> None:
    assert len(measured.every.findings.queries) == len(answers())
    for part in parts(measured):
        assert part.ranks.shape == (len(part.findings.set_ups), len(part.findings.queries))


def test_every_measure_follows_from_the_rank_of_the_one_answer(measured: FaqMeasured) -> None:
    for part in parts(measured):
        for found, ranks in zip(part.findings.set_ups, part.ranks.astype(float), strict=True):
            there, inverse = ranks > 0, np.where(ranks > 0, 1 / np.maximum(ranks, 1), 0.0)
            ten = there & (ranks <= 10)
            wanted = {
                "nDCG@10": np.where(ten, 1 / np.log2(ranks + 1 + ~ten), 0.0),
                "MRR@10": np.where(ten, inverse, 0.0),
                "recall@10": ten.astype(float),
                "recall@100": there.astype(float),
                "MAP": inverse,
            }
            assert wanted.keys() == set(METRICS)
            assert found.per_query == pytest.approx(wanted[MAIN_METRIC], abs=1e-6)
            for name, values in wanted.items():
                assert found.metrics[name].mean == pytest.approx(values.mean(), abs=1e-6)
                assert found.metrics[name].low <= found.metrics[name].mean <= found.metrics[name].high


def test_trec_eval_measures_the_shipped_runs_alike(measured: FaqMeasured, runs: Runs) -> None:
    import pytrec_eval

    right, findings = answers(), measured.widest.findings
    judged = {id: {str(right[id]): 1} for id in runs.queries}
    # trec_eval's own reciprocal rank has no end, so it is given ten documents alone.
    for set_up in runs.set_ups:
        documents, scores = runs.first(10).of(set_up)
        run = {
            id: {str(d): float(s) for d, s in zip(documents[q], scores[q], strict=True) if d >= 0}
            for q, id in enumerate(runs.queries)
        }
        told = pytrec_eval.RelevanceEvaluator(judged, {"ndcg_cut.10", "recip_rank", "recall.10"}).evaluate(run)
        means = {
            name: np.mean([told.get(id, {}).get(theirs, 0.0) for id in runs.queries])
            for name, theirs in (("nDCG@10", "ndcg_cut_10"), ("MRR@10", "recip_rank"), ("recall@10", "recall_10"))
        }
        found = findings.found(set_up)
        assert means == {name: pytest.approx(found.metrics[name].mean, abs=1e-6) for name in means}
        each = [told.get(id, {}).get("ndcg_cut_10", 0.0) for id in runs.queries]
        assert found.per_query == pytest.approx(each, abs=1e-6)


def test_bm25_finds_what_ships(runs: Runs, texts: list[str]) -> None:
    index, questions = bm25_index(tuple(texts), "lucene", 1.5, 0.75, False), queries(runs)
    documents, scores = runs.of("bm25")
    for q in ASKED:
        live = index.scores(questions[q])
        assert live[documents[q]] == pytest.approx(scores[q], abs=1e-4)
        assert (live > scores[q].min() + 1e-4).sum() <= documents.shape[1]


@pytest.mark.parametrize("model", ["all-minilm-l6-v2", "e5-small-v2", "e5-small-v2+none", "glove-6b-50d"])
def test_vectors_score_what_ships_as_it_ships(runtime: Runtime, runs: Runs, texts: list[str], model: str) -> None:
    reading, questions = Reading.parse(model), queries(runs)
    documents, scores = runs.of(model)
    for q in ASKED:
        one = reading.dense(runtime, [questions[q]], "query")[0]
        live = reading.dense(runtime, [texts[d] for d in documents[q]], "document") @ one
        assert live == pytest.approx(scores[q], abs=2e-5)


@pytest.mark.parametrize("model", ["splade-tiny", "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2"])
def test_terms_tokens_and_pairs_score_what_ships_as_it_ships(
    runtime: Runtime, runs: Runs, texts: list[str], model: str
) -> None:
    set_up = model if model == "splade-tiny" else f"bm25>{model}"
    questions, (documents, scores) = queries(runs), runs.of(set_up)
    for q in ASKED:
        few = documents[q][:5]
        live = rank_documents(runtime, model, questions[q], [texts[d] for d in few]).scores
        assert live == pytest.approx(scores[q][:5], abs=1e-3)


def queries(runs: Runs) -> list[str]:
    gathered = gather_faq()
    assert gathered.queries is not None
    asked = dict(zip(gathered.queries["_id"].to_pylist(), gathered.queries["_text"].to_pylist(), strict=True))
    return [asked[id] for id in runs.queries]
