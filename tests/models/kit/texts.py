"""Texts that are hard to read: for tokenizers, words and the command line."""

HOSTILE = {
    "empty": "",
    "spaces": "   \t  ",
    "emoji": "I ❤️ 🐍 and 👩‍🚀 👍🏽",
    "right to left": "שלום עולם, مرحبا بالعالم",
    "controls": "a\x00b\x07c\x1b[31md\u200be\ufefff",
    "markup": "<b onclick='x()'>&amp; {{7*7}} $x^2$ **bold** [link](javascript:alert(1))",
    "specials as text": "[CLS] [MASK] [SEP] [PAD] <s> </s>",
    "accents": "Café cafe\u0301 naïve Ångström ﬁancé",
    "chinese": "深度学习 hello 深",
    "one long word": "Donaudampfschifffahrtsgesellschaftskapitän" * 4,
    "ten thousand characters": "The bank of the river was steep. " * 303,
    "ten thousand letters": "a" * 10_000,
    "joined": "co\u00adoperate می‌خواهم हिन्दी",
}
"""By what is hard about them."""
