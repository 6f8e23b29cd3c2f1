"""``embedlab encode``: lines in, one JSON object a line out."""

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from embedlab.cli.output import write
from embedlab.cli.stopping import say
from embedlab.cli.truncation import truncated
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard, Pooling, Role
from embedlab.models.encoders import sparse_vectors, text_vectors, token_vectors
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.models.text.tokens import Cut
from embedlab.studies.unread import read_sentence, text_cuts
from embedlab.text_lines import is_wide, lines_of, text_of

CHUNK = 64
"""Lines encoded together: enough for full batches, few enough that a pipe sees results soon."""


def encode_lines(name: str, role: Role | None, *, tokens: bool, layer: int | None) -> None:
    """Encode standard input to standard output.

    Raises:
        InputError: the model is unknown or does not do what is asked, or there is nothing to read.
        StoreError: the model cannot be fetched or read.
    """
    card = find_card(name)
    _check(card, tokens=tokens, layer=layer)
    lines, seen = read_lines(), 0
    while chunk := list(islice(lines, CHUNK)):
        for record in _records(shared_runtime(), card, chunk, role, tokens=tokens, layer=layer):
            seen += 1
            write(json.dumps(record, ensure_ascii=False))
            if (cut := record.get("truncated")) is not None:
                told = Cut(cut["characters_read"], cut["tokens_read"], cut["tokens"])
                say(read_sentence(card.name, told, f"text {seen}"))
    if not seen:
        raise InputError("There is no text on standard input; give one text a line.")


def read_lines() -> Iterator[str]:
    """The lines of standard input that are not blank; see ``text_lines``.

    Raises:
        InputError: a line is no text.
    """
    if sys.stdin is None:
        return
    # Read line by line, so that a pipe sees results soon; only UTF-16, whose ends are two bytes, is read as a whole.
    first = sys.stdin.buffer.readline()
    chunks = [first + sys.stdin.buffer.read()] if is_wide(first) else chain([first], sys.stdin.buffer)
    for number, chunk in enumerate(chunks, start=1):
        text = text_of(chunk, f"Line {number} of standard input")
        yield from (line for line in lines_of(text) if line.strip())


def _check(card: ModelCard, *, tokens: bool, layer: int | None) -> None:
    if not card.has_weights:
        raise InputError(f"{card.id} weighs words by a collection of texts; a single line has no vector of it.")
    encoder = card.row.encoder
    if encoder == "pair_scores":
        raise InputError(f"{card.id} scores pairs of texts and makes no vector; choose another model.")
    if layer is not None and (card.row.runs == "table" or encoder == "sparse_vectors"):
        raise InputError(f"{card.id} has no layers to choose from; leave out --layer.")
    if tokens and encoder == "sparse_vectors":
        raise InputError(f"{card.id} gives weighted terms, not token vectors; leave out --tokens.")


def _records(
    runtime: Runtime, card: ModelCard, texts: list[str], role: Role | None, *, tokens: bool, layer: int | None
) -> Iterator[dict[str, Any]]:
    if card.row.encoder == "sparse_vectors":
        terms = sparse_vectors(runtime, card, texts)
        for i, text in enumerate(texts):
            yield {"text": text, "terms": dict(terms.row(i))} | _cut(terms.tokens[i].cut, text)
    elif card.row.runs == "table" and tokens:
        yield from (_word_record(runtime, card, text) for text in texts)
    elif tokens or card.row.encoder == "token_vectors":
        for text, found in zip(texts, token_vectors(runtime, card, texts, role, layer), strict=True):
            record = {"text": text, "tokens": list(found.tokens.tokens), "vectors": found.vectors.tolist()}
            yield record | _cut(found.tokens.cut, text)
    else:
        vectors = text_vectors(runtime, card, texts, role, layer=layer, pooling=_pooling(card))
        cuts = text_cuts(runtime, card, texts, role)
        for text, vector, cut in zip(texts, vectors.vectors, cuts, strict=True):
            yield {"text": text, "vector": vector.tolist()} | _cut(cut, text)


def _pooling(card: ModelCard) -> Pooling:
    # A model that was trained on tokens alone has no pooling of its own; the mean is what most people take.
    return "mean" if card.pooling == "none" else card.pooling


def _word_record(runtime: Runtime, card: ModelCard, text: str) -> dict[str, Any]:
    """Words the table does not know have no vector: null, so that positions still match."""
    table = runtime.table(card)
    words = [read.name for read in table.read(text)]
    found = [table.vector(word) for word in words]
    return {"text": text, "tokens": words, "vectors": [None if v is None else v.tolist() for v in found]}


def _cut(cut: Cut | None, text: str) -> dict[str, Any]:
    """Where the model stopped reading, only when it did."""
    return {} if cut is None else {"cut_at": cut.at, "truncated": truncated(cut, text)}
