import pytest

from embedlab.figures.kit.labels import label, paragraph, plain, shorten, text_width, tidy


def test_markup_becomes_entities() -> None:
    assert plain("<b>a</b> & b") == "&lt;b&gt;a&lt;/b&gt; &amp; b"


def test_dollar_signs_and_templates_are_not_left_to_plotly() -> None:
    assert plain("$x$ %{meta}") == "&#36;x&#36; %&#123;meta}"


def test_lines_and_control_characters_become_one_line() -> None:
    assert tidy(" a\n\tb\x00\u202ec \ud800") == "a bc"


def test_a_short_text_is_left_alone() -> None:
    assert shorten("point", 5) == "point"


def test_a_long_text_ends_with_an_ellipsis_within_the_limit() -> None:
    assert shorten("reference", 5) == "refe…"


@pytest.mark.parametrize("text", ["ab👩\u200d🏫cd", "ab👍🏽cd", "abe\u0301cd"])
def test_a_cut_leaves_no_half_of_a_joined_character(text: str) -> None:
    for limit in range(1, len(text)):
        kept = shorten(text, limit).removesuffix("…")
        follower = text[len(kept)]
        assert follower not in "\u200d\u0301🏽"
        assert not kept.endswith("\u200d")


def test_a_label_is_cut_before_it_is_escaped() -> None:
    assert label("<<<<<<", 4) == "&lt;&lt;&lt;…"


def test_a_paragraph_wraps_escapes_and_ends() -> None:
    lines = paragraph("a<b " * 200, width=20, lines=3).split("<br>")
    assert len(lines) == 3
    assert all("<" not in line for line in lines)
    assert lines[-1].endswith("…")


def test_a_paragraph_sets_the_word_in_bold() -> None:
    assert paragraph("make a point here", (7, 12)) == "make a <b>point</b> here"


def test_bold_is_closed_where_the_text_is_cut() -> None:
    cut = paragraph("point " * 100, (0, 590), width=20, lines=2)
    assert cut.count("<b>") == cut.count("</b>") == 1


@pytest.mark.parametrize("span", [(5, 3), (-1, 2), (0, 99)])
def test_a_span_outside_the_text_is_ignored(span: tuple[int, int]) -> None:
    assert paragraph("point", span) == "point"


def test_a_word_without_spaces_is_broken_over_lines() -> None:
    assert max(len(line) for line in paragraph("x" * 200, width=44).split("<br>")) <= 44


def test_wide_characters_count_double() -> None:
    assert text_width("点") == 2 * text_width("a")
