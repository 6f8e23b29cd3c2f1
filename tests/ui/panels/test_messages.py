"""Visitor text is shown, never interpreted. What a browser makes of it is in tests/ui/test_browser_skeleton.py."""

import re

import pytest

from embedlab.ui.panels.messages import fill, message_html, safe_markdown

JOINER = "\u2060"


def shown(markdown: str) -> str:
    """What CommonMark shows of escaped text: the backslashes go, the joiners have no width."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace(JOINER, "").replace("  \n", "\n")


@pytest.mark.parametrize(
    "text",
    ["*a*", "# a", "$x$", ":red[a]", "<b>a</b>", "[a](b)", "`a`", "a | b", "1. a", "\\", "a\\b", "~~a~~", "ß 👩‍👧"],
)
def test_the_text_that_is_shown_is_the_text(text: str) -> None:
    assert shown(safe_markdown(text)) == text


def test_every_ascii_punctuation_mark_is_escaped() -> None:
    marks = "".join(chr(code) for code in range(33, 127) if not chr(code).isalnum())
    escaped = safe_markdown(marks).replace(JOINER, "")
    assert escaped == "".join("\\" + mark for mark in marks)


@pytest.mark.parametrize("text", [":smile:", ":red[x]", ":material/home:", "a@b.com", "www.example.com", "http://a.b"])
def test_what_is_recognised_after_parsing_is_broken_by_a_joiner(text: str) -> None:
    assert re.sub(r"\\(?=[!-~])", "", safe_markdown(text)) != text
    assert JOINER in safe_markdown(text)


def test_lines_stay_lines_and_never_become_code_or_a_second_paragraph() -> None:
    assert safe_markdown("a\n    b\r\n\nc") == f"a  \nb  \n{JOINER}  \nc"


def test_facts_keep_their_number_formats_and_texts_are_made_safe() -> None:
    assert fill("{share:.0%} of {word}", {"share": 0.94, "word": "*x*"}) == "94\u00a0% of \\*x\\*"


def test_braces_in_a_visitors_word_are_text() -> None:
    assert fill("{word}", {"word": "{share}", "share": 1}) == r"\{share\}"


def test_a_problem_is_escaped_and_announced() -> None:
    html = message_html("<img src=x onerror=alert(1)>", problem=True)
    assert "<img" not in html
    assert 'role="alert"' in html
    assert 'role="status"' in message_html("n", problem=False)
