"""How the commands say that a model did not read a text to its end: in their JSON, and on standard error."""

from collections.abc import Iterable, Mapping, Sequence

from embedlab.cli.stopping import say
from embedlab.models.text.tokens import Cut
from embedlab.studies.unread import Stop, read_sentence

Truncated = dict[str, object]


def truncated(cut: Cut, text: str) -> Truncated:
    """How much of a text was read, in characters and in the model's tokens."""
    return {
        "characters_read": cut.at, "characters": len(text), "tokens_read": cut.read, "tokens": cut.tokens
    }  # fmt: skip


def truncated_search(stops: Mapping[str, Sequence[Stop]], query: str, documents: Sequence[str]) -> Truncated:
    """By ranker what it did not read to its end: the query, documents by ``doc``; empty when everything was read."""
    found: Truncated = {}
    for ranker, each in stops.items():
        asked = [stop.cut for stop in each if stop.document is None]
        docs = {s.document: truncated(s.cut, documents[s.document]) for s in each if s.document is not None}
        told: Truncated = {"query": truncated(min(asked, key=lambda cut: cut.at), query)} if asked else {}
        if docs:
            told["docs"] = [{"doc": doc} | kept for doc, kept in sorted(docs.items())]
        if told:
            found[ranker] = told
    return found


def warn_search(stops: Iterable[Sequence[Stop]]) -> None:
    """Say it of each ranker in one line: of its query and its first document, and how many more there are."""
    for each in dict.fromkeys(tuple(stop) for stop in stops):
        asked = [stop for stop in each if stop.document is None]
        docs = [stop for stop in each if stop.document is not None]
        told = [read_sentence(stop.model, stop.cut, "the query") for stop in asked[:1]]
        told += [read_sentence(stop.model, stop.cut, f"doc {stop.document}") for stop in docs[:1]]
        if len(docs) > 1:
            told.append(f'It left {len(docs) - 1} more unread at their ends; "truncated" names all.')
        if told:
            say(" ".join(told))
