"""What stands on a picture and in the name of a file."""

from embedlab.content.export_texts import file_name, settings_html


def test_the_settings_of_a_picture_are_short_and_escaped() -> None:
    said = settings_html({"MODEL": "<b>", "layer": 6, "texts": ["a", "b"], "long": "x" * 61, "empty": ""})
    assert said == '<span hidden data-el-settings="model: &lt;b&gt;, layer: 6"></span>'


def test_a_file_name_has_letters_digits_and_hyphens_only() -> None:
    assert file_name("Agreement, with intervals?") == "agreement-with-intervals"
    assert file_name("?!") == "embedlab"
