"""Findings and small headings hold a visitor's words as text."""

from streamlit.testing.v1 import AppTest

from embedlab.ui.panels.finding import finding_html


def test_a_finding_is_announced_and_escaped() -> None:
    assert finding_html("<b>2 < 3</b>") == ('<p class="el-finding" role="status">&lt;b&gt;2 &lt; 3&lt;/b&gt;</p>')


def script() -> None:
    from embedlab.ui.panels.heading import subheading

    subheading("A & <B>")


def test_a_small_heading_follows_the_title_and_is_escaped() -> None:
    body = AppTest.from_function(script).run().get("html")[0].proto.body
    assert body == '<h2 class="el-sub">A &amp; &lt;B&gt;</h2>'
