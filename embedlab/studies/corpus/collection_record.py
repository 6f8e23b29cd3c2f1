"""What is known of a collection beside its texts: a small file that says whose they are and how they were cut."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from embedlab.errors import StoreError

ID_DIGITS: Final = 32


@dataclass(frozen=True)
class CollectionRecord:
    """A collection on disk.

    Attributes:
        id: 32 hexadecimal digits nobody can guess, or the name of a shipped collection: who has it sees the texts.
        name: what a reader calls it.
        source: the file or shipped collection that it came from.
        index: the key of the index over its chunks.
        chunking: how documents were cut, in words.
        documents, chunks, queries, judgements: how many there are.
        made, used: seconds since 1970.
        said: a sentence for each thing that was left out when it was read.
    """

    id: str
    name: str
    source: str
    index: str
    chunking: str
    documents: int
    chunks: int
    queries: int
    judgements: int
    made: float
    used: float
    said: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record as its file has it."""
        return asdict(self)

    @classmethod
    def of_json(cls, found: dict[str, Any]) -> Self:
        """Read what ``as_json`` wrote.

        Raises:
            StoreError: it is no such record.
        """
        try:
            known = {field.name: found[field.name] for field in fields(cls)}
            return cls(**known | {"said": tuple(map(str, known["said"]))})
        except (KeyError, TypeError) as error:
            raise StoreError("The record of a collection is damaged; delete it and bring its texts again.") from error
