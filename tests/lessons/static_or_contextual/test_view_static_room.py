"""The widgets of the static room: one tool at a time, and a table that is not here yet."""

from streamlit.testing.v1 import AppTest

from tests.kit.pages.screen import SECONDS

GLOVE = "glove-6b-50d"


def room() -> None:
    from embedlab.lessons.static_or_contextual.view_static_room import draw_static_room

    draw_static_room()


def charts(app: AppTest) -> list[str]:
    """The figures of the first table, without its name."""
    assert not app.exception
    names = [chart.proto.id.split("-", 3)[3] for chart in app.get("plotly_chart")]
    return [name.removesuffix(GLOVE) for name in names if name.endswith(GLOVE)]


def test_only_the_chosen_tool_is_run() -> None:
    app = AppTest.from_function(room, default_timeout=SECONDS).run()
    assert charts(app) == ["room-neighbours-"]
    app.segmented_control[0].set_value("analogy").run()
    assert charts(app) == ["room-analogy-", "room-analogy-strips-"]
    app.segmented_control[0].set_value("odd").run()
    assert charts(app) == ["room-odd-"]
    app.segmented_control[0].set_value("axis").run()
    assert charts(app) == ["room-axis-"]
    app.segmented_control[0].set_value("unseen").run()
    assert charts(app) == []


def test_a_message_stands_below_the_fields_and_goes_when_they_are_mended() -> None:
    app = AppTest.from_function(room, default_timeout=SECONDS).run()
    app.text_input[0].set_value("qwertyzxcv").run()
    assert charts(app) == []
    assert any("el-problem" in element.proto.body for element in app.get("html"))
    app.text_input[0].set_value("guitar").run()
    assert charts(app) == ["room-neighbours-"]
    assert not any("el-problem" in element.proto.body for element in app.get("html"))


def test_the_address_opens_a_tool_with_its_words() -> None:
    app = AppTest.from_function(room, default_timeout=SECONDS)
    app.query_params["static_or_contextual-tool"] = "Odd one out"
    app.query_params["static_or_contextual-odd"] = "red green blue sofa"
    app.run()
    assert charts(app) == ["room-odd-"]
    assert any("“sofa” is least like the others" in element.proto.body for element in app.get("html"))
