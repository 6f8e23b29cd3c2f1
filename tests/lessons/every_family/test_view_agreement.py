"""The part on agreement as a visitor sees it: matrix, sentences with their numbers, and two rankers looked at."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.compute.rank_agreement import kendall_tau_b
from embedlab.lessons.every_family import study_agreement, view_agreement
from embedlab.lessons.every_family.examples import DEFAULT, short_name
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.shipped import board_texts
from embedlab.lessons.every_family.study_agreement import agreement_of, on_board, on_one_query
from embedlab.lessons.every_family.view_agreement_words import (
    agreement_rows,
    agreement_sentence,
    both_rows,
    measure_sentence,
    missing_sentence,
    pair_rows,
    pair_sentence,
    question_rows,
    silent_sentence,
    sure_sentence,
)
from embedlab.numbers_text import signed
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson_page, notes

CHART = KEYS("agreement")
THREE = ("bm25", "splade-tiny", "e5-small-v2")
EACH = np.array([[0.6, 0.1, 0.25], [0.5, 0.05, 0.35], [0.55, 0.15, 0.3]])
MANY = agreement_of(THREE, 60, EACH, "tau")
ONE = on_one_query(THREE, np.array([[1, 2, 3, 4], [1, 2, 4, 3], [4, 3, 2, 1]]), "tau")


def part(**parameters: str) -> AppTest:
    return lesson_page("every_family", parts=("agreement",), **parameters)


def test_the_sixty_questions_are_shown_first_with_all_rankers_in_the_order_of_the_tree() -> None:
    found = on_board("tau")
    assert found is not None
    app = part()
    cells = figures(app)[CHART]["data"][0]
    assert np.array(cells["z"]).shape == (len(found.rankers), len(found.rankers))
    first, second = found.tree.order[:2]
    assert cells["z"][0][1] == pytest.approx(found.values[first, second], abs=1e-4)
    assert (cells["zmin"], cells["zmax"]) == (-1, 1)
    assert f"{len(found.rankers)} rankers" in alternatives(app)[CHART]


def test_the_finding_names_both_ends_with_intervals_and_those_of_this_query() -> None:
    found = on_board("tau")
    assert found is not None
    app = part()
    assert agreement_sentence(found, None) in findings(app)[-2]
    assert " On this query it is " in findings(app)[-2]


def test_this_query_has_the_rankers_that_were_chosen() -> None:
    app = part(agree_on="This query", agree_by="Rank-biased overlap")
    cells = figures(app)[CHART]["data"][0]
    assert len(cells["z"]) == len(DEFAULT)
    assert (cells["zmin"], cells["zmax"]) == (0, 1)
    assert findings(app)[-2].startswith("On this query, of rankers of two families ")


def test_two_rankers_in_the_address_are_looked_at_and_a_list_changes_them() -> None:
    app = part(agree_one="e5-small-v2", agree_other="bm25", agree_on="This query")
    assert findings(app)[-1].startswith("E5 and BM25 order the 12 texts ")
    assert figures(app)[CHART]["layout"]["shapes"]
    app.selectbox(key="el-every_family-agree-one").set_value("glove-6b-50d")
    assert findings(alive(app.run()))[-1].startswith("GloVe and BM25 order ")
    app.selectbox(key="el-every_family-agree-one").set_value("bm25")
    assert findings(alive(app.run()))[-1].startswith("BM25 and GloVe order "), "the same twice is the two turned around"


@pytest.mark.parametrize("pair", [("nobody", "bm25"), ("bm25", "bm25"), ("<b>", "$x$")])
def test_an_address_that_names_no_two_rankers_shows_those_that_agree_most(pair: tuple[str, str]) -> None:
    found = on_board("tau")
    assert found is not None
    assert found.most is not None
    app = part(agree_one=pair[0], agree_other=pair[1])
    names = f"{short_name(found.most.first)} and {short_name(found.most.second)}"
    assert findings(app)[-1].startswith(f"{names} order the 60 texts ")


def test_a_ranker_that_did_not_rank_the_query_is_named() -> None:
    app = part(agree_one="tf-idf", agree_other="bm25")
    assert "This query was not put to TF-IDF; choose more under Families." in [each.value for each in app.caption]


def test_a_narrow_screen_and_a_projector_list_the_ends_instead_of_numbers_in_cells() -> None:
    wide, phone = part(), part_on_phone()
    assert "text" in figures(wide)[CHART]["data"][0]
    assert "text" not in figures(phone)[CHART]["data"][0]
    label = 'aria-label="The most and the least alike"'
    assert label not in bodies(wide)
    assert label in bodies(phone)


def part_on_phone() -> AppTest:
    return lesson_page("every_family", parts=("agreement",), session={"el-narrow": True})


def test_one_ranker_has_nobody_to_agree_with() -> None:
    app = part(agree_on="This query")
    app.multiselect(key=KEYS("rankers")).set_value(["e5-small-v2"])
    app = alive(app.run())
    assert "There are no two rankings to compare. Choose another ranker under Families, or add a text." in notes(app)


def test_a_query_without_a_word_of_the_texts_leaves_bm25_out_by_name() -> None:
    app = part(agree_on="This query")
    app.text_input(key=KEYS("query-0")).set_value("zzzz")
    app.multiselect(key=KEYS("rankers")).set_value(["bm25", "e5-small-v2", "all-minilm-l6-v2"])
    app = alive(app.run())
    assert silent_sentence(("bm25",)) in notes(app)
    assert len(figures(app)[CHART]["data"][0]["z"]) == 2


def test_without_what_ships_this_query_is_shown_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_agreement, "on_board", lambda _: None)
    app = part()
    assert any("This query is shown instead." in line for line in notes(app))
    assert len(figures(app)[CHART]["data"][0]["z"]) == len(DEFAULT)


def test_sentences_by_hand() -> None:
    assert agreement_sentence(MANY, ONE) == (
        f"Over 3 questions, of rankers of two families BM25 and SPLADE agree most, tau-b 0.55 (0.50 to 0.60), and "
        f"BM25 and E5 least, tau-b 0.10 (0.05 to 0.15). On this query it is BM25 and SPLADE "
        f"({signed(ONE.values[0, 1])}) most, and BM25 and E5 (−1.00) least."
    )
    assert pair_sentence(MANY, "bm25", "splade-tiny") == (
        "BM25 and SPLADE order the 60 texts much alike: tau-b 0.55 (0.50 to 0.60)."
    )
    assert pair_sentence(ONE, "bm25", "e5-small-v2") == (
        "BM25 and E5 order the 4 texts more the other way round than alike: tau-b −1.00."
    )
    assert "cannot be compared" in pair_sentence(ONE, "bm25", "tf-idf")


def test_what_an_interval_cannot_tell_from_chance_is_said() -> None:
    about_0 = agreement_of(("bm25", "e5-small-v2"), 60, np.array([[-0.2], [0.2], [0.1], [-0.1]]), "tau")
    assert "order the 60 texts no more alike than unrelated orders: tau-b" in pair_sentence(
        about_0, "bm25", "e5-small-v2"
    )


def test_overlaps_of_few_texts_stand_beside_what_chance_reaches() -> None:
    few = on_one_query(THREE, np.array([[1, 2, 3, 4], [1, 2, 4, 3], [4, 3, 2, 1]]), "rbo")
    many = agreement_of(THREE, 60, EACH, "rbo")
    assert f"On this query, where unrelated orders reach {signed(few.unrelated)}, it is" in agreement_sentence(
        many, few
    )
    rows = both_rows({"Overlap": (few, many)}, "bm25", "splade-tiny")
    assert [row[0] for row in rows] == ["Overlap", "overlap of unrelated orders"]
    assert rows[1][1:] == (signed(few.unrelated), "0.17")
    assert both_rows({"tau-b": (ONE, MANY)}, "bm25", "tf-idf") == [("tau-b", "–", "–")]


def test_one_family_alone_and_one_query_alone_are_said() -> None:
    alone = on_one_query(("bm25", "tf-idf"), np.array([[1, 2, 3], [3, 2, 1]]), "tau")
    assert agreement_sentence(alone, None).startswith("Only rankers of one family are compared here.")
    assert sure_sentence(ONE).startswith("One query has no interval")
    assert "in 100 % of the draws" in sure_sentence(MANY).replace("\u00a0", " ")


def test_measures_are_told_in_plain_words_with_their_numbers() -> None:
    assert "the first ten ranks carry 86 % of the weight" in measure_sentence("rbo", 60).replace("\u00a0", " ")
    assert "unrelated orders of 60 texts reach 0.17" in measure_sentence("rbo", 60)
    assert "−1 the reverse" in measure_sentence("tau", 60)
    assert missing_sentence(("bm25", "tf-idf"), {"bm25"}).startswith("This query was not put to TF-IDF;")


def test_the_list_has_five_of_each_end_and_the_table_to_take_away_all() -> None:
    found = study_agreement.on_board("tau")
    assert found is not None
    listed = pair_rows(found)
    assert listed.pop(5) == (f"… {len(found.pairs) - 10} pairs between …", "")
    values = [float(row[1].split(" ")[0].replace("−", "-")) for row in listed]
    assert len(values) == 10
    assert values == sorted(values, reverse=True)
    rows = agreement_rows(found)
    assert len(rows) == len(found.pairs)
    assert [*rows[0]] == ["ranker", "other", "measure", "agreement", "low", "high"]
    assert [*agreement_rows(ONE)[0]] == ["ranker", "other", "measure", "agreement"]
    assert rows[0]["agreement"] == found.pairs[0].value


def test_two_rankers_can_be_taken_away_question_by_question() -> None:
    found = on_board("tau")
    assert found is not None
    rows, pair = question_rows("splade-tiny", "bm25"), found.pair("bm25", "splade-tiny")
    assert pair is not None
    assert [row["question"] for row in rows] == list(board_texts()[0])
    assert np.mean([row["tau_b"] for row in rows]) == pytest.approx(pair.value, abs=1e-4)
    assert question_rows("bm25", "nobody") == []


def test_the_shown_number_is_that_of_the_ranks_drawn_above() -> None:
    app = part(agree_on="This query")
    shown = figures(app)[CHART]["data"][0]["z"]
    names = [text.split(" <span")[0] for text in figures(app)[CHART]["layout"]["yaxis"]["ticktext"]]
    ranks = np.array([[round(height) for height in each] for each in drawn_ranks(app)]).T
    columns = [text.split("</span> ")[1] for text in figures(app)[KEYS("ranks")]["layout"]["xaxis"]["ticktext"]]
    place = [columns.index(name) for name in names]
    expected = kendall_tau_b(ranks)[np.ix_(place, place)]
    assert shown[0][1:] == pytest.approx(expected[0, 1:].tolist(), abs=1e-4)


def drawn_ranks(app: AppTest) -> list[list[float]]:
    return [trace["y"] for trace in figures(app)[KEYS("ranks")]["data"] if trace.get("customdata")]
