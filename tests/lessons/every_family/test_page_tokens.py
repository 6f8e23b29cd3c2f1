"""The parts that take scores apart, on the page: both scores, all families, one ranker in both ways, and bad input."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.every_family.examples import DEFAULT, RANKERS, short_name
from embedlab.lessons.every_family.view_token_sentences import CITED
from embedlab.studies.remembered import RESULTS
from embedlab.studies.searches import name_of
from tests.kit.pages.screen import alive, bodies, findings, lesson_page, markdown, notes, problems

SLUG = "every_family"
QUERY, DOCUMENTS, RANKERS_KEY = f"{SLUG}-query-0", f"{SLUG}-documents-0", f"{SLUG}-rankers"


def tokens(**parameters: str) -> AppTest:
    return lesson_page(SLUG, parts=("tokens",), **parameters)


def told(app: AppTest) -> list[str]:
    """What stands under the name of each ranker."""
    return re.findall(r'<div class="el-told"><p>.*?<small>(.*?)</small>', bodies(app))


def test_two_scores_of_the_text_add_up_beside_each_other() -> None:
    app = lesson_page(SLUG, parts=("scores",))
    sums = re.findall(r'el-identity">(.*?)</p>', bodies(app))
    assert len(sums) == 2
    assert all(each.startswith("the parts add up: ") for each in sums)
    headings = re.findall(r'el-sub">Text (\d+) by (.*?): rank (\d+) of 12<', bodies(app))
    # The one that ranks the answer highest, and the one that ranks it lowest.
    assert headings == [("10", "E5 small v2", "1"), ("10", name_of("mlm-embedlab+mean"), "12")]


def test_a_score_in_one_piece_says_where_its_words_are_weighed() -> None:
    app = lesson_page(SLUG, parts=("scores",), score1=name_of("ms-marco-minilm-l12-v2"))
    assert any("does not split into parts" in each.value for each in app.caption)
    assert any("Which tokens made this score?" in each.value for each in app.caption)


def test_every_family_has_a_line_with_its_words_marked() -> None:
    app = tokens()
    body = bodies(app)
    lines = body.split('<div class="el-told">')[1:]
    assert [re.search("<b>(.*?)</b>", line)[1] for line in lines] == [short_name(ranker) for ranker in DEFAULT]  # type: ignore[index]
    assert all(line.count("<mark") >= 1 for line in lines)
    assert any(CITED in each.value for each in app.caption)
    assert [each for each in findings(app) if each.startswith("Of the ")] != []


def test_parts_of_all_families_and_who_has_none() -> None:
    app = tokens(way="Parts that add up")
    lines = bodies(app).split('<div class="el-told">')[1:]
    by_name = dict(zip(DEFAULT, lines, strict=True))
    assert "rankings, not words" in by_name["hybrid-rrf"]
    assert "reads query and text together" in by_name["ms-marco-minilm-l12-v2"]
    assert all("<mark" in by_name[ranker] for ranker in DEFAULT[:7])


@pytest.mark.parametrize("ranker", ["bm25", "e5-small-v2", "hybrid-rrf", "ms-marco-minilm-l12-v2"])
def test_one_ranker_in_both_ways(ranker: str) -> None:
    app = tokens(marked=name_of(ranker))
    body = bodies(app)
    assert "The score less the score without the word" in body
    assert re.search(r"sum; the score is ", body)
    assert any(CITED in each.value for each in app.caption)
    assert [each for each in findings(app) if each.startswith("Without “")] != []
    assert ("correlate by" in markdown(app)) == (ranker in ("bm25", "e5-small-v2"))
    app.segmented_control(key=f"{SLUG}-side").set_value("Words of the query")
    assert "Words of the query and what each does" in bodies(alive(app.run()))


def test_nothing_is_left_out_before_the_part_is_opened() -> None:
    RESULTS.clear()
    lesson_page(SLUG, parts=())
    assert not any("live_occlusion" in map(str, key) for key in RESULTS._kept)
    tokens()
    assert any("live_occlusion" in map(str, key) for key in RESULTS._kept)


@pytest.mark.parametrize(
    ("query", "document", "alone"),
    [
        ("tire", "tire", 2), ("שלום", "שָׁלוֹם עולם", 1), ("👩‍👩‍👧‍👦", "👍🏽 !!", 0),
        ("<b>x</b>", "<script>alert(1)</script> $x$", 0),
        ("cafe\u0301", "caf\u00e9 & *bold* :smile:", 1), ("\u202eabc", "abc\u200bdef", 2),
        ("word " * 90, "word " * 700, 0),
    ],
)  # fmt: skip
def test_hostile_input_has_an_answer(query: str, document: str, alone: int) -> None:
    app = tokens()
    app.text_area(key=DOCUMENTS).set_value(f"{document}\nanother text about a tire")
    app.text_input(key=QUERY).set_value(query.strip())
    app.multiselect(key=RANKERS_KEY).set_value(["bm25", "glove-6b-50d", "all-minilm-l6-v2", "hybrid-rrf", "bm42"])
    alive(app.run(timeout=120))
    assert problems(app) == []
    assert len(told(app)) == 5
    assert "<script>alert" not in bodies(app)
    # Once for each side, though every ranker asks: of these, words alone have nothing else beside them to be seen.
    assert sum("Without its only word" in each for each in notes(app)) == alone
    assert sum("are left out one at a time" in each for each in notes(app)) == (2 if len(query) > 100 else 0)


def test_what_is_marked_can_be_taken_away() -> None:
    app = lesson_page(SLUG, parts=("tokens", "scores"))
    offered = app.session_state["el-offered"]
    rows = offered[f"{SLUG}-open-tokens"]["Words by family, occlusion"]()
    assert {row["ranker"] for row in rows} == {name_of(ranker) for ranker in DEFAULT}
    assert set(rows[0]) == {"ranker", "text", "side", "word", "start", "end", "score_minus_score_without"}
    app = tokens(marked=name_of("e5-small-v2"))
    rows = app.session_state["el-offered"][f"{SLUG}-open-tokens"]["Words by E5 small v2"]()
    text = [row for row in rows if row["side"] == "text"]
    assert sum(row["part"] for row in text) == pytest.approx(0.901, abs=1e-3)


def test_every_ranker_can_be_chosen_alone() -> None:
    app = tokens()
    app.multiselect(key=RANKERS_KEY).set_value(list(RANKERS))
    alive(app.run(timeout=120))
    assert len(told(app)) == len(RANKERS)
