"""EmbedLab: see how text-embedding models differ, on real models and your own text."""

__version__ = "0.2.0"
