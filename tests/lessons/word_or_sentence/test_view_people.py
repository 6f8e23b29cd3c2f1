"""The agreement with people on the page: a run that goes on and stops, and the two stories of one dot."""

import html
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.lessons.word_or_sentence.found import RUN
from embedlab.lessons.word_or_sentence.study_people import TF_IDF, LeeRun, way_name
from embedlab.lessons.word_or_sentence.study_setups import setups_of
from embedlab.lessons.word_or_sentence.view_live import START, STOP
from embedlab.lessons.word_or_sentence.view_people import ahead_sentence, family_of, rival_of, story_html
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.lee_stories import load_lee
from tests.kit.pages.screen import alive, bodies, findings, lesson_page, markdown

SLUG = "word_or_sentence"


def people(**parameters: str) -> AppTest:
    return lesson_page(SLUG, parts={"people"}, **parameters)


def test_a_live_run_outlives_a_change_of_another_control_and_can_be_stopped() -> None:
    app = people()
    alive(app.button(key=START).click().run())
    run = app.session_state[RUN]
    assert run.total == 50 * len(run.cards) + 1 + len(setups_of(run.cards))
    alive(app.segmented_control(key=f"{SLUG}-pooling").set_value("max").run())
    assert app.session_state[RUN] is run
    assert "in which it is largest" in "".join(caption.value for caption in app.caption)
    alive(app.button(key=STOP).click().run())
    assert RUN not in app.session_state
    assert app.button(key=START).label == "Compute all of it here"


def test_a_live_run_ends_with_its_own_figures() -> None:
    app = people()
    run = LeeRun(shared_runtime(), load_lee(), [card("glove-6b-50d")])
    run.advance(600)
    run.agreements["glove-6b-50d/mean"] = replace(run.agreements["glove-6b-50d/mean"], pearson=0.99)
    app.session_state[RUN] = run
    alive(app.run())
    assert RUN not in app.session_state
    assert "by 1 model and TF-IDF" in markdown(app)
    assert "cosine from the shipped figures is 0.0000" in markdown(app)
    assert "GloVe, mean agrees best with people: r = 0.99." in findings(app)


def test_the_dot_that_the_address_names_shows_its_two_stories() -> None:
    stories, last = load_lee(), html.escape(load_lee().texts[49][:60])
    app = people()
    assert "The dot farthest from the line" in bodies(app)
    assert last not in bodies(app)
    app = people(stories="49")  # the first story with the last
    assert f"The ringed dot: people say {stories.similarity[0, 49]:.2f}" in bodies(app)
    assert last in bodies(app)


@pytest.mark.parametrize("number", ["0", "1226", "-1", "x"])
def test_a_dot_that_is_not_there_is_none(number: str) -> None:
    assert "The dot farthest from the line" in bodies(people(stories=number))


def test_ways_to_one_vector_have_names_and_families() -> None:
    keys = (TF_IDF, "all-minilm-l6-v2/mean", "glove-6b-50d/max")
    assert [way_name(key) for key in keys] == ["TF-IDF", "MiniLM, mean", "GloVe, max"]
    assert [family_of(key) for key in keys] == ["lexical", "dense", "static"]


def test_a_story_is_escaped() -> None:
    assert "&lt;i&gt;" in story_html("<i>")


def test_the_chosen_way_is_compared_with_another_on_the_same_stories() -> None:
    app = people()
    assert findings(app)[-1] == (
        "Over the same stories “MiniLM, mean” is 0.05 above “MiniLM, [CLS]” (interval −0.02 to +0.13): 0 lies inside, "
        "so these stories leave it open."
    )
    alive(app.selectbox(key=f"{SLUG}-way-all-minilm-l6-v2").set_value("all-minilm-l6-v2/max").run())
    assert "max” is 0.41 below" in findings(app)[-1]
    assert findings(app)[-1].endswith("0 lies outside: unlikely to be luck.")


def test_a_table_of_words_is_compared_with_an_encoder() -> None:
    glove, minilm = card("glove-6b-50d"), card("all-minilm-l6-v2")
    assert rival_of("glove-6b-50d/mean", glove) == rival_of(TF_IDF, minilm) == "all-minilm-l6-v2/mean"
    assert rival_of("all-minilm-l6-v2/mean", glove) == "all-minilm-l6-v2/cls"
    assert "0.10 below" in ahead_sentence("A", "B", (-0.1, -0.2, 0.1))
