"""Where a notebook gets its models without EmbedLab: names on the Hugging Face hub, or addresses of word tables."""

from typing import Final

from embedlab.errors import UnknownModelError
from embedlab.models.cards import FolderSource, HubSource, TableSource
from embedlab.models.catalog import TUNED
from embedlab.models.catalog import card as card_of
from embedlab.models.local import find_card

_TABLES: Final = "https://github.com/RaRe-Technologies/gensim-data/releases/download"

SAME: Final = {"glove-6b-50d": f"{_TABLES}/glove-wiki-gigaword-50/glove-wiki-gigaword-50.gz"}
"""The same weights, published elsewhere than where the catalog takes them from."""

STAND_INS: Final = {
    "word2vec-embedlab": "word2vec-google-news-300",
    "fasttext-embedlab": "fasttext-wiki-news-subwords-300",
    "mlm-embedlab": "bert-base-uncased",
    "one-tower-embedlab": "msmarco-minilm-l6-cos-v5",
}
"""A public model of the catalog in the place of one that EmbedLab trained itself and nobody else has."""

TOWERS: Final = (
    "sentence-transformers/facebook-dpr-question_encoder-single-nq-base",
    "sentence-transformers/facebook-dpr-ctx_encoder-single-nq-base",
)
"""The best known two towers, in the place of EmbedLab's own: one reads questions, the other passages."""


def public_name(model: str) -> str:
    """Where anybody finds a model: its name on the hub, the address of its table, or a folder.

    Raises:
        UnknownModelError: there is neither such an id nor such a folder, or nobody publishes anything like it.
    """
    if model in SAME:
        return SAME[model]
    if model.startswith(TUNED):
        return model  # the folder that its download unpacks to
    card = card_of(STAND_INS[model]) if model in STAND_INS else find_card(model)
    for source in card.sources:
        if isinstance(source, HubSource):
            return source.repo
        if isinstance(source, TableSource):
            return source.url
        if isinstance(source, FolderSource):
            return source.path
    raise UnknownModelError(f"{card.name} is published nowhere.")
