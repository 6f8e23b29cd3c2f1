from collections.abc import Callable

import plotly.graph_objects as go

from embedlab.figures.attention_chips import attention_strip
from embedlab.figures.kit.ink import with_ink

INK = "#1A1D21"


def test_ink_reaches_all_text_that_inherits(drawing: Callable[[], go.Figure]) -> None:
    layout = with_ink(drawing(), INK).layout
    assert layout.font.color == layout.legend.font.color == INK
    for axis in (layout.xaxis, layout.yaxis):
        assert axis.tickfont.color == axis.title.font.color == INK


def test_ink_keeps_what_was_drawn(drawing: Callable[[], go.Figure]) -> None:
    plain, inked = drawing(), with_ink(drawing(), INK)
    assert inked.layout.xaxis.range == plain.layout.xaxis.range
    assert inked.layout.xaxis.title.text == plain.layout.xaxis.title.text
    assert inked.layout.yaxis.ticktext == plain.layout.yaxis.ticktext


def test_text_on_a_filled_chip_keeps_its_own_colour() -> None:
    drawn = with_ink(attention_strip(["a", "b"], [0.5, 0.5], {0}), INK)
    assert drawn.data[4].textfont.color == "#FFFFFF"
