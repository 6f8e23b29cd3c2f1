"""Every page says where its models stopped reading, and greys the rest in the text itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.every_page import READY
from tests.kit.pages.screen import bodies, lesson_page, notes

LONG = "word " * 150
"""152 tokens: the paraphrase model reads 128 of them, all-MiniLM and E5 read everything."""
PARAPHRASE = "paraphrase-MiniLM-L3-v2"


@dataclass(frozen=True)
class Screen:
    """A screen with a text that is too long.

    Attributes:
        address: what the visitor has typed and chosen.
        said: what the page says of it.
        behind: how many words of it stand behind the first stop.
        parts: the parts that are open.
    """

    address: Mapping[str, str]
    said: str
    behind: int
    parts: tuple[str, ...] = ()


SCREENS = {
    "home": Screen({"model": PARAPHRASE, "a": LONG}, f"{PARAPHRASE} read the first 128 of 152 tokens of text A.", 24),
    "static_or_contextual": Screen(
        {"model": PARAPHRASE, "word": "bank", "sentences_bank": f"money: The bank lends {LONG}\nland: the bank"},
        f"{PARAPHRASE} read the first 128 of 156 tokens of sentence 1.", 28,
    ),
    "word_or_sentence": Screen(
        {"model": PARAPHRASE, "text_b6": LONG}, f"{PARAPHRASE} read the first 128 of 152 tokens of text B.", 24
    ),
    "unsupervised_or_supervised": Screen(
        {"masked": "[MASK] " + "!" * 470 + " word word", "guesser": "Masked LM (trained here)"},
        "Masked LM (trained here) read the first 256 of 475 tokens of the sentence.", 2, ("masked",),
    ),
    "dense_or_sparse": Screen(
        {"query_0": "last words", "documents_0": f"last words\n{LONG * 2}", "rankers": "Dense"},
        "all-MiniLM-L6-v2 read the first 256 of 302 tokens of document 2.", 46,
    ),
    "single_or_late": Screen(
        {"query_0": "word " * 40, "documents_0": "answer: last words\nother: a text"},
        "answerai-colbert-small v1 (backbone) read the first 32 of 43 tokens of the query.", 11,
    ),
    "symmetric_or_asymmetric": Screen(
        {"query_0": "last words", "documents_0": f"answer: {LONG}\nother: a text"},
        f"{PARAPHRASE} read the first 128 of 152 tokens of document 1.", 24,
    ),
    "every_family": Screen(
        {"query_0": "last words", "documents_0": f"last words\n{LONG * 2}", "rankers": "all-MiniLM-L6-v2"},
        "all-MiniLM-L6-v2 read the first 256 of 302 tokens of document 2.", 46,
    ),
}  # fmt: skip


def test_every_page_is_looked_at() -> None:
    # The page of the models reads no text; that of a collection counts what each model would cut, before it reads;
    # those of the uses and of a tuning read what was brought as a whole.
    assert set(SCREENS) == set(READY) - {"models", "own_corpus", "uses", "fine_tuning"}


@pytest.mark.parametrize("slug", SCREENS)
def test_a_text_is_grey_from_where_a_model_stops(slug: str) -> None:
    screen = SCREENS[slug]
    app = lesson_page(slug, parts=screen.parts, **screen.address)
    assert any(screen.said in line for line in notes(app)), notes(app)
    grey = re.findall(r'<span class="el-unread(?:-by-some)?">(.*?)</span>', bodies(app))
    assert grey[0].split().count("word") == screen.behind


def test_what_is_read_whole_is_not_spoken_of() -> None:
    app = lesson_page("word_or_sentence", parts=(), model="E5 small v2", text_b6=LONG)
    assert not [line for line in notes(app) if "read the first" in line]
    assert 'class="el-unread' not in bodies(app)
