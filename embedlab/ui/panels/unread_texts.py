"""Texts that a model on the screen does not read to their end: said in a sentence, and greyed in the text itself."""

from collections.abc import Mapping, Sequence

import streamlit as st

from embedlab.models.cards import Role
from embedlab.models.catalog import card
from embedlab.models.text.tokens import Cut
from embedlab.studies.rank import RankOptions
from embedlab.studies.remembered import remembered
from embedlab.studies.searches import Search, cards_behind
from embedlab.studies.unread import Stop, rank_stops, read_sentence, stops_by_text, text_cuts
from embedlab.studies.unread_html import unread_html
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.messages import note

SHOWN = 3
"""Texts shown with their unread end; further documents are named."""


def say_unread(readers: Mapping[str, Role | None], texts: Mapping[str, str]) -> None:
    """Draw the first few texts that one of the models does not read to its end.

    ``readers`` gives the role of a text by the id of a model that reads it alone; ``texts`` by what a reader calls it.
    """
    cuts = {m: _text_cuts(m, tuple(texts.values()), role) for m, role in readers.items() if is_here(card(m))}
    found = [[Stop(card(m).name, 0, cut) for m, each in cuts.items() if (cut := each[n])] for n in range(len(texts))]
    for name, stops in [(name, stops) for name, stops in zip(texts, found, strict=True) if stops][:SHOWN]:
        _draw(name, texts[name], stops, len(readers))


def say_unread_search(search: Search, rankers: Mapping[str, RankOptions], looked_at: int = 0) -> None:
    """Draw the query and the documents that one of the ``rankers``, by id, does not read to its end.

    The document that is looked at comes first. A test holds that what ships with a search is read whole by all.
    """
    here = [(name, own) for name, own in rankers.items() if all(map(is_here, cards_behind(name, own)))]
    if search.shipped or not here:
        return
    found = stops_by_text(_rank_stops(tuple(here), search.query, search.texts), search.texts, looked_at)
    if asked := found.pop(None, None):
        _draw("the query", search.query, asked, len(rankers))
    for document in list(found)[:SHOWN]:
        _draw(f"document {(document or 0) + 1}", search.texts[document or 0], found[document], len(rankers))
    if rest := list(found)[SHOWN:]:
        note(f"More documents that a model does not read to their end: {', '.join(str((d or 0) + 1) for d in rest)}.")


def _draw(name: str, text: str, stops: Sequence[Stop], readers: int) -> None:
    note(" ".join(read_sentence(stop.model, stop.cut, name) for stop in stops))
    st.html(unread_html(name, text, {s.model: s.cut.at for s in stops}, all_stop=len(stops) == readers))


@remembered
def _text_cuts(model: str, texts: tuple[str, ...], role: Role | None) -> list[Cut | None]:
    return text_cuts(runtime(), card(model), texts, role)


@remembered
def _rank_stops(rankers: tuple[tuple[str, RankOptions], ...], query: str, texts: tuple[str, ...]) -> list[Stop]:
    return [stop for name, own in rankers for stop in rank_stops(runtime(), name, query, texts, own)]
