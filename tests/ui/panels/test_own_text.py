"""A typed text is called one's own, and one press leads back to the example it began as."""

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from embedlab.ui.panels.own_text import own_text

    st.text_input("Query", "flat tire", key="query")
    own_text("<Repairs>", {"query": "flat tire"}, key="example")


def said(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


def test_an_example_as_it_ships_is_not_called_ones_own() -> None:
    app = AppTest.from_function(script).run()
    assert said(app) == []
    assert len(app.button) == 0


def test_a_changed_example_says_so_and_leads_back() -> None:
    app = AppTest.from_function(script).run()
    app.text_input[0].set_value("a puncture").run()
    assert said(app) == ['<p class="el-own">Own text, from “&lt;Repairs&gt;”.</p>']
    app.button[0].click().run()
    assert app.text_input[0].value == "flat tire"
    assert said(app) == []
