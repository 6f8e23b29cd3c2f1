"""The reading list of a lesson, as links that a keyboard reaches."""

from streamlit.testing.v1 import AppTest

from embedlab.content.lesson_text import load_lesson


def script() -> None:
    from embedlab.content.lesson_text import load_lesson
    from embedlab.ui.panels.reading import reading_list

    reading_list(load_lesson("static_or_contextual"))


def test_every_paper_is_linked_with_its_year() -> None:
    html = AppTest.from_function(script).run().get("html")[0].proto.body
    papers = load_lesson("static_or_contextual").reading
    assert html.count("<li>") == len(papers)
    assert all(f'href="{paper.url}"' in html and f"{paper.year}." in html for paper in papers)
