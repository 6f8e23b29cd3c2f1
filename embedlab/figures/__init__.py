"""Figures: arrays and labels in, a Plotly `Figure` out.

No figure computes a result, reads a model or knows the page it lands on, and none knows whether the page is
light or dark: backgrounds are transparent, text inherits the page's colour, and every mark is chosen to stand
out on both. Each figure carries its own text alternative in `figure.layout.meta["alt"]`.

Each drawing function enters itself in the gallery (`kit/gallery.py`) with an example, and the tests of
`tests/figures/test_every_figure.py` hold it to what all figures promise: with nothing to draw it says so in a sentence,
and with rows that are not equally many it raises a ValueError that names the lengths or the shape.
"""
