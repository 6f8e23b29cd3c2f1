"""Files that a visitor brings to lesson 8: those that are alike together, and how many chunks their texts give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from embedlab.compute.chunking import Span
from embedlab.content.corpus_files.sheet import KIND_NAMES, Holds, Sheet
from embedlab.content.gathered import TEXT, Gathered
from embedlab.numbers_text import counted, whole
from embedlab.studies.corpus.cut_by_models import SAMPLE, sample_of

NAMED_COLUMNS: Final = 4


@dataclass(frozen=True, eq=False)
class Group:
    """Files with the same columns, which are read alike.

    Attributes:
        sheets: at least one, all of one kind with the same columns.
    """

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        """One that speaks for all."""
        return self.sheets[0]

    @property
    def title(self) -> str:
        """What a reader calls it."""
        more = f" and {counted(len(self.sheets) - 1, 'file')} like it" if len(self.sheets) > 1 else ""
        return f"{self.first.name}{more}"

    @property
    def told(self) -> str:
        """What it is, in a line."""
        columns = self.first.columns
        named = ", ".join(columns[:NAMED_COLUMNS]) + (", …" if len(columns) > NAMED_COLUMNS else "")
        return f"{KIND_NAMES[self.first.kind]}, {counted(sum(sheet.rows for sheet in self.sheets), 'row')}: {named}"

    def chosen(self, holds: Holds, text: Sequence[str], id: str | None) -> tuple[Sheet, ...]:
        """Its files as a visitor wants them read."""
        return tuple(replace(sheet, holds=holds, text=tuple(text), id=id) for sheet in self.sheets)


@dataclass(frozen=True, eq=False)
class Chunks:
    """How some texts are cut, or a sample of them.

    Attributes:
        texts: the chunks that were made.
        documents: of how many texts.
        of: how many texts there are.
    """

    texts: tuple[str, ...]
    documents: int
    of: int

    @property
    def count(self) -> int:
        """How many chunks there are, or about so many where a sample was cut."""
        return round(len(self.texts) * self.of / self.documents) if self.documents else 0

    @property
    def sentence(self) -> str:
        """How many chunks the texts give."""
        about = "about " if self.documents < self.of else ""
        return f"{counted(self.of, 'text')}, {about}{counted(self.count, 'chunk')}."


def groups_of(sheets: Sequence[Sheet]) -> list[Group]:
    """Return files that are alike together, in the order of the first of each."""
    found: dict[tuple[object, ...], list[Sheet]] = {}
    for sheet in sheets:
        found.setdefault((sheet.holds, sheet.kind, sheet.columns), []).append(sheet)
    return [Group(tuple(alike)) for alike in found.values()]


def chunks_of(gathered: Gathered, cut: Callable[[str], Sequence[Span]]) -> Chunks:
    """Return the chunks of all texts, of many those of a sample."""
    count = gathered.documents.num_rows
    texts = gathered.documents.column(TEXT).take(sample_of(count)).to_pylist()
    return Chunks(tuple(text[start:end] for text in texts for start, end in cut(text)), len(texts), count)


def longest_text(gathered: Gathered) -> int:
    """Return the place of the longest of the first texts, which shows best how it is cut."""
    texts = gathered.documents.column(TEXT).slice(0, SAMPLE).to_pylist()
    return max(range(len(texts)), key=lambda place: len(texts[place]))


def gathered_sentence(gathered: Gathered) -> str:
    """Return what there is to use."""
    told = [counted(gathered.documents.num_rows, "text")]
    if gathered.queries is not None:
        count = gathered.queries.num_rows
        told.append(f"{whole(count)} {'query' if count == 1 else 'queries'}")
    if gathered.judgements is not None:
        told.append(counted(gathered.judgements.num_rows, "judgement"))
    return f"{', '.join(told)} to use."
