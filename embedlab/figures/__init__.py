"""Figures: arrays and labels in, a Plotly `Figure` out.

No figure computes a result, reads a model or knows the page it lands on, and none knows whether the page is
light or dark: backgrounds are transparent, text inherits the page's colour, and every mark is chosen to stand
out on both. Each figure carries its own text alternative in `figure.layout.meta["alt"]`.
"""
