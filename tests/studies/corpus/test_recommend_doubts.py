"""Every doubt stands where its number gives reason for it, and only there."""

from dataclasses import replace
from typing import Any

import pytest

from embedlab.numbers_text import GAP
from embedlab.studies.corpus.findings import Findings
from embedlab.studies.corpus.recommend import recommend
from embedlab.studies.corpus.recommend_doubts import doubts_of
from embedlab.studies.corpus.wishes import Wishes
from tests.kit.made_findings import CORPUS, made_findings, made_set_up, unjudged, with_mean


def of(kind: str, findings: Findings, wishes: Wishes | None = None, chosen: str = "e5-small-v2") -> str:
    """The sentence of a kind of doubt, or ""."""
    found = doubts_of(findings, wishes or Wishes(), findings.found(chosen))
    return " ".join(doubt.sentence for doubt in found if doubt.kind == kind).replace(GAP, " ")


def corpus(**changed: Any) -> Findings:
    return made_findings(corpus=replace(CORPUS, **changed))


def asked(count: int) -> Findings:
    return made_findings(queries=made_findings().queries[:count])


@pytest.mark.parametrize(("judged", "said"), [(49, True), (50, False)])
def test_fewer_than_fifty_judged_queries_are_few(judged: int, said: bool) -> None:
    assert (of("few queries", asked(judged)) != "") == said


def test_few_queries_say_which_difference_they_cannot_show() -> None:
    assert of("few queries", asked(1)) == (
        "Only 1 query with judgements; even 50 are few. Differences below about 0.02 cannot be told from luck."
    )


def test_a_pool_of_few_systems_is_named_and_a_wide_one_only_where_the_chosen_is_outside() -> None:
    assert "Only results of bm25 were judged." in of("pool", corpus(pooled_from=("bm25",)))
    assert of("pool", corpus(pooled_from=("bm25", "e5-small-v2", "splade-tiny"))) == ""
    assert "Results of E5-SMALL-V2 were not among" in of("pool", corpus(pooled_from=("bm25", "a", "b")))
    assert of("pool", corpus(pooled_from=())) == ""


def test_one_language_is_said_and_one_that_nobody_measured_by_its_name() -> None:
    assert of("one language", made_findings()) == ""
    assert "All judged queries are in English;" in of("one language", corpus(query_languages=("English",)))
    assert "asked in French, and no judged query is in it" in of(
        "one language", made_findings(), Wishes(languages=("French",))
    )
    assert of("one language", made_findings(), Wishes(languages=("German",))) == ""


def test_a_language_that_the_model_was_not_trained_to_read_is_named() -> None:
    assert "E5-small-v2 was trained to read English; queries or documents are also in German." in of(
        "foreign", made_findings()
    )
    english = corpus(languages=("English",), query_languages=("English",))
    assert of("foreign", english) == ""
    assert of("foreign", made_findings(), chosen="bm25") == ""  # a formula reads words of any language


@pytest.mark.parametrize(
    ("cut", "said"), [(0.12, "E5-SMALL-V2 does not read 12 % of the texts to their end"), (0.04, "")]
)
def test_texts_that_are_cut_are_said_from_one_in_twenty_on(cut: float, said: str) -> None:
    found = of("cut", made_findings(set_ups=(made_set_up("e5-small-v2", 0.6, cut=cut),)))
    assert found.startswith(said)
    assert bool(found) == bool(said)


@pytest.mark.parametrize(("share", "said"), [(0.03, "3 % of the documents repeat another."), (0.009, "")])
def test_duplicates_are_said_from_one_in_a_hundred_on(share: float, said: str) -> None:
    found = of("duplicates", corpus(duplicates=share))
    assert found.startswith(said)
    assert bool(found) == bool(said)


@pytest.mark.parametrize(("means", "kind", "said"), [
    ((0.96, 0.99), "near 1", "Every set-up reaches nDCG@10 0.96 or more."), ((0.90, 0.99), "near 1", ""),
    ((0.01, 0.04), "near 0", "No set-up reaches more than nDCG@10 0.04."), ((0.01, 0.06), "near 0", ""),
])  # fmt: skip
def test_what_is_too_good_or_too_bad_to_be_true_is_said(means: tuple[float, float], kind: str, said: str) -> None:
    set_ups = tuple(
        with_mean(made_set_up(name, 0.5), mean) for name, mean in zip(("bm25", "e5-small-v2"), means, strict=True)
    )
    found = of(kind, made_findings(set_ups=set_ups))
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_codes_are_a_doubt_where_nothing_looks_for_words() -> None:
    assert "E5-SMALL-V2 does not look for the very words" in of("codes", made_findings(), Wishes(exact_codes=True))
    assert of("codes", made_findings(), Wishes(exact_codes=True), "hybrid-rrf") == ""
    assert of("codes", made_findings()) == ""


def test_the_best_of_many_was_chosen_on_what_measured_it_and_the_best_of_one_is_alone() -> None:
    assert "The best of 4 set-ups was chosen on the queries that measured it" in of("chosen", made_findings())
    single = made_findings(set_ups=(made_set_up("e5-small-v2", 0.6),))
    assert of("chosen", single) == ""
    assert "Only one set-up was measured" in of("alone", single)


def test_without_judgements_only_the_texts_are_doubted() -> None:
    findings = corpus(duplicates=0.5, judged=0, pooled_from=("bm25",))
    found = recommend(replace(findings, set_ups=unjudged(findings.set_ups)), Wishes())
    assert [doubt.kind for doubt in found.doubts] == ["duplicates"]
