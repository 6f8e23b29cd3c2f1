"""Which set-up is best on the judged queries: measured on demand, with intervals, paired tests, and what each loses."""

from functools import partial
from html import escape

import streamlit as st

from embedlab.figures.differences import differences_with_intervals
from embedlab.lessons.own_corpus.export_runs import archive, qrels_text
from embedlab.lessons.own_corpus.found_quality import find_runs
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_quality import BEST, choose_against
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_quality import (
    BM25,
    TEST_HEAD,
    by_quality,
    difference_rows,
    highest,
    is_sure,
    most_lost,
    quality_rows,
    query_rows,
    score_text,
    test_rows,
    tests_against,
)
from embedlab.lessons.own_corpus.view_quality_pair import draw_pair, set_up_cell
from embedlab.lessons.own_corpus.view_quality_run import draw_measuring
from embedlab.numbers_text import GAP, between, counted, signed, whole
from embedlab.studies.corpus.findings import MAIN_METRIC, METRICS, Estimate, Findings
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.corpus.set_ups import short_name
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import Markup, table


def draw_quality(chosen: Chosen) -> None:
    """Draw the button that measures, and what was found: measures, differences, two set-ups, lost queries, files."""
    draw_measuring(chosen)
    findings = chosen.findings
    if findings is None or findings.best is None:
        return
    runs = find_runs(chosen)
    if said := changed_sentence(chosen, findings):
        note(said)
    _draw_metrics(findings)
    _draw_differences(findings)
    _draw_lost(findings)
    draw_pair(chosen, findings, runs)
    _draw_files(chosen, findings, runs)


def changed_sentence(chosen: Chosen, findings: Findings) -> str:
    """What has changed in a collection since it was measured; "" where nothing has."""
    if chosen.corpus is None:
        return ""
    judged = len(chosen.corpus.judged)
    if findings.corpus.judged != judged:
        return (
            f"Measured with {whole(findings.corpus.judged)} judged queries; the collection has {whole(judged)} by now. "
            "Measure again to include what has changed."
        )
    return ""


def _draw_metrics(findings: Findings) -> None:
    best = highest(findings)
    rows = [
        [set_up_cell(found), *(_estimate(found.metrics[name], bold=(row, name) in best) for name in METRICS)]
        for row, found in enumerate(by_quality(findings))
    ]
    subheading(f"Five measures, the mean over {counted_queries(len(findings.queries))}")
    table("Measures of each set-up", ["Set-up", *METRICS], rows, style="matrix")
    st.caption(
        "Each from 0 to 1, the best. Below it the 95\u00a0% interval: where the mean of other such queries may lie "
        "(bootstrap over the queries). Bold: the highest of a column. MAP counts the first 100 documents."
    )
    offer("Quality", lambda: quality_rows(findings))
    offer("Quality by query", lambda: query_rows(findings))


def _estimate(estimate: Estimate, *, bold: bool) -> Markup:
    """A mean, and below it its interval, each on a line of its own."""
    mean, reach = signed(estimate.mean), between((estimate.low, estimate.high)).replace(" ", GAP)
    return Markup(f"{f'<b>{mean}</b>' if bold else mean}<br><small>{reach}</small>")


def counted_queries(number: int) -> str:
    """A number of judged queries, with its noun."""
    return counted(number, "judged query") if number == 1 else f"{whole(number)} judged queries"


def _draw_differences(findings: Findings) -> None:
    if len(by_quality(findings)) < 2 or findings.best is None:
        return
    subheading("Which differences are more than luck?")
    against = choose_against(findings)
    tests = tests_against(findings, against)
    base = short_name(findings.best.set_up if against == BEST else BM25)
    names = [short_name(test.first) for test in tests]
    figure = differences_with_intervals(
        names,
        [test.difference for test in tests],
        [test.low for test in tests],
        [test.high for test in tests],
        [is_sure(test) for test in tests],
        name=MAIN_METRIC,
        against=base,
    )
    chart(figure, KEYS("differences"))
    with st.popover("All numbers", icon=":material/table:"):
        table(f"Each set-up against {base}", TEST_HEAD, test_rows(findings, tests), style="matrix")
    st.caption(
        "Query by query, since some queries are hard for all. Coloured and bold: more than luck, below 0.05 by a "
        f"randomisation test with Holm's correction for {counted(len(tests), 'comparison')}. Grey: open. The line is "
        "the 95\u00a0% interval of the paired bootstrap."
    )
    offer("Differences", lambda: difference_rows(findings))


def _draw_lost(findings: Findings) -> None:
    lost = most_lost(findings)
    if not lost:
        return
    subheading("What each set-up loses most")
    rows = [
        [
            set_up_cell(each.set_up),
            Markup(
                f"{escape(findings.queries[each.query].text)}<br><small>{score_text(each.own)}; "
                f"{escape(short_name(each.other.set_up))} has {score_text(each.best)}</small>"
            ),
        ]
        for each in lost
    ]
    head = ["Set-up", f"The query on which its {MAIN_METRIC} is furthest behind the best"]
    table("The query that each set-up loses most", head, rows, style="matrix", classes=("", "el-long"))


def _draw_files(chosen: Chosen, findings: Findings, runs: Runs | None) -> None:
    corpus = chosen.corpus
    if corpus is None:
        return
    subheading("For trec_eval and other tools")
    left, right = st.columns(2, gap="small")
    if runs is not None:
        left.download_button(
            "Runs, judgements, queries (ZIP)", partial(archive, corpus, findings, runs), "runs.zip", "application/zip",
            on_click="ignore", icon=":material/download:", key=KEYS("runs-file"), width="stretch",
        )  # fmt: skip
    right.download_button(
        "Judgements (qrels)", partial(_qrels, chosen), "qrels.txt", "text/plain",
        on_click="ignore", icon=":material/download:", key=KEYS("qrels-file"), width="stretch",
    )  # fmt: skip
    kept = "" if runs is None else f"A run has the first {whole(runs.depth)} documents of each query. "
    st.caption(
        f"The files of TREC. {kept}Scores are written so that they fall from rank to rank, since tools sort by them: "
        "of equal ones the first of the collection stands first."
    )


def _qrels(chosen: Chosen) -> bytes:
    return b"" if chosen.corpus is None else qrels_text(chosen.corpus).encode()
