"""Lesson 7 without a browser: every family answers, the ranks are theirs, and hostile input gets a plain answer."""

from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.collections import load_collections
from embedlab.lessons.every_family import found
from embedlab.lessons.every_family.examples import DEFAULT, SHORT
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import rank_documents
from embedlab.studies.remembered import RESULTS
from tests.kit.pages.screen import alive, bodies, figures, findings, lesson_page, notes, problems

SLUG = "every_family"
QUERY, DOCUMENTS, RANKERS = f"{SLUG}-query-0", f"{SLUG}-documents-0", f"{SLUG}-rankers"
RANKS = f"{SLUG}-ranks"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    RESULTS.clear()
    yield
    RESULTS.clear()


def lesson(**parameters: str) -> AppTest:
    return lesson_page(SLUG, parts=(), **parameters)


def search(query: str, documents: str, rankers: list[str] | None = None) -> AppTest:
    """The page with a query and documents typed over the first example."""
    app = lesson()
    app.text_area(key=DOCUMENTS).set_value(documents)
    app.text_input(key=QUERY).set_value(query)
    if rankers:
        app.multiselect(key=RANKERS).set_value(rankers)
    return alive(app.run())


def heads(app: AppTest) -> list[str]:
    """The columns of the figure, by name."""
    return [text.split("</span> ")[1] for text in figures(app)[RANKS]["layout"]["xaxis"]["ticktext"]]


def drawn_ranks(app: AppTest) -> list[list[float]]:
    """The heights of the marks, a list for each text; rounded, as tied ones stand at one height."""
    return [trace["y"] for trace in figures(app)[RANKS]["data"] if trace.get("customdata")]


def test_the_page_shows_one_of_every_family_before_anything_is_pressed() -> None:
    app = lesson()
    assert problems(app) == notes(app) == []
    assert heads(app) == [SHORT[ranker] for ranker in DEFAULT]
    assert len(drawn_ranks(app)) == len(load_collections(SLUG)[0].docs)
    assert findings(app)[0].startswith("9 rankers put 4 different texts first. The answer is first by E5")


def test_the_first_screen_asks_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "live_scores", None)
    with pytest.raises(AttributeError):
        found.live_scores.holds()  # the name that is taken away is the one that a live ranking would need

    class Never:
        @staticmethod
        def holds(*_: object) -> bool:
            raise AssertionError("the example was ranked live")

    monkeypatch.setattr(found, "live_scores", Never)
    assert len(heads(lesson())) == len(DEFAULT)


def test_each_column_has_the_ranks_of_its_ranker(runtime: Runtime) -> None:
    texts = ["Ferries leave at noon.", "Boats sail after lunch.", "Bread is baked at night.", "The ferry is full."]
    app = search("when does the ferry leave?", "\n".join(texts), ["bm25", "all-minilm-l6-v2", "splade-tiny"])
    assert heads(app) == ["BM25", "MiniLM", "SPLADE"]
    ranked = [rank_documents(runtime, name, "when does the ferry leave?", texts) for name in
              ("bm25", "all-minilm-l6-v2", "splade-tiny")]  # fmt: skip
    expected = {tuple(1 + int((one.scores > one.scores[n] + 1e-9).sum()) for one in ranked) for n in range(len(texts))}
    assert {tuple(map(int, np.round(row))) for row in drawn_ranks(app)} == expected


def test_a_query_of_ones_own_is_answered_by_all_in_one_run_and_again_from_memory() -> None:
    app = search("a song about rain", "It rains.\nThe sun shines.\nHe sings in the shower.")
    assert heads(app) == [SHORT[ranker] for ranker in DEFAULT]
    before = drawn_ranks(app)
    assert all(found.live_scores.holds(ranker, "a song about rain", ("It rains.", "The sun shines.",
               "He sings in the shower."), found.OPTIONS) for ranker in DEFAULT)  # fmt: skip
    assert drawn_ranks(alive(app.run())) == before


def test_the_order_of_the_columns_is_that_of_the_axes_however_they_were_chosen() -> None:
    app = search("rain", "It rains.\nSun.", ["ms-marco-minilm-l12-v2", "bm25", "e5-small-v2", "glove-6b-50d"])
    assert heads(app) == ["BM25", "GloVe", "E5", "Cross-enc."]


def test_the_badges_count_ranks_against_the_chosen_ranker() -> None:
    app = lesson()
    assert "against BM25" in bodies(app)
    # BM25 has the answer at rank 10, E5 at rank 1.
    assert '<span title="9 ranks higher">▲&nbsp;9</span>' in bodies(app)
    app.selectbox(key=f"{SLUG}-baseline").set_value("e5-small-v2")
    told = bodies(alive(app.run()))
    assert "against E5" in told
    assert '<span title="9 ranks lower">▼&nbsp;9</span>' in told


def test_a_link_compares_with_the_ranker_that_its_list_names() -> None:
    app = lesson(baseline="Compared with E5")
    assert app.selectbox(key=f"{SLUG}-baseline").value == "e5-small-v2"
    assert "against E5" in bodies(app)
    assert app.query_params[f"{SLUG}-baseline"] == "Compared with E5"


def test_no_ranker_is_a_sentence_and_the_last_result_stays() -> None:
    app = lesson()
    app.multiselect(key=RANKERS).set_value([])
    app = alive(app.run())
    assert "No ranker is chosen. Press Families and choose one." in problems(app)
    assert RANKS in figures(app)


def test_the_answer_is_veiled_until_the_guess() -> None:
    app = lesson_page(SLUG, parts=(), guess="")
    assert "ranks higher" not in bodies(app)
    assert not any("The answer is first by" in line for line in findings(app))
    next(button for button in app.button if button.label == "Show me").click()
    assert "ranks higher" in bodies(alive(app.run()))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "$x$ **b** :smile:", "\u202eabc", "🚲 🛞", "\x00\x07"])
def test_what_is_typed_is_shown_and_never_interpreted(text: str) -> None:
    app = search(f"{text} bicycle", f"{text} wheel\nA bicycle stands there.", ["bm25", "glove-6b-50d"])
    assert "<script>" not in bodies(app)
    assert heads(app) == ["BM25", "GloVe"]


@pytest.mark.parametrize(("query", "documents", "said"), [
    ("rain", "answer: Rain falls.", "2 rankers put the same text first. It is the answer."),
    ("rain", "Rain falls.\nqqq", "2 rankers put the same text first."),
    ("rain", "Rain.\nRain.", "No ranker tells these texts apart: each gives all of them one score."),
    ("rain", "answer: Rain.\nRain.\nqqq",
     "2 rankers put 2 different texts first. The answer is among the first of each."),
])  # fmt: skip
def test_what_the_first_ranks_say_is_a_sentence_whatever_they_are(query: str, documents: str, said: str) -> None:
    assert findings(search(query, documents, ["bm25", "glove-6b-50d"]))[0] == said


def test_an_empty_query_leaves_the_last_result() -> None:
    app = search(" ", "One text.\nAnother.")
    assert any("The query is empty" in line for line in problems(app))
    assert RANKS in figures(app)


def test_a_ranker_with_a_fault_is_named_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    from embedlab.studies.rank import open_ranker

    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(open_ranker, "RANKERS", {**open_ranker.RANKERS, "terms": broken})
    app = search("rain", "It rains.\nSun.", ["bm25", "splade-tiny", "all-minilm-l6-v2"])
    assert heads(app) == ["BM25", "MiniLM"]
    assert len([line for line in problems(app) if "SPLADE tiny failed" in line]) == 1
