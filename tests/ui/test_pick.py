"""One of several, by list or click: the address holds the number, and another list begins anew."""

from streamlit.testing.v1 import AppTest

from embedlab.ui.pick import LABEL_CHARS, numbered


def script() -> None:
    import streamlit as st

    from embedlab.ui.pick import Pick

    texts = st.session_state["texts"]
    pick = Pick("p")
    number = pick.chosen(len(texts), first=1, listed=str(texts))
    pick.draw("Text", texts, number)
    st.button("click", on_click=pick.point_at, args=(2,))
    st.text(str(number))


def opened(**parameters: str) -> AppTest:
    app = AppTest.from_function(script)
    app.session_state["texts"] = ["a", "b", "c"]
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def test_the_list_begins_with_its_own_first() -> None:
    assert opened().text[0].value == "1"


def test_an_address_counts_from_one_and_what_is_no_number_of_the_list_is_ignored() -> None:
    assert opened(p="1").text[0].value == "0"
    for nothing in ("0", "4", "-1", "x", "\u00b2", "99999", ""):
        assert opened(p=nothing).text[0].value == "1"


def test_list_and_click_move_the_same_choice_and_the_address() -> None:
    app = opened()
    app.selectbox[0].set_value(0).run()
    assert (app.text[0].value, app.query_params["p"]) == ("0", "1")
    app.button[0].click().run()
    assert (app.text[0].value, app.query_params["p"], app.selectbox[0].value) == ("2", "3", 2)


def test_another_list_forgets_the_choice() -> None:
    app = opened(p="3")
    app.session_state["texts"] = ["x", "y", "z"]
    app.run()
    assert app.text[0].value == "1"
    assert "p" not in app.query_params


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert numbered(0, "x" * LABEL_CHARS).endswith("x")
    assert numbered(0, "x" * (LABEL_CHARS + 1)).endswith("x…")
