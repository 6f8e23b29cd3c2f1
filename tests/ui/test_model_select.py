"""The select box of models: what is offered, what is chosen, and what an address with another model opens."""

from streamlit.testing.v1 import AppTest

from embedlab.models.catalog import bundled_cards
from embedlab.ui.model_access import is_here
from embedlab.ui.model_select import offered_models


def test_every_bundled_model_that_fits_is_offered_and_no_other() -> None:
    offered = offered_models(lambda card: card.is_encoder)
    assert {card.id for card in bundled_cards() if card.is_encoder} <= {card.id for card in offered}
    assert all(card.is_transformer and card.layers for card in offered)


def test_a_model_of_the_hub_is_offered_only_once_it_is_here() -> None:
    assert all(card.bundled or is_here(card) for card in offered_models(lambda _: True))


def box() -> None:
    import streamlit as st

    from embedlab.models.catalog import card
    from embedlab.ui.model_select import choose_model, chosen_model
    from embedlab.ui.state import bound

    cards = [card("all-minilm-l6-v2"), card("e5-small-v2")]
    default = st.query_params.get("first")
    st.text(choose_model("Model", cards, bound("model"), default=default).id)
    st.text(chosen_model(cards, "model", default).id)
    st.text(chosen_model(cards, "not-drawn", default).id)


def shown(**parameters: str) -> AppTest:
    app = AppTest.from_function(box)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> list[str]:
    return [text.value for text in app.text]


def test_the_default_is_chosen_first_and_the_first_model_where_it_is_not_offered() -> None:
    assert texts(shown(first="e5-small-v2")) == ["e5-small-v2"] * 3
    assert texts(shown(first="no-such-model")) == ["all-minilm-l6-v2"] * 3
    assert texts(shown()) == ["all-minilm-l6-v2"] * 3


def test_a_reader_sees_names_and_the_address_holds_one() -> None:
    app = shown()
    assert app.selectbox[0].options == ["all-MiniLM-L6-v2", "E5 small v2"]
    app.selectbox[0].set_value("e5-small-v2").run()
    assert texts(app) == ["e5-small-v2", "e5-small-v2", "all-minilm-l6-v2"]
    assert texts(shown(model="E5 small v2"))[0] == "e5-small-v2"
    assert texts(shown(model="<b>none</b>"))[0] == "all-minilm-l6-v2"
