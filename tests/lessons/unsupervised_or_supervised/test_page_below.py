"""Lesson 3 below its first screen: the batch, the words, the hidden word, the table, the quiz, and what *Why* shows."""

from streamlit.testing.v1 import AppTest

from embedlab.compute.contrastive import in_batch
from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.unsupervised_or_supervised import view_batch
from embedlab.lessons.unsupervised_or_supervised.lesson import LESSON as PAGE
from embedlab.lessons.unsupervised_or_supervised.shipped import load_run, load_similarities, load_words
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.runtime import shared_runtime
from embedlab.models.training.pair_training import held_out, losses, pair_run
from tests.kit.pages.screen import alive, alternatives, bodies, results
from tests.kit.pages.training import SLUG, captions, key, page, pressed

LESSON = load_lesson(SLUG)


def test_the_temperature_changes_the_loss_and_not_the_cosines() -> None:
    app = page("batch")
    before = alternatives(app)
    alive(app.select_slider(key=key("softmax-temperature")).set_value(0.01).run())
    after = alternatives(app)
    assert after[key("batch-cosines")] == before[key("batch-cosines")]
    assert after[key("batch-softmax")] != before[key("batch-softmax")]


def test_every_shipped_model_is_in_the_table_with_its_objective() -> None:
    drawn = [element.proto.body for element in page("trained").get("html")]
    table = next(body for body in drawn if "What each model was trained on" in body)
    for name in ("GloVe 6B 50d", "all-MiniLM-L6-v2", "SPLADE"):
        assert name in table
    assert "1.17 billion pairs" in table
    assert table.index("GloVe 6B 50d") < table.index("all-MiniLM-L6-v2"), "unsupervised ones first"


def checked(app: AppTest, answer: str, option: str) -> str:
    number = next(i for i, item in enumerate(LESSON.quiz) if item.answer == answer)
    radio = f"el-quiz-{SLUG}-{number}"
    app.radio(key=radio).set_value(option)
    pressed(app, f"{radio}-press")
    return results(app)[-1]


def right_options() -> dict[str, str]:
    """The right options by the shipped run and matrices, worked out anew."""
    run = load_run()
    first, last = run.steps[0].objectives, run.last.objectives
    gains = {name: last[name].recall_10 - first[name].recall_10 for name in last}
    plain, false = (load_similarities(name, "all-minilm-l6-v2") for name in ("plain", "false-negative"))
    assert plain is not None
    assert false is not None
    drift = last["simcse"].alignment - first["simcse"].alignment
    rise = in_batch(plain, 0.05).mean - in_batch(plain, 1.0).mean
    share = in_batch(false, 0.05).probabilities[0]
    return {
        "simcse_part": "half_or_more" if gains["simcse"] * 2 >= gains["supervised"] else "under_half",
        "simcse_alignment": "farther" if drift >= 0.02 else "closer" if drift <= -0.02 else "same",
        "temperature_effect": "falls" if rise < 0 else "rises",
        "false_negative": "nothing" if share[1] < 0.01 else "more" if share[1] >= share[0] else "some",
    }


def test_the_guess_of_the_masked_model_answers_its_question() -> None:
    app = page("masked", "check")
    text = app.text_input(key=key("masked")).value
    assert text is not None
    (_, share), _ = fill_mask(shared_runtime(), card("mlm-embedlab"), text, 2)[0]
    option = "under_10" if share < 0.1 else "from_10_to_50" if share <= 0.5 else "over_50"
    assert checked(app, "mask_sure", option) == "Right."


def test_a_model_for_search_is_said_to_be_no_language_model_and_answers_no_question() -> None:
    app = page("masked", "check", guesser="SPLADE tiny")
    assert "was trained on for search" in captions(app)
    number = next(i for i, item in enumerate(LESSON.quiz) if item.answer == "mask_sure")
    assert f"el-quiz-{SLUG}-{number}" not in [radio.key for radio in app.radio]


def test_every_right_answer_is_the_computed_one() -> None:
    app = page("check")
    for answer, option in right_options().items():
        assert checked(app, answer, option) == "Right.", answer


def test_the_words_on_the_page_are_the_shipped_ones() -> None:
    app = page("words")
    for word, _ in load_words()[-1].neighbours["king"][:6]:
        assert f"<b>{word}</b>" in bodies(app)


def test_why_shows_the_functions_that_training_and_page_ran() -> None:
    shown = set(PAGE.functions)
    assert {view_batch.in_batch, losses.in_batch} <= shown, "one loss, for the matrix and for what is trained"
    assert {pair_run.pair_loss, pair_run.simcse} <= shown
    assert {held_out.alignment, held_out.uniformity, held_out.match_ranks} <= shown
