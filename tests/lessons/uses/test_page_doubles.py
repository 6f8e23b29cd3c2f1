"""The part "Duplicates" as a visitor sees it."""

from streamlit.testing.v1 import AppTest

from tests.kit.pages.screen import alive, figures, lesson_page

OF_THE_SCREEN = "Definitions of things (no pairs known)"


def html(app: AppTest) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


def test_the_first_view_compares_the_tools_on_both_kinds_of_twins() -> None:
    app = lesson_page("uses", parts=["doubles"])
    drawn = figures(app)
    assert {"uses-doubles-average-near", "uses-doubles-average-reworded", "uses-doubles-strips"} <= set(drawn)
    said = html(app)
    assert "Edited copies: all-MiniLM-L6-v2 finds them worse than TF-IDF" in said
    assert "Reworded twins: all-MiniLM-L6-v2 finds them better than TF-IDF" in said
    assert "From 0.800 on all-MiniLM-L6-v2 finds 151 pairs" in said


def test_the_threshold_can_be_set_to_the_calibrated_one() -> None:
    app = lesson_page("uses", parts=["doubles"])
    button = app.button(key="uses-doubles-set")
    alive(button.click().run())
    assert f"From {button.label.split()[4]} on all-MiniLM-L6-v2 finds" in html(app)


def test_each_tool_and_each_list_can_be_looked_at() -> None:
    for tool in ("TF-IDF", "MinHash"):
        app = lesson_page("uses", parts=["doubles"], doubles_tool=tool, doubles_least="0.500", doubles_twins="Both")
        assert f"From 0.500 on {tool} finds" in html(app)
    app = lesson_page("uses", parts=["doubles"], session={"uses-doubles-outcome": "missed"})
    assert "reworded twins, another dictionary" in html(app)


def test_the_texts_of_the_first_screen_have_their_nearest_pairs() -> None:
    app = lesson_page("uses", parts=["doubles"], doubles_least="0.850", doubles_texts=OF_THE_SCREEN)
    assert "uses-doubles-sample" in figures(app)
    assert "have 0.850 or more by all-MiniLM-L6-v2" in html(app)


def test_an_address_with_values_that_are_none_is_no_fault() -> None:
    lesson_page("uses", parts=["doubles"], doubles_least="inf", doubles_tool="x", doubles_run="99", doubles_twins="")


def own(texts: list[str], tool: str) -> AppTest:
    """The part with the texts of a visitor, looked at by a tool."""

    def script(texts: list[str]) -> None:
        from embedlab.content.labelled_set import labelled_set
        from embedlab.lessons.uses.view_doubles import draw_twins
        from embedlab.ui.panels.messages import errors_shown

        with errors_shown():
            draw_twins(labelled_set("mine", "Mine", texts, ["p", "p", "q", "q"]))

    app = AppTest.from_function(script, kwargs={"texts": texts}, default_timeout=60)
    app.query_params["uses-doubles-texts"] = "Mine (no pairs known)"
    app.query_params["uses-doubles-tool"] = tool
    return alive(app.run())


def test_equal_and_long_texts_of_a_visitor_are_pairs_and_never_markup() -> None:
    for tool in ("TF-IDF", "MinHash"):
        said = html(own([f"<b>same</b> {'words ' * 2000}"] * 4, tool))
        assert "6 pairs of 6 have 0.800 or more" in said
        assert "<b>same" not in said
        assert "No two of 4 texts" in html(own(["one", "two", "three", "four"], tool))


def test_texts_without_a_word_say_what_is_the_matter() -> None:
    assert "No word is left to count" in html(own(["!", "?", ".", ";"], "TF-IDF"))
