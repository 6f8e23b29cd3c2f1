"""The two files of the report: whole in themselves, safe whatever a visitor typed, the same for the same record."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest
from pypdf import PdfReader

from embedlab.lessons.own_corpus.export_report import Report, make_report
from embedlab.lessons.own_corpus.export_report_fonts import MISSING, is_shown, runs_of
from embedlab.lessons.own_corpus.export_report_html import html_report
from embedlab.lessons.own_corpus.export_report_pdf import pdf_report, texts_of
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.corpus.findings import QueryFound
from embedlab.studies.corpus.wishes import Wishes
from tests.kit.made_findings import CORPUS, made_findings

ODD = (
    "<script>alert(1)</script>", "<b>bold & broken", "<para><font color=red>", "&lt; & &amp;", "a\x00b\x1f\ufffe",
    "\ud800 half a pair", "Как вернуть заказ?", "注文を返品", "שלום", "🙂" * 50,
    "ﬁ\u202e rtl \u200b", "{{x}} $y$ `z` %s",
    "Łódź −µ≥→", "x" * 5_000, "",
)  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    findings = made_findings()
    rng = np.random.default_rng(0)
    set_ups = tuple(replace(found, per_query=tuple(rng.random(60).tolist())) for found in findings.set_ups)
    queries = tuple(QueryFound(f"q{place}", ODD[place % len(ODD)]) for place in range(60))
    corpus = replace(CORPUS, name=ODD[0] + " & more")
    return make_report(replace(findings, set_ups=set_ups, queries=queries, corpus=corpus), Wishes(most_seconds=0.1))


class Seen(HTMLParser):
    """Tags, their attributes, and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, list[str]] = {}
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(report: Report) -> Seen:
    parser = Seen()
    parser.feed(html_report(report).decode("utf-8"))
    return parser


def test_the_html_has_no_script_and_no_outside_address(report: Report) -> None:
    page = seen(report)
    assert set(page.tags) & {"script", "link", "img", "iframe", "b", "font", "para"} == set()
    assert set(page.attributes) & {"src", "href", "onload", "onclick"} == set()
    written = html_report(report).decode("utf-8")
    assert re.findall(r"https?:|url\(|@import|//[a-z]", written) == []


def test_the_html_says_every_text_of_the_report(report: Report) -> None:
    page = " ".join(seen(report).text.split())
    missing = [
        text
        for text in texts_of(report)
        if " ".join(text.replace("\ud800", "?").replace("\x00", "\ufffd").split()) not in page
    ]
    assert [text for text in missing if "\ufffe" not in text] == []


def test_charts_follow_the_theme_and_keep_the_colours_of_their_families(report: Report) -> None:
    written = html_report(report).decode("utf-8")
    svgs = re.findall(r"<svg.*?</svg>", written, flags=re.DOTALL)
    assert len(svgs) == 3
    for svg in svgs:
        assert "currentColor" in svg
        assert "var(--line)" in svg
        assert "rgb(" not in svg
        assert FAMILY_COLOURS["dense"] in svg
        assert re.search(r'role="img" aria-label="nDCG@10[^"]{20,}"', svg)
    assert "prefers-color-scheme: dark" in written
    assert "@media print" in written


def test_the_pdf_says_what_the_html_says_and_marks_what_it_cannot_show(report: Report) -> None:
    told = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf_report(report))).pages)
    squeezed = re.sub(r"\s", "", told)
    for text in (
        "Use ",
        "<script>alert(1)</script>",
        "<b>bold & broken",
        "Как вернуть заказ?",
        "Łódź −µ≥→",
        "{{x}} $y$ `z` %s",
    ):
        assert re.sub(r"\s", "", text) in squeezed
    assert "注" not in told
    assert MISSING in told
    assert "characters that the typefaces of this file cannot show" in " ".join(told.split())


def test_the_same_record_gives_the_same_bytes(report: Report) -> None:
    assert pdf_report(report) == pdf_report(report)
    assert html_report(report) == html_report(report)


def test_the_pdf_carries_its_typefaces_and_its_title(report: Report) -> None:
    reader = PdfReader(BytesIO(pdf_report(report)))
    assert reader.metadata is not None
    assert reader.metadata.title == report.title
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert {re.sub(r"^/[A-Z]{6}\+", "", name) for name in fonts if "+" in name} >= {
        "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold", "DejaVuSans",
    }  # fmt: skip


@pytest.mark.parametrize(("text", "runs"), [
    ("plain", [("EmbedLab", "plain")]),
    ("a ≥ b", [("EmbedLab", "a "), ("EmbedLab-Other", "≥"), ("EmbedLab", " b")]),
    ("日本 x", [("EmbedLab-Other", MISSING), ("EmbedLab", " x")]),
    ("", []),
])  # fmt: skip
def test_a_text_is_cut_into_runs_of_what_can_show_it(text: str, runs: list[tuple[str, str]]) -> None:
    assert list(runs_of(text)) == runs
    assert is_shown(text) == (MISSING not in "".join(run for _, run in runs))
