"""The part with the answer: what it says for which wishes, and that nothing typed is read as HTML."""

from dataclasses import replace

from streamlit.testing.v1 import AppTest

from embedlab.lessons.own_corpus.view_report import NOT_MEASURED, advice_html
from embedlab.studies.corpus.recommend import recommend
from embedlab.studies.corpus.wishes import Wishes
from tests.kit.made_findings import made_findings, made_set_up


def page(findings: object) -> None:
    from embedlab.lessons.own_corpus.study import Chosen
    from embedlab.lessons.own_corpus.view_report import draw_report
    from embedlab.studies.corpus.findings import Findings

    assert findings is None or isinstance(findings, Findings)
    draw_report(Chosen("faq", "FAQ", None, findings))


def answer(findings: object, **parameters: str) -> AppTest:
    app = AppTest.from_function(page, args=(findings,), default_timeout=30)
    for name, value in parameters.items():
        app.query_params[f"own_corpus-{name.replace('_', '-')}"] = value
    app.run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def test_before_a_measurement_there_is_nothing_to_recommend() -> None:
    app = answer(None)
    assert NOT_MEASURED in told(app)
    assert not app.get("download_button")


def test_one_set_up_is_recommended_with_reasons_costs_and_doubts_and_two_files_are_offered() -> None:
    app = answer(made_findings())
    for words in ("Use E5-SMALL-V2.", "<strong>Why<", "<strong>What it costs<", "<strong>What speaks against it<"):
        assert words in told(app)
    assert [each.proto.label for each in app.get("download_button")] == ["Report as HTML", "Report as PDF"]


def test_a_wish_in_the_address_changes_the_answer_and_one_that_is_no_option_is_no_wish() -> None:
    assert "Use HYBRID-RRF." in told(answer(made_findings(), codes="true"))
    assert "is left out: it needs" in told(answer(made_findings(), most_ms="100 ms"))
    assert "Use E5-SMALL-V2." in told(answer(made_findings(), most_ms="soon", price="inf", languages="Klingon"))


def test_a_wish_that_is_set_leaves_out_what_does_not_keep_it() -> None:
    app = answer(made_findings())
    app.selectbox(key="own_corpus-most-ms").set_value(5).run()
    assert "Use BM25." in told(app)


def test_a_name_is_shown_and_not_read_as_html() -> None:
    findings = made_findings(set_ups=(made_set_up("bm25", 0.5, name="<b>x</b>"),), against_best=(), against_bm25=())
    written = advice_html(recommend(replace(findings, machine="<i>"), Wishes()))
    assert "&lt;i&gt;" in written
    assert "<i>" not in written
