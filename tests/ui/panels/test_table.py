"""The one table: every text escaped, rows named, a keyboard can reach it."""

from embedlab.ui.panels.table import Markup, Wide, table_html

HOSTILE = '<b>"x"</b>'


def test_every_text_is_escaped_and_only_markup_is_markup() -> None:
    drawn = table_html(HOSTILE, (HOSTILE,), [(HOSTILE, 1.5, None, Markup("<i>y</i>"))], foot=(HOSTILE,))
    assert "<b>" not in drawn
    assert drawn.count("&lt;b&gt;") == 4
    assert "<td>1.5</td><td></td><td><i>y</i></td>" in drawn
    assert 'aria-label="&lt;b&gt;&quot;x&quot;&lt;/b&gt;"' in drawn


def test_the_first_cell_names_its_row_unless_rows_have_no_name() -> None:
    assert '<tr><th scope="row">a</th><td>b</td></tr>' in table_html("t", (), [("a", "b")])
    assert "<tr><td>a</td><td>b</td></tr>" in table_html("t", (), [("a", "b")], named=False)
    assert "<thead>" not in table_html("t", (), [("a", "b")])


def test_a_column_keeps_its_class_in_head_and_body() -> None:
    drawn = table_html("t", ("h", "k"), [("a", "b")], classes=("", "el-from"))
    assert '<th scope="col" class="el-from">k</th>' in drawn
    assert '<td class="el-from">b</td>' in drawn


def test_a_heading_without_a_word_is_no_heading() -> None:
    drawn = table_html("t", ("", None, "k"), [("a", "b", "c")])
    assert '<thead><tr><td></td><td></td><th scope="col">k</th></tr></thead>' in drawn


def test_a_keyboard_can_scroll_it() -> None:
    assert 'tabindex="0" role="region"' in table_html("t", (), [])


def test_a_wide_cell_takes_the_room_of_its_columns_and_the_next_keeps_the_class_of_its_own() -> None:
    drawn = table_html("t", (), [(Wide(HOSTILE, 2), "c")], classes=("", "el-from", "el-last"))
    assert '<th scope="row" colspan="2">&lt;b&gt;' in drawn
    assert '<td class="el-last">c</td>' in drawn
