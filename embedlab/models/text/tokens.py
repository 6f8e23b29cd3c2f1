"""Text to token ids and back to characters: tokenizers, truncation and markers.

The tokenizer files of some packages pad every text to 512 tokens; padding and truncation are switched off here
and done by what the card says, so that a short text costs what it should and a cut is always known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from tokenizers import Encoding, Tokenizer

from embedlab.errors import StoreError
from embedlab.words import Span

UNKNOWN_PIECES: Final = frozenset(("[UNK]", "<unk>"))
"""What stands for a text that a vocabulary has no piece for: one vector for all of it."""


@dataclass(frozen=True)
class Cut:
    """Where a model stops reading a text that is longer than it reads.

    Attributes:
        at: the character of the text where it stops.
        read: tokens that it reads; with what it adds to the text, but for one of a pair.
        tokens: of how many.
    """

    at: int
    read: int
    tokens: int


@dataclass(frozen=True)
class Tokenised:
    """One text, or a pair, as the model reads it.

    Attributes:
        text: the text that the offsets count in (for a pair: the first).
        tokens: the pieces, special tokens included.
        ids: their numbers in the vocabulary.
        types: segment of each token, 0 or 1.
        offsets: character span of each token in ``text``; (0, 0) for tokens that are not part of it.
        special: True for what is added to the text: ``[CLS]``, ``[SEP]``, markers, masks and the prompt.
        cut_at: character where the model stopped reading (for a pair: the second text), None when it read everything.
        attended: False for a token that no token attends to, though it has a vector itself; None when all are seen.
        unread: tokens behind the cut of a text that is read alone.
    """

    text: str
    tokens: tuple[str, ...]
    ids: tuple[int, ...]
    types: tuple[int, ...]
    offsets: tuple[Span, ...]
    special: tuple[bool, ...]
    cut_at: int | None = None
    attended: tuple[bool, ...] | None = None
    unread: int = 0

    @property
    def cut(self) -> Cut | None:
        """Where the model stopped reading this text alone; None when it read everything."""
        return None if self.cut_at is None else Cut(self.cut_at, len(self), len(self) + self.unread)

    def __len__(self) -> int:
        return len(self.ids)


class TextTokenizer:
    """The tokenizer of one model.

    Args:
        folder: a model folder that holds ``tokenizer.json``.
        max_tokens: longest input, special tokens included.

    Raises:
        StoreError: the file cannot be read.
    """

    def __init__(self, folder: Path, max_tokens: int) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare Exception for any unreadable file
            raise StoreError(f"The tokenizer of {folder.name} cannot be read; fetch the model again.") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.max_tokens = max_tokens
        self.pad_id = next((i for i in map(self.token_id, ("[PAD]", "<pad>")) if i is not None), 0)
        self.mask_token = next((token for token in ("[MASK]", "<mask>") if self.token_id(token) is not None), None)

    def token_id(self, token: str) -> int | None:
        """Number of a token in the vocabulary, None when it has none."""
        number: int | None = self._tokenizer.token_to_id(token)
        return number

    def vocabulary(self) -> list[str]:
        """Every token in the order of its number."""
        return [self._tokenizer.id_to_token(i) or "" for i in range(self._tokenizer.get_vocab_size())]

    def spans(self, text: str) -> list[Span]:
        """Return the characters of each token of a text, however long it is, without any that the model adds."""
        return [span for span in self._tokenizer.encode(text, add_special_tokens=False).offsets if span[0] < span[1]]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens each text has, however long it is, those that the model adds among them."""
        return [len(encoding) for encoding in self._tokenizer.encode_batch(list(texts))]

    def encode(self, text: str, prompt: str = "") -> Tokenised:
        """Read one text, with a prompt before it; the prompt's tokens count as special.

        Offsets are characters of ``text`` without the prompt.
        """
        whole = _from_encoding(text, self._tokenizer.encode(prompt + text), shift=len(prompt))
        return self._cut(whole)

    def encode_pair(self, first: str, second: str) -> Tokenised:
        """Read two texts as one input; the longer one is cut when both do not fit, both where neither fits alone."""
        encoding = self._tokenizer.encode(first, second)
        whole = _from_encoding(first, encoding, shift=0)
        dropped = self._dropped(encoding)
        if not any(dropped):
            return whole
        keep = sorted({*range(len(whole))}.difference(*dropped))
        return replace(_take(whole, keep), cut_at=next((encoding.offsets[i][0] for i in dropped[1]), None))

    def pair_cuts(self, first: str, second: str) -> tuple[Cut | None, Cut | None]:
        """Where each text of a pair is cut, in tokens of its own; None for one that is read to its end."""
        encoding = self._tokenizer.encode(first, second)
        counts = [encoding.sequence_ids.count(part) for part in (0, 1)]
        one, other = (
            Cut(encoding.offsets[lost[0]][0], count - len(lost), count) if lost else None
            for lost, count in zip(self._dropped(encoding), counts, strict=True)
        )
        return one, other

    def _dropped(self, encoding: Encoding) -> tuple[list[int], list[int]]:
        """Positions of the tokens of each text of a pair that do not fit."""
        first, second = ([i for i, s in enumerate(encoding.sequence_ids) if s == part] for part in (0, 1))
        if len(encoding) <= self.max_tokens:
            return [], []
        kept = _share(len(first), len(second), self.max_tokens - (len(encoding) - len(first) - len(second)))
        return first[kept[0] :], second[kept[1] :]

    def marked(self, text: str, marker: str, length: int) -> Tokenised:
        """A text with a marker token after the first special token (ColBERT), at most ``length`` tokens.

        Raises:
            StoreError: the vocabulary has no such marker.
        """
        number = self.token_id(marker)
        if number is None:
            raise StoreError(f"The vocabulary of this model has no {marker}; it is not a ColBERT model.")
        plain = self._cut(_from_encoding(text, self._tokenizer.encode(text), shift=0), length - 1)
        return Tokenised(
            text,
            (*plain.tokens[:1], marker, *plain.tokens[1:]),
            (*plain.ids[:1], number, *plain.ids[1:]),
            (*plain.types[:1], 0, *plain.types[1:]),
            (*plain.offsets[:1], (0, 0), *plain.offsets[1:]),
            (*plain.special[:1], True, *plain.special[1:]),
            plain.cut_at,
            unread=plain.unread,
        )

    def _cut(self, whole: Tokenised, length: int | None = None) -> Tokenised:
        """Keep the first tokens and the closing special token, as transformers truncates."""
        length = length or self.max_tokens
        if len(whole) <= length:
            return whole
        keep = [*range(length - 1), len(whole) - 1]
        return replace(_take(whole, keep), cut_at=whole.offsets[length - 1][0], unread=len(whole) - length)


def _from_encoding(text: str, encoding: Encoding, shift: int) -> Tokenised:
    parts = encoding.sequence_ids
    special = [
        part is None or (shift > 0 and end <= shift) for part, (_, end) in zip(parts, encoding.offsets, strict=True)
    ]
    offsets = [
        (max(0, start - shift), max(0, end - shift)) if part == 0 else (0, 0)
        for (start, end), part in zip(encoding.offsets, parts, strict=True)
    ]
    return Tokenised(
        text,
        tuple(encoding.tokens),
        tuple(encoding.ids),
        tuple(encoding.type_ids),
        tuple(offsets),
        tuple(special),
    )


def _share(first: int, second: int, room: int) -> tuple[int, int]:
    """How many tokens of each text are kept: the longer one gives way, then both, as transformers shares them out."""
    if first > second:
        return _share(second, first, room)[::-1]
    if 2 * first <= room:
        return first, room - first
    return room // 2, room - room // 2


def _take(whole: Tokenised, keep: list[int]) -> Tokenised:
    return Tokenised(
        whole.text,
        tuple(whole.tokens[i] for i in keep),
        tuple(whole.ids[i] for i in keep),
        tuple(whole.types[i] for i in keep),
        tuple(whole.offsets[i] for i in keep),
        tuple(whole.special[i] for i in keep),
    )
