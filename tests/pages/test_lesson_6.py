"""Lesson 6: what the visitor changes changes the figures, and bad input is said without losing anything."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.kit.screen import alive, alternatives, bodies, figures, findings, notes, opened, problems

PAGE = "pages/6_symmetric_or_asymmetric.py"
OWN = "question: What is bread for?\nanswer: Bread is baked dough.\nThe sea is deep."


def own(text: str, **parameters: str) -> AppTest:
    """The first example with the visitor's documents, which stay where they were typed."""
    app = opened(PAGE)
    alive(app.text_area(key="documents6-0").set_value(text).run())
    assert app.text_area(key="documents6-0").value == text
    assert "asymmetry-shares" in figures(app)
    assert "el-reading" in bodies(app)
    return app


def test_the_first_screen_answers() -> None:
    app = opened(PAGE)
    assert {"asymmetry-bump", "asymmetry-shares", "prefix-bump", "prefix-arrows"} <= set(figures(app))
    assert findings(app)[0] == (
        "The best answer stands at rank 6 by paraphrase, 2 by MiniLM, 1 by E5, 1 by ColBERT, 1 by cross-encoder."
    )
    assert "goes from rank 5 to rank 1" in findings(app)[2]
    assert len([radio for radio in app.radio if (radio.key or "").startswith("el-quiz")]) == 5
    assert problems(app) == []


def test_another_example_and_another_query_change_the_ranking() -> None:
    app = opened(PAGE)
    before = alternatives(app)["asymmetry-bump"]
    alive(app.selectbox(key="example6").set_value("What is Mercury?").run())
    mercury = alternatives(app)["asymmetry-bump"]
    assert mercury != before
    alive(app.text_input(key="query6-1").set_value("How hot is Mercury?").run())
    assert alternatives(app)["asymmetry-bump"] != mercury


def test_the_setting_of_the_prefixes_changes_the_order() -> None:
    app = opened(PAGE)
    before = alternatives(app)["prefix-bump"], findings(app)
    alive(app.segmented_control(key="prefix").set_value("swapped").run())
    assert alternatives(app)["prefix-bump"] != before[0]
    assert findings(app) != before[1]


def test_own_documents_with_kinds_are_ranked_live() -> None:
    app = own(OWN)
    assert findings(app)[0].startswith("The best answer stands at rank")
    assert "Bread is baked dough." in bodies(app)
    assert problems(app) == []


def test_without_a_named_answer_the_page_says_so() -> None:
    app = own("Bread is baked dough.\nThe sea is deep.")
    assert "No text is called an answer" in findings(app)[0]
    assert any("the questions have answers" in line for line in notes(app))


def test_an_empty_query_and_no_documents() -> None:
    app = opened(PAGE)
    alive(app.text_input(key="query6-0").set_value(" ").run())
    assert problems(app) == ["The query is empty. Type something to search for."]
    assert problems(own(" ")) == ["There is no document to search. Press Documents and type some, one a line."]


@pytest.mark.parametrize("markup", ["<img src=x onerror=alert(1)>", "<script>1</script> $x^2$ **b** :smile:"])
def test_markup_is_shown_and_never_interpreted(markup: str) -> None:
    app = own(f"answer: {markup}\nother: plain")
    sent = bodies(app) + str([figure["data"] for figure in figures(app).values()])
    assert "<img" not in sent
    assert "<script" not in sent


def test_ten_thousand_characters_are_refused_with_their_number() -> None:
    assert any("Document 1 has 10,000 characters" in line for line in problems(own("x" * 10_000 + "\nplain")))
