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
