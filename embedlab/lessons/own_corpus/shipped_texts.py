"""The texts of the collections that come with EmbedLab, as this page takes them."""

from dataclasses import dataclass

from embedlab.content.faq import load_faq
from embedlab.content.gathered import Gathered, documents_of, judgements_of, queries_of


@dataclass(frozen=True)
class Card:
    """A shipped collection: its name, where it comes from, and whether it can be had without fetching it."""

    name: str
    source: str
    here: bool


def card_of(id: str) -> Card:
    """The card of a shipped collection."""
    return Card({"faq": "Questions of three FAQs"}.get(id, id), "Debian packages", id == "faq")


def gathered(id: str) -> Gathered:
    """Its texts."""
    faq = load_faq()
    ids = [str(number) for number in range(len(faq.texts))]
    count = len(faq.questions)
    return Gathered(
        card_of(id).name,
        documents_of(ids, faq.texts, {"source": [passage.source for passage in faq.passages]}),
        queries_of(ids[:count], faq.questions),
        judgements_of((each, each, 1) for each in ids[:count]),
    )
