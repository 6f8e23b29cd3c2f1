"""A dotted word is a button that a keyboard reaches, described by its sentence; the text around it stays text."""

from embedlab.ui.panels.terms import terms_html


def test_a_term_is_described_by_its_sentence_and_all_else_is_escaped() -> None:
    drawn = terms_html("<i>A token</i>")
    assert drawn.startswith("&lt;i&gt;A <button")
    assert '<button type="button" class="el-term" aria-describedby="el-term-token">token</button>' in drawn
    assert '<span class="el-tip" role="tooltip" id="el-term-token"><b>token</b> What a model reads' in drawn
