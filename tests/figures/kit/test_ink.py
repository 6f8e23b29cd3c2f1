import json

import plotly.graph_objects as go

from embedlab import palette
from embedlab.figures.attention_chips import attention_strip
from embedlab.figures.kit.gallery import Exhibit
from embedlab.figures.kit.ink import with_ink
from tests.figures.reading import trace

INK = "#1A1D21"


def test_ink_reaches_all_text_that_inherits(drawn: go.Figure) -> None:
    axes = {"xaxis", "yaxis", *(name for name in drawn.to_dict()["layout"] if name[1:5] == "axis")}
    layout = with_ink(drawn, INK).layout
    assert layout.font.color == layout.legend.font.color == INK
    for axis in axes:
        assert layout[axis].tickfont.color == layout[axis].title.font.color == INK


def test_ink_keeps_what_was_drawn(exhibit: Exhibit) -> None:
    plain, inked = exhibit.drawn("point"), with_ink(exhibit.drawn("point"), INK)
    for name in ("xaxis", "yaxis"):
        before, after = plain.layout[name], inked.layout[name]
        assert after.range == before.range
        assert after.ticktext == before.ticktext
        assert (after.title.text, after.title.standoff) == (before.title.text, before.title.standoff)
        assert (after.tickfont.family, after.tickfont.size) == (before.tickfont.family, before.tickfont.size)
    assert json.loads(inked.to_json())["data"] == json.loads(plain.to_json())["data"]


def test_text_on_a_filled_chip_keeps_its_own_colour() -> None:
    drawn = with_ink(attention_strip(["a", "b"], [0.5, 0.5], {0}), INK)
    assert drawn.data[4].textfont.color == palette.LIGHT_INK
    assert trace(drawn, "token texts").textfont.color is None
