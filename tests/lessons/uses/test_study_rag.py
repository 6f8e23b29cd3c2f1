"""From needs to one set-up: a table of cases, and every number out of what was measured."""

import re
from dataclasses import replace

import pytest

from embedlab.content.pages import load_page
from embedlab.lessons.uses.study_rag import Needs, advise, keeps
from embedlab.lessons.uses.view_rag import advice_html, link_html
from embedlab.studies.corpus.faq_measured import load_faq_measured
from tests.kit.made_findings import made_findings, made_set_up
from tests.kit.pages.screen import all_parts

FOUND = load_faq_measured()
assert FOUND is not None
FAQ = FOUND.widest.findings
MADE = made_findings()
"""BM25 0.50 at 200 bytes, E5 0.62 at 1,536, a mixture 0.63 at 1,736, a cross-encoder 0.64 that takes 0.5 s."""
CROSS = "bm25>ms-marco-minilm-l12-v2"


@pytest.mark.parametrize(
    ("needs", "set_up"),
    [
        (Needs(), CROSS),
        (Needs(most_seconds=0.05), "hybrid-rrf"),
        (Needs(most_seconds=0.05, most_bytes=1_600), "e5-small-v2"),
        (Needs(most_seconds=0.05, most_bytes=1_600, codes=True), "bm25"),
        (Needs(most_seconds=0.05, most_bytes=1_000), "bm25"),
        (Needs(most_bytes=1_000), CROSS),
        (Needs(codes=True, most_seconds=0.05), "hybrid-rrf"),
        (Needs(language="other", most_seconds=0.01), "bm25"),
        (Needs(most_seconds=0.001), "bm25"),
        (Needs(most_bytes=100), "bm25"),
    ],
)
def test_the_best_of_those_that_keep_what_is_needed_is_named(needs: Needs, set_up: str) -> None:
    assert advise(needs, MADE).set_up == set_up


@pytest.mark.parametrize(
    ("needs", "set_up"),
    [
        (Needs(), "e5-small-v2"),
        (Needs(codes=True), "hybrid-weighted"),
        (Needs(codes=True, most_bytes=2_000), "bm25"),
        (Needs(most_bytes=1_000), "bm25"),
        (Needs(most_bytes=1_000, most_seconds=15.0), "bm25>answerai-colbert-small-v1"),
        (Needs(language="other", most_seconds=15.0), "bm25"),
    ],
)
def test_on_what_ships_each_need_leads_where_it_should(needs: Needs, set_up: str) -> None:
    assert advise(needs, FAQ).set_up == set_up


def test_a_set_up_without_its_prefixes_is_a_warning_and_never_advised() -> None:
    bare = made_set_up("e5-small-v2+none", 0.9)
    assert advise(Needs(most_seconds=0.05), replace(MADE, set_ups=(*MADE.set_ups, bare))).set_up == "hybrid-rrf"
    (said,) = [each for each in advise(Needs(), FAQ).reasons if each.slug == "symmetric_or_asymmetric"]
    assert "it falls from 0.69 to 0.64" in said.sentence


def test_where_nothing_keeps_the_needs_that_is_a_doubt() -> None:
    advice = advise(Needs(most_bytes=100), MADE)
    assert not keeps(MADE.found("bm25"), Needs(most_bytes=100), MADE)
    assert "No set-up that was measured keeps all that you need; counting words needs least." in advice.doubts


def test_without_bm25_nothing_can_be_advised() -> None:
    with pytest.raises(ValueError, match="Without BM25"):
        advise(Needs(), replace(MADE, set_ups=MADE.set_ups[1:]))


EVERY = [
    Needs(language, length, codes, seconds, most, pairs, texts)
    for language in ("english", "other") for length in ("sentences", "pages") for codes in (False, True)
    for seconds in (0.05, 15.0) for most in (None, 1_000) for pairs in (False, True)
    for texts in ("thousands", "millions")
]  # fmt: skip


def test_every_number_is_one_that_was_measured() -> None:
    """Of the numbers with a point, each is a quality that the findings have."""
    known = {f"{found.quality.mean:.2f}" for found in FAQ.set_ups if found.quality is not None}
    for needs in EVERY:
        for reason in advise(needs, FAQ).reasons:
            said = re.sub(r"[\d.,]+\u00a0\w+", "", reason.sentence)  # times and bytes
            assert set(re.findall(r"\b0\.\d+", said)) <= known, reason.sentence


def test_every_reason_leads_to_a_page_and_a_part_that_exist() -> None:
    for needs in EVERY:
        for reason in advise(needs, FAQ).reasons:
            assert load_page(reason.slug)
            assert not reason.part or reason.part in all_parts(reason.slug)
            assert f'href="{reason.slug}' in link_html(reason)


def test_what_is_said_is_escaped() -> None:
    advice = advise(Needs(), MADE)
    html = advice_html(replace(advice, doubts=("<b>no</b>",)))
    assert "&lt;b&gt;no&lt;/b&gt;" in html
    assert html.count("<li>") == len(advice.reasons) + 1
