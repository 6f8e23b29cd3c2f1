"""What lesson 6 ships, written by ``scripts/precompute.py``: rankings of its examples, and scores of the triples."""

from embedlab.content.collections import load_collections
from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.shipped import save_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, score_triples
from embedlab.models.catalog import catalog
from embedlab.models.runtime import Runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.shipped_ranks import Entry, ranker_key, save_scores

LESSON = "symmetric_or_asymmetric"
COMPARED = tuple(
    model
    for model in (
        "paraphrase-minilm-l3-v2",
        "all-minilm-l6-v2",
        "e5-small-v2",
        "two-tower-embedlab",
        "answerai-colbert-small-v1",
        "ms-marco-minilm-l12-v2",
    )
    if model in catalog()
)
"""The models that stand side by side on the page."""
PREFIXED = "e5-small-v2"
"""The model of the prefix laboratory."""
RANKED: tuple[tuple[str, Prefixes], ...] = (
    *((model, "right") for model in COMPARED),
    (PREFIXED, "none"),
    (PREFIXED, "swapped"),
    (PREFIXED, "same"),
    (PREFIXED, "passage"),
)


def example_scores(runtime: Runtime) -> dict[str, dict[str, Entry]]:
    """Scores of every example by every ranker of the page: collection -> ranker -> (scores, note)."""
    found: dict[str, dict[str, Entry]] = {}
    for collection in load_collections(LESSON):
        texts = [document.text for document in collection.docs]
        row = found[collection.name] = {}
        for model, prefixes in RANKED:
            options = RankOptions(prefixes=prefixes)
            ranked = rank_documents(runtime, model, collection.query, texts, options)
            row[ranker_key(model, options) or model] = (ranked.scores, ranked.note)
    return found


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    save_scores(LESSON, example_scores(runtime))
    save_triple_scores({asked.key: score_triples(runtime, asked, load_triples()) for asked in ASKED})
