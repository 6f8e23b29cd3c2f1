"""The facts of a model that was trained here."""

from html import unescape

from streamlit.testing.v1 import AppTest

from embedlab.models.cards import Score, Training
from embedlab.models.catalog import card
from embedlab.ui.panels.trained import training_html

TRAINING = Training(
    script="scripts/x.py",
    corpus="ten <b>words</b>",
    settings="none",
    seed=7,
    scores=(Score(name="A & B", value=0.4567, measure="share, 0 to 1"),),
)


def test_every_fact_and_score_is_said_and_nothing_is_interpreted() -> None:
    found = training_html("x<y", TRAINING, "Apache-2.0")
    assert "<b>" not in found
    for text in ("ten <b>words</b>", "scripts/x.py", "7", "A & B", "0.46 · share, 0 to 1", "Apache-2.0", "x<y"):
        assert text in unescape(found)


def panels() -> None:
    from embedlab.models.catalog import card
    from embedlab.ui.panels.trained import training_panel

    for name in ("glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab"):
        training_panel(card(name))


def test_only_models_trained_here_have_a_panel() -> None:
    app = AppTest.from_function(panels).run()
    assert not app.exception
    assert [panel.label for panel in app.expander] == [
        f"How {card(name).name} was trained, and how good it is" for name in ("word2vec-embedlab", "fasttext-embedlab")
    ]
    assert "WordSim-353" in app.expander[0].get("html")[0].proto.body
