"""The part "Recommendation" as a visitor sees it, on what ships and on few texts of their own."""

from streamlit.testing.v1 import AppTest

from embedlab.models.catalog import card
from tests.kit.pages.screen import alive, figures, lesson_page


def html(app: AppTest) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


def thumbs(app: AppTest) -> list[str]:
    """The keys of all thumbs, in the order of the page."""
    keys = (str(each.key) for each in app.get("button_group"))
    return [key for key in keys if key.startswith("uses-likes-") and key[-1].isdigit()]


def test_the_first_view_has_both_lists_a_score_and_the_readers() -> None:
    app = lesson_page("uses", parts=["likes"])
    assert {"uses-likes-parts", "uses-likes-scores", "uses-likes-curves"} <= set(figures(app))
    captions = [caption.value for caption in app.caption]
    assert any(each.startswith("9 of 10 texts are of the class place") for each in captions)
    assert any(each.startswith("6 of 10 texts are of the class place") for each in captions)
    assert "serves these readers better than TF-IDF" in html(app)


def test_a_thumb_moves_a_text_from_the_list_to_what_is_judged() -> None:
    app = lesson_page("uses", parts=["likes"])
    key = next(key for key in thumbs(app) if key.startswith("uses-likes-list0-"))
    row = key.rsplit("-", 1)[1]
    alive(app.segmented_control(key=key).set_value(1).run())
    keys = thumbs(app)
    assert any(key.startswith("uses-likes-judged-") and key.endswith(f"-{row}") for key in keys)
    assert not any(key.startswith("uses-likes-list0-") and key.endswith(f"-{row}") for key in keys)


def test_without_a_thumb_it_says_what_to_do_and_leads_back() -> None:
    app = lesson_page("uses", parts=["likes"])
    alive(app.button(key="uses-likes-none").click().run())
    assert html(app).count("Nothing is liked yet. Give a text a thumb up") == 2
    assert any(key.startswith("uses-likes-begin-") for key in thumbs(app))
    alive(app.button(key="uses-likes-first").click().run())
    assert "Nothing is liked yet" not in html(app)


def own(texts: list[str]) -> AppTest:
    def script(texts: list[str]) -> None:
        from embedlab.content.labelled_set import labelled_set
        from embedlab.lessons.uses.view_likes import draw_recommendations

        draw_recommendations(labelled_set("mine", "Mine", texts, ["p", "p", "q", "q"]))

    return AppTest.from_function(script, kwargs={"texts": texts}, default_timeout=60)


def test_few_texts_of_a_visitor_are_enough_and_equal_ones_too() -> None:
    for texts in (["one cat", "two cats", "one dog", "two dogs"], ["same words"] * 4):
        app = own(texts)
        app.query_params["uses-likes-model"] = card("glove-6b-50d").name
        alive(app.run())
        assert "uses-likes-scores" in figures(app)


def test_what_a_visitor_wrote_is_never_markup() -> None:
    app = own(["<b>one</b> cat", "two <i>cats", "$one$ dog", "**two** dogs"])
    app.query_params["uses-likes-model"] = card("glove-6b-50d").name
    alive(app.run())
    assert "<b>one</b>" not in html(app)
    assert "&lt;b&gt;one&lt;/b&gt; cat" in html(app)
