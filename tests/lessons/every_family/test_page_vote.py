"""The blind vote on the page: nothing names a ranker before the vote, a vote stands, and ten make a result."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.every_family.examples import SHORT
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.study_vote import drawn_pair
from embedlab.models.catalog import card
from tests.kit.pages.screen import alive, bodies, findings, lesson_page, notes, problems

SLUG = "every_family"
PAIR = ("glove-6b-50d", "all-minilm-l6-v2")


def page(a: str = PAIR[0], b: str = PAIR[1], **parameters: str) -> AppTest:
    return lesson_page(SLUG, parts=("vote",), **{"vote_a": SHORT[a], "vote_b": SHORT[b]} | parameters)


def press(app: AppTest, *names: str) -> AppTest:
    for name in names:
        alive(app.button(key=f"{SLUG}-vote-{name}").click().run())
    return app


def ballot(app: AppTest) -> str:
    """Everything that is sent of the question and its lists, buttons included."""

    def protos(block: object, inside: bool) -> list[str]:
        found = []
        for child in getattr(block, "children", {}).values():
            proto = getattr(child, "proto", None)
            here = inside or str(getattr(proto, "id", "")).endswith(f"-{SLUG}-ballot")
            found += ([str(proto)] if here else []) + protos(child, here)
        return found

    return "\n".join(protos(app._tree, False))


def names(ranker: str) -> set[str]:
    return {ranker, SHORT[ranker], card(ranker).name}


def tables(app: AppTest) -> list[str]:
    return [name for part in app.session_state["el-offered"].values() for name in part if "vote" in name.lower()]


def asked(app: AppTest) -> str:
    found = re.search(r"Question (\d+) of 10", bodies(app))
    return found[1] if found else ""


@pytest.mark.parametrize("order", [PAIR, PAIR[::-1]])
def test_before_the_vote_nothing_names_a_ranker(order: tuple[str, str]) -> None:
    app = page(*order)
    for _ in range(3):
        sent = ballot(app)
        assert "Left" in sent
        assert "Right" in sent
        assert not any(name in sent for ranker in PAIR for name in names(ranker))
        assert "el-family" not in sent
        press(app, "tie", "next")


def test_before_the_vote_the_address_and_the_tables_give_nothing_away() -> None:
    app = page()
    assert f"{SLUG}-cast" not in app.query_params
    assert tables(app) == []
    other = dict(page(vote_seed="8").query_params)
    assert other.pop(f"{SLUG}-vote-seed") == "8"
    assert dict(app.query_params) == other, "other sides, the same address but for the seed"


def test_what_is_sent_follows_the_texts_and_not_the_rankers() -> None:
    """With both rankers exchanged the lists change sides: what else is sent of them is the same."""

    def plain(app: AppTest) -> list[str]:
        sent = re.sub(r'id: ".*?"|el-chip.*?</span>', "", ballot(app))
        return sorted(re.split(r"<li|\n", sent))

    assert plain(page(*PAIR)) == plain(page(*PAIR[::-1]))


def test_a_vote_is_revealed_and_counted() -> None:
    app = press(page(), "left")
    assert re.search(
        "You chose left, (GloVe|MiniLM)[.] The text that answers, by its authors' judgement,", findings(app)[-2]
    )
    sent = ballot(app)
    assert all(SHORT[ranker] in sent for ranker in PAIR)
    assert findings(app)[-1].startswith("1 of 1 vote for ")
    assert tables(app) == ["Blind vote"]
    assert asked(press(app, "next")) == "2"


def test_a_vote_stands_whatever_the_address_says() -> None:
    app = press(page(), "left")
    told = findings(app)
    assert not [button for button in app.button if button.label in ("Left", "Right", "Tie")]
    app.query_params[f"{SLUG}-cast"] = "r"
    assert findings(alive(app.run())) == told, "as after the browser's Back"
    assert app.query_params[f"{SLUG}-cast"] == "l"
    del app.query_params[f"{SLUG}-cast"]
    assert findings(alive(app.run())) == told
    press(app, "next", "right")
    assert app.query_params[f"{SLUG}-cast"] == "lr"


def test_a_second_press_of_a_button_changes_nothing() -> None:
    def script() -> None:
        import streamlit as st

        from embedlab.lessons.every_family.inputs_vote import Ask, chosen_session, press_vote
        from embedlab.lessons.every_family.view_vote_sheet import find_deal
        from embedlab.studies.class_votes import Setting

        ask = Ask(False, Setting(("bm25", "glove-6b-50d"), 7))
        questions = find_deal(ask.setting.pair, 7).questions
        for number, choice in ((0, "left"), (0, "right"), (5, "tie"), (1, "tie"), (0, "tie")):
            press_vote(ask, number, questions[number], choice)
        st.text(str([vote.choice for vote in chosen_session(ask, questions).votes]))

    app = alive(AppTest.from_function(script, default_timeout=60).run())
    assert app.text[0].value == "['left', 'tie']"


def test_a_page_that_is_loaded_again_has_its_votes() -> None:
    app = page(cast="lrt")
    assert asked(app) == "4"
    press(app, "left")
    assert app.query_params[f"{SLUG}-cast"] == "lrtl"


@pytest.mark.parametrize("cast", ["<script>", "L", "l" * 5_000, "\x00", "🙂", "l r", "-"])
def test_hostile_votes_in_the_address_are_no_votes_or_ten(cast: str) -> None:
    app = page(cast=cast)
    assert problems(app) == []
    assert asked(app) in ("1", "2", "")


def test_ten_votes_are_a_result() -> None:
    app = page(cast="lrtlrtlrt")
    assert asked(app) == "10"
    press(app, "left")
    assert app.button(key=f"{SLUG}-vote-next").label == "To the result"
    press(app, "next")
    assert asked(app) == ""
    assert any("3 ties, left out." in line for line in findings(app))
    said = [line.value for line in app.markdown if line.value.startswith("The known answers over all 60 questions:")]
    assert len(said) == 1
    assert "All questions of this vote" in bodies(app)


def test_start_again_draws_by_another_seed() -> None:
    app = page(cast="l" * 10)
    first = app.query_params.get(f"{SLUG}-vote-seed")
    press(app, "again")
    assert asked(app) == "1"
    assert app.query_params.get(f"{SLUG}-vote-seed") != first
    assert f"{SLUG}-cast" not in app.query_params


def test_another_pair_begins_anew_and_the_first_keeps_its_votes() -> None:
    app = press(page(), "left", "next")
    app.selectbox(key=f"{SLUG}-vote-b").set_value("bm25").run()
    assert asked(alive(app)) == "1"
    app.selectbox(key=f"{SLUG}-vote-b").set_value(PAIR[1]).run()
    assert asked(alive(app)) == "2"
    assert app.query_params[f"{SLUG}-cast"] == "l"


def test_a_surprise_is_named_at_the_end() -> None:
    board = load_board()
    assert board is not None
    pair = drawn_pair(tuple(board.scores), 7)
    app = lesson_page(SLUG, parts=("vote",), vote_surprise="true")
    for number in range(10):
        press(app, ("left", "right")[number % 2])
        told = ballot(app)
        hidden = number < 9
        assert ("the first ranker" in told) == hidden
        assert all((SHORT[ranker] in told) != hidden for ranker in pair)
        press(app, "next")


def test_one_ranker_twice_is_no_pair() -> None:
    app = page(PAIR[0], PAIR[0])
    assert problems(app) == ["Both are the same ranker. Choose two different ones."]
    assert ballot(app) == ""


def test_the_visitors_own_query_can_be_voted_on() -> None:
    app = page("bm25", "all-minilm-l6-v2", vote_source="This query")
    assert not any(name in ballot(app) for ranker in ("bm25", "all-minilm-l6-v2") for name in names(ranker))
    press(app, "right")
    assert re.search("You chose right, (BM25|MiniLM)", " ".join(findings(app)))
    assert f"{SLUG}-cast" not in app.query_params
    app.text_input(key=f"{SLUG}-query-0").set_value("Which plants grow in the shade?").run()
    press(alive(app), "left")
    assert any("2 votes" in line or "1 of 2" in line for line in findings(app))


def test_rankings_that_begin_alike_are_no_choice() -> None:
    app = page("bm25", "tf-idf", vote_source="This query", documents_0="only this", query_0="this")
    assert notes(app)[-1].startswith("Both rankings begin with the same texts")
    assert ballot(app) == ""
