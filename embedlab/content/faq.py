"""The questions of three FAQs with their answers: a collection that its authors judged, and no model did.

``scripts/faq_collection.py`` makes the file and says how. A text without a question is haystack, which ships in a file
of its own: ``embedlab.content.shipped_collections`` joins both.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from embedlab.content.toml_records import ASSETS, Record, Text, asset_error

_NAME: Final = "faq/passages.parquet"

FAQS: Final = {"perl-doc": "Perl FAQ", "python3.11-doc": "Python FAQ", "debian-faq": "Debian FAQ"}
"""What a reader calls the FAQ of each package."""


class Passage(Record):
    """A text, the question that it answers ("" for haystack), and the package, file and licence that it comes from."""

    text: Text
    question: str
    source: Text
    file: Text
    licence: Text


class Faq(Record):
    """Questions and the texts that are searched for them.

    Attributes:
        passages: those that answer first; the answer of question i is passage i.
        told: what the script counted, by name, the packages with their versions among it.
    """

    passages: tuple[Passage, ...]
    told: dict[str, Any]

    @property
    def questions(self) -> tuple[str, ...]:
        """The queries, in the order of their answers."""
        return tuple(passage.question for passage in self.passages if passage.question)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is searched."""
        return tuple(passage.text for passage in self.passages)


@cache
def load_faq(path: Path = ASSETS / _NAME) -> Faq:
    """Return the collection.

    Raises:
        EmbedLabError: the file cannot be read, or is none of this kind; the message names it.
    """
    import pyarrow
    import pyarrow.parquet

    try:
        # Bytes and not the path: a file that is replaced under a running server must not be mapped into its memory.
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(path.read_bytes()))
        told = json.loads((table.schema.metadata or {}).get(b"embedlab", b"{}"))
        faq = Faq(passages=tuple(Passage(**row) for row in table.to_pylist()), told=told)
    except OSError as error:
        raise asset_error(_NAME, "it could not be read") from error
    except (ValueError, TypeError, ValidationError, pyarrow.ArrowException) as error:
        raise asset_error(_NAME, "it holds no passages") from error
    answers = [bool(passage.question) for passage in faq.passages]
    if not any(answers) or answers != sorted(answers, reverse=True):
        raise asset_error(_NAME, "its answers do not stand first")
    return faq
