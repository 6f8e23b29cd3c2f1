"""What a page may ask of a model: word, token, text, sparse and multi-vectors, attentions, pair scores, guesses."""

from embedlab.models.encoders.fill import fill_mask
from embedlab.models.encoders.heads import pair_scores, sparse_vectors
from embedlab.models.encoders.layers import attentions, first_attentions, token_states, token_vectors
from embedlab.models.encoders.occurrences import occurrence_states
from embedlab.models.encoders.texts import text_vectors

__all__ = [
    "attentions",
    "fill_mask",
    "first_attentions",
    "occurrence_states",
    "pair_scores",
    "sparse_vectors",
    "text_vectors",
    "token_states",
    "token_vectors",
]
