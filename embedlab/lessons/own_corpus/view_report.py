"""The answer: one set-up with its reasons, costs and doubts, and the report as a file."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from embedlab.content.export_texts import file_name
from embedlab.lessons.own_corpus.export_report import make_report
from embedlab.lessons.own_corpus.export_report_html import html_report
from embedlab.lessons.own_corpus.export_report_pdf import pdf_report
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_report import choose_wishes
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.studies.corpus.findings import Findings
from embedlab.studies.corpus.recommend import Recommendation, recommend
from embedlab.studies.corpus.wishes import Wishes
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note

NOT_MEASURED = (
    "Nothing was measured on this collection yet, so there is nothing to recommend. Measure it above: what each set-up "
    "costs is known then, and with judged queries also which is best."
)


def draw_report(chosen: Chosen) -> None:
    """Draw the engineer's wishes, the recommendation for them, and the two files."""
    if chosen.findings is None:
        note(NOT_MEASURED)
        return
    wishes = choose_wishes()
    advice = recommend(chosen.findings, wishes)
    finding(advice.headline)
    st.html(advice_html(advice))
    _draw_downloads(chosen.findings, wishes)


def advice_html(advice: Recommendation) -> str:
    """Return reasons, costs and doubts as lists under their names; every sentence is escaped."""
    doubts = [doubt.sentence for doubt in advice.doubts]
    lists = (("Why", advice.reasons), ("What it costs", advice.costs), ("What speaks against it", doubts))
    return "".join(_list_html(name, sentences) for name, sentences in lists if sentences)


def _list_html(name: str, sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<p><strong>{escape(name)}</strong></p><ul>{items}</ul>"


def _draw_downloads(findings: Findings, wishes: Wishes) -> None:
    name = file_name(f"report {findings.corpus.name}")
    with st.container(horizontal=True, gap="small"):
        # Made when it is pressed: a report of many queries takes half a second.
        st.download_button(
            "Report as HTML", partial(_html, findings, wishes), f"{name}.html", "text/html",
            on_click="ignore", icon=":material/file_save:", key=KEYS("report-html"),
        )  # fmt: skip
        st.download_button(
            "Report as PDF", partial(_pdf, findings, wishes), f"{name}.pdf", "application/pdf",
            on_click="ignore", icon=":material/picture_as_pdf:", key=KEYS("report-pdf"),
        )  # fmt: skip
    st.caption("Every figure, setting, version and checksum; the HTML is one file that needs nothing else.")


def _html(findings: Findings, wishes: Wishes) -> bytes:
    return html_report(make_report(findings, wishes))


def _pdf(findings: Findings, wishes: Wishes) -> bytes:
    return pdf_report(make_report(findings, wishes))
