"""The report: everything of the record is in it, and its two files say the same."""

from dataclasses import replace

import pytest

from embedlab.lessons.own_corpus.export_report import Chart, Grid, Picture, make_report
from embedlab.lessons.own_corpus.export_report_charts import chart_of, label_places
from embedlab.lessons.own_corpus.export_report_tables import query_rows, short_text
from embedlab.limits import REPORT_QUERIES, REPORT_SET_UPS
from embedlab.numbers_text import GAP
from embedlab.studies.corpus.findings import Findings, QueryFound
from embedlab.studies.corpus.wishes import Wishes
from tests.kit.made_findings import made_findings, made_set_up, unjudged


def grid(findings: Findings, name: str) -> Grid:
    found = [part for part in make_report(findings, Wishes()).parts if isinstance(part, Grid) and name in part.name]
    assert len(found) == 1
    return found[0]


def test_settings_versions_checksums_and_the_machine_are_all_in_it() -> None:
    findings = made_findings()
    told = str(make_report(findings, Wishes()).parts)
    for words in (*findings.settings.items(), *findings.versions.items()):
        assert str(words) in told
    for checksum in (findings.corpus.checksum, *(model.checksum for model in findings.models)):
        assert checksum in told
    assert findings.machine in told


def test_every_measure_of_every_set_up_is_in_the_table_and_the_recommended_has_a_star() -> None:
    rows = grid(made_findings(), "All measures").rows
    assert [row[0] for row in rows] == ["1", "2★", "3", "4"]
    assert {cell.replace(GAP, " ") for cell in rows[0][2:]} == {"0.500 (0.480 to 0.520)"}


def test_costs_and_who_is_on_the_front_by_hand() -> None:
    rows = grid(made_findings(), "What each").rows
    assert [cell.replace(GAP, " ") for cell in rows[0][1:]] == [
        "BM25", "1 ms", "2 ms", "200 bytes", "20 s", "0.03", "0 %", "time",
    ]  # fmt: skip
    # BM25 stores as little as the reranker and is worse; all four are on the front of time, each slower and better.
    assert [row[-1] for row in rows] == ["time", "time", "time", "time, bytes"]


def test_the_shares_of_the_columns_fill_the_width_and_no_row_is_ragged() -> None:
    for part in make_report(made_findings(), Wishes()).parts:
        if isinstance(part, Grid):
            assert sum(part.shares) == pytest.approx(1.0)
            assert {len(row) for row in (part.head, *part.rows)} == {len(part.shares)}


def test_the_queries_that_set_ups_differ_on_most_are_listed_first_and_no_more_than_the_limit() -> None:
    findings = made_findings()
    best, worst = [1.0] * 60, [1.0 - place / 100 for place in range(60)]
    pair = (made_set_up("bm25", 0.7, per_query=tuple(worst)), made_set_up("e5-small-v2", 1.0, per_query=tuple(best)))
    _, rows = query_rows(replace(findings, set_ups=pair), "e5-small-v2")
    assert len(rows) == REPORT_QUERIES
    assert rows[0] == ("q59", "query number 59", "1.000", "0.410")
    assert query_rows(replace(findings, set_ups=unjudged(pair)), None) == ((), ())


def test_more_set_ups_than_fit_are_named_and_not_shown() -> None:
    many = tuple(made_set_up(f"model-{number}", 0.5) for number in range(REPORT_SET_UPS + 2))
    report = make_report(made_findings(set_ups=many, against_best=(), against_bm25=()), Wishes())
    assert len(report.findings.set_ups) == REPORT_SET_UPS
    assert "left out: MODEL-40, MODEL-41." in str(report.parts[0])


def test_without_judgements_it_tells_costs_and_draws_no_quality() -> None:
    findings = made_findings(set_ups=unjudged(made_findings().set_ups), against_best=(), against_bm25=(), queries=())
    report = make_report(findings, Wishes())
    assert not [part for part in report.parts if isinstance(part, Chart)]
    assert "No query is judged" in str(report.parts)
    assert len(grid(findings, "What each").rows) == 4


@pytest.mark.parametrize("picture", ["quality", "time", "bytes"])
def test_a_chart_stays_in_its_frame_whatever_is_measured(picture: Picture) -> None:
    findings = made_findings()
    odd = made_set_up("x" * 80, 0.0, p50_seconds=0.0, bytes_per_document=0.0)
    for set_ups in (findings.set_ups, (odd,), (*findings.set_ups, odd)):
        drawing = chart_of(picture, replace(findings, set_ups=set_ups), "bm25")
        x, y, right, top = drawing.getBounds()
        assert -2 <= x <= right <= drawing.width + 2
        assert -8 <= y <= top <= drawing.height + 2


def test_numbers_of_marks_cover_neither_a_mark_nor_each_other() -> None:
    marks = [(100.0, 100.0), (106.0, 104.0), (112.0, 100.0), (300.0, 50.0)]
    places = label_places(marks)
    assert places[3] == (311.0, 54.0)  # alone: above, to the right
    for number, (x, y) in enumerate(places):
        for other_x, other_y in [*marks, *(place for n, place in enumerate(places) if n != number)]:
            assert abs(x - other_x) >= 5 or abs(y - other_y) >= 4


def test_a_long_text_is_cut_and_that_is_to_be_seen() -> None:
    assert short_text("a\n b  c") == "a b c"
    assert short_text("word " * 100, 12) == "word word w…"


def test_the_id_of_a_query_is_cut_as_well() -> None:
    findings = made_findings(queries=tuple(QueryFound("i" * 500, "t" * 5_000) for _ in range(60)))
    wide = (made_set_up("bm25", 0.7), made_set_up("e5-small-v2", 0.6))
    _, rows = query_rows(replace(findings, set_ups=wide), None)
    assert max(len(cell) for row in rows for cell in row) <= 240
