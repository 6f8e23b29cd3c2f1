"""The finder on the page: both rankers, three places to look in, and one pair taken apart beside the texts."""

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.collections import load_collections
from embedlab.lessons.every_family import study_differ_cases, view_differ_pair
from embedlab.lessons.every_family.examples import short_name
from embedlab.lessons.every_family.found_differ import not_shipped_sentence
from embedlab.lessons.every_family.shipped import load_board
from embedlab.lessons.every_family.study_differ import duel, duel_sentence, find_pairs, measure_sentence
from embedlab.lessons.every_family.study_differ_cases import board_cases, example_cases
from embedlab.lessons.every_family.view_differ import list_html, nothing_sentence, snippet
from embedlab.models.cards import ModelCard
from embedlab.studies.searches import name_of
from tests.kit.pages.screen import alive, alternatives, bodies, findings, lesson_page, notes, problems

SLUG = "every_family"
FIGURE = f"{SLUG}-differ"
EXAMPLES, OWN, BOARD = "examples of this page", "my own queries", "60 FAQ questions"
QUERIES = f"{SLUG}-differ-queries"
FLAT = load_collections(SLUG)[0]


def part(where: str = EXAMPLES, **parameters: str) -> AppTest:
    return lesson_page(SLUG, parts=("differ",), differ_where=where, **parameters)


def own(queries: str, **parameters: str) -> AppTest:
    return part(OWN, differ_queries=queries, **parameters)


def test_the_examples_are_looked_through_and_the_widest_pair_is_taken_apart() -> None:
    app = part()
    cases = example_cases("bm25", "all-minilm-l6-v2")
    assert cases
    first = find_pairs(cases, "either")[0]
    assert problems(app) == []
    assert alternatives(app)[FIGURE].startswith(
        f"Ranks of one text a query, by BM25 and by MiniLM, {len(cases)} in all: "
    )
    said = measure_sentence(cases[first.case], first, ("BM25", "MiniLM"))
    assert any(line.startswith(said) for line in findings(app))
    body = bodies(app)
    assert cases[first.case].query in body
    assert "score by BM25" in body
    assert "score by MiniLM" in body
    assert "which is not the" not in body


def test_the_board_says_who_has_the_answer_first() -> None:
    board = load_board()
    assert board is not None
    cases = board_cases(board, "bm25", "all-minilm-l6-v2")
    assert cases
    found = duel(cases)
    assert found is not None
    app = part(BOARD)
    assert duel_sentence(found, ("BM25", "MiniLM")) in findings(app)
    assert f"of {len(board.texts)}</h2>" in bodies(app)
    assert "which is not the" not in bodies(app)


@pytest.mark.parametrize("pair", ["2", "4"])
def test_a_link_opens_the_pair_that_was_looked_at(pair: str) -> None:
    app = part(differ_pair=pair)
    cases = example_cases("bm25", "all-minilm-l6-v2")
    assert cases
    found = find_pairs(cases, "either")[int(pair) - 1]
    assert f"<b>Query:</b> {cases[found.case].query}" in bodies(app)


def test_next_and_previous_lead_through_the_pairs() -> None:
    app = part()
    assert app.button(key=f"{SLUG}-differ-previous").disabled
    app.button(key=f"{SLUG}-differ-next").click()
    alive(app.run())
    assert app.query_params[f"{SLUG}-differ-pair"] == ["2"] or app.query_params[f"{SLUG}-differ-pair"] == "2"
    assert not app.button(key=f"{SLUG}-differ-previous").disabled


def test_each_direction_shows_texts_that_this_ranker_puts_higher() -> None:
    cases = example_cases("bm25", "all-minilm-l6-v2")
    assert cases
    for label, side in (("A: BM25", "first"), ("B: MiniLM", "second")):
        app = part(differ_side=label)
        pairs = find_pairs(cases, side)  # type: ignore[arg-type]
        assert alternatives(app)[FIGURE].startswith(
            f"Ranks of one text a query, by BM25 and by MiniLM, {len(pairs)} in all"
        )
        assert f"<b>Query:</b> {cases[pairs[0].case].query}" in bodies(app)


def test_a_ranker_is_not_compared_with_itself() -> None:
    app = part(differ_b="BM25")
    assert problems(app) == ["A ranker agrees with itself. Choose two that are not the same."]
    assert FIGURE not in alternatives(app)


@pytest.mark.parametrize("name", ["Cross-enc.", "MiniLM [CLS]"])
def test_a_score_without_parts_says_so(name: str) -> None:
    app = part(differ_b=name)
    (said,) = (line for line in notes(app) if "there are no parts to add up" in line)
    assert said.startswith("Score ")


def test_what_does_not_ship_is_named_with_the_way_out() -> None:
    for where in ("board", "examples"):
        told = not_shipped_sentence(where, "bm25", "bge-small-en-v1.5")  # type: ignore[arg-type]
        assert told.startswith(f"No results of {name_of('bge-small-en-v1.5')} ship for these queries. Choose “my own")


def test_own_queries_are_ranked_now_over_the_texts_of_the_first_screen() -> None:
    app = own("fix a puncture\nwhere to sell a bicycle")
    assert problems(app) == []
    assert alternatives(app)[FIGURE].startswith("Ranks of one text a query, by BM25 and by MiniLM, 2 in all: ")
    assert any("Nobody has judged" in line for line in findings(app))
    assert "which is not the" not in bodies(app)


def test_own_queries_of_markup_stay_text() -> None:
    hostile = "<script>alert(1)</script> $a$ tire"
    app = own(f"{hostile}\n*mend* :smile: a bike")
    assert "<script>alert" not in bodies(app)
    assert app.text_area(key=QUERIES).value.startswith(hostile)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; $a$ tire" in bodies(app)


@pytest.mark.parametrize(("typed", "problem"), [
    ("\n".join(f"tire {n}" for n in range(60)), "These are 60 queries; only the first 50 are used."),
    ("tire\n" + "x" * 10_000, "Query 2 has 10,000 characters; shorten it to 500 or fewer."),
    (" ", "There is no query to compare on. Type some, one a line."),
])  # fmt: skip
def test_what_cannot_be_used_is_said_and_nothing_typed_is_lost(typed: str, problem: str) -> None:
    app = part(OWN)
    app.text_area(key=QUERIES).set_value(typed)
    alive(app.run())
    assert problem in problems(app)
    assert app.text_area(key=QUERIES).value == typed


def test_a_query_without_any_known_word_has_no_order_and_is_left_out() -> None:
    app = own("zzyzx\nmend a tire")
    assert "BM25 gives all texts one score under 1 query, which is no order: left out here." in notes(app)
    assert alternatives(app)[FIGURE].startswith("Ranks of one text a query, by BM25 and by MiniLM, 1 in all")


def test_one_text_cannot_be_ranked_differently() -> None:
    app = own("tire", documents_0="a single text")
    assert "There is only one text on the first screen: nothing to be ranked differently." in notes(app)


def test_a_model_that_is_not_here_is_fetched_and_its_score_taken_apart_later(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(card: ModelCard) -> bool:
        asked.append(card.id)
        return False

    monkeypatch.setattr(view_differ_pair, "is_here", lambda card: card.id != "all-minilm-l6-v2")
    monkeypatch.setattr(view_differ_pair, "ready", fetch)
    app = part()
    assert asked == ["all-minilm-l6-v2"]
    assert "Taken apart as soon as the model is here." in [caption.value for caption in app.caption]
    assert "score by BM25" in bodies(app)
    assert "score by MiniLM" not in bodies(app)


def test_an_example_is_put_into_the_play_above() -> None:
    app = part(differ_pair="2")
    body = bodies(app)
    wanted = next(c for c in load_collections(SLUG) if f"<b>Query:</b> {c.query}" in body)
    app.button(key=f"{SLUG}-differ-take").click()
    alive(app.run())
    assert app.selectbox(key=f"{SLUG}-example").value == wanted.name


def test_where_no_query_is_left_nothing_is_said_of_how_the_two_rank() -> None:
    app = own("zzyzx\nqwxzk")
    assert "BM25 gives all texts one score under 2 queries, which is no order: left out here." in notes(app)
    assert "No query is left on which both have an order." in notes(app)
    assert not any("differ nowhere" in line for line in notes(app))


def test_what_a_cross_encoder_cannot_read_is_said_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = "A cross-encoder reads all texts again with each query: at most 1,000,000 characters."
    assert any(limit in caption.value for caption in own("mend a tire").caption)
    monkeypatch.setattr(study_differ_cases, "PAIR_CHARS", 100)
    app = own("mend a tire\nsell a bike", differ_b=short_name("ms-marco-minilm-l12-v2"))
    assert [line for line in problems(app) if line.endswith("only the first query is used.")]
    assert "The widest differences of 1 query, one text each" in bodies(app)


def test_own_query_is_put_into_the_play_above_and_its_text_is_followed() -> None:
    app = own("where to sell a bicycle")
    app.button(key=f"{SLUG}-differ-take").click()
    alive(app.run())
    assert app.text_input(key=f"{SLUG}-query-0").value == "where to sell a bicycle"


def test_the_list_escapes_every_text_and_sentences_by_hand() -> None:
    cases = example_cases("bm25", "all-minilm-l6-v2")
    assert cases
    shown = list_html(cases, find_pairs(cases, "either"), ("<b>A</b>", "B"))
    assert "&lt;b&gt;A&lt;/b&gt;" in shown
    assert shown.count("<tr>") == len(cases) + 1
    assert nothing_sentence("second", ("A", "B")) == "There is no text that B ranks higher than A."
    assert nothing_sentence("either", ("A", "B")) == "A and B rank all texts alike: they differ nowhere."
    assert snippet("a\n b") == "a b"
    assert snippet("word " * 40).endswith("word …")
    assert len(snippet("x" * 500)) < 120
