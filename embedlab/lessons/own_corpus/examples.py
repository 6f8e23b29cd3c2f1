"""The collections that come with EmbedLab, the one to begin with first."""

from typing import Final

SHIPPED: Final = ("faq", "dictionary", "20newsgroups", "reuters-r8")
FIRST: Final = SHIPPED[0]
