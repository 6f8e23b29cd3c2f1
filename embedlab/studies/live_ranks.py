"""Rankings and their parts by the models of this process, each worked out once for all visitors."""

from embedlab.compute.parts import Part
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.remembered import remembered
from embedlab.studies.searches import cards_behind
from embedlab.studies.shipped_ranks import Entry
from embedlab.studies.unknown_pieces import unknown_pieces, unknown_sentence


@remembered
def live_scores(model: str, query: str, texts: tuple[str, ...], options: RankOptions) -> Entry:
    """The scores (n,) float64 of the texts, and a note for the reader (or "").

    Raises:
        EmbedLabError: the model cannot answer.
    """
    ranked = rank_documents(shared_runtime(), model, query, texts, options)
    unread = [unknown_pieces(shared_runtime(), card, query) for card in cards_behind(model, options)]
    said = dict.fromkeys([ranked.note, *(unknown_sentence(*counts) for counts in unread)])
    return ranked.scores, " ".join(filter(None, said))


@remembered
def explain(model: str, query: str, texts: tuple[str, ...], options: RankOptions, document: int) -> tuple[Part, ...]:
    """The parts of one document's score; empty where it does not split.

    Raises:
        EmbedLabError: the model cannot answer.
    """
    return rank_documents(shared_runtime(), model, query, texts, options).explain(document)
