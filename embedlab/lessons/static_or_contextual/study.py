"""The sense laboratory: from sentences and a model to everything that its figures show. Nothing is drawn here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.attention import attention_from
from embedlab.compute.projection import Method, joint_map, neighbours_kept
from embedlab.compute.sense_scores import LayerScores, layer_scores
from embedlab.compute.similarity import cosine_similarity
from embedlab.compute.ties import SAME_SCORE, best_first
from embedlab.content.word_places import Occurrence
from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import attentions, occurrence_states
from embedlab.models.runtime import Runtime
from embedlab.models.text.tokens import UNKNOWN_PIECES
from embedlab.models.text.word_pieces import pieces_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class SenseStudy:
    """A word in its sentences through every layer of a model; F layers, n occurrences that were read.

    Attributes:
        occurrences: those that were read, in the order of the sentences.
        unread: those that stand behind the end of what the model reads.
        pieces: for each occurrence, the pieces the word is made of.
        coordinates: (F, n, 2) float32, one joint map over all layers.
        explained: share of variance on the map, 0 to 1; None unless the method is PCA.
        method: how the map was made.
        kept: (F,) share of the nearest five that the map keeps, 0 to 1.
        similarity: (F, n, n) float32 cosines in the original space.
        scores: by layer; None unless two senses are named and one of them twice: without that no neighbour
            can be right.
    """

    occurrences: tuple[Occurrence, ...]
    unread: tuple[Occurrence, ...]
    pieces: tuple[tuple[str, ...], ...]
    coordinates: Floats
    explained: float | None
    method: Method
    kept: Floats
    similarity: Floats
    scores: LayerScores | None

    @property
    def layers(self) -> int:
        """Number of the last layer; layer 0 is the input."""
        return len(self.coordinates) - 1

    @property
    def extent(self) -> float:
        """Half the side of the smallest square around ``middle`` that holds every dot of every layer, and some more."""
        return float(np.abs(self.coordinates - self.middle).max(initial=0.0)) * 1.08 or 1.0

    @property
    def middle(self) -> Floats:
        """(2,) the middle of all dots of all layers: around it the map is largest."""
        dots = self.coordinates.reshape(-1, 2)
        middle: Floats = (dots.min(axis=0) + dots.max(axis=0)) / 2
        return middle

    @property
    def cosine_range(self) -> tuple[float, float]:
        """The tenths that hold every cosine of every layer, so that layers share a scale; [-1, 1] if one is below 0."""
        low = float(np.floor(self.similarity.min(initial=1.0) * 10) / 10)
        return (min(low, 0.9) if low >= 0 else -1.0), 1.0

    @property
    def best_layer(self) -> int | None:
        """The layer with the highest accuracy, the first of equals; None without scores."""
        return None if self.scores is None else self.best_layers[0]

    @property
    def best_layers(self) -> tuple[int, ...]:
        """All layers with the highest accuracy, from the input up; none without scores."""
        if self.scores is None:
            return ()
        # An accuracy is a sum of parts of votes: two layers that are equal may differ by a rounding.
        return tuple(np.flatnonzero(self.scores.accuracy >= self.scores.accuracy.max() - SAME_SCORE).tolist())

    @property
    def opening_layer(self) -> int:
        """The layer that the page opens with: the best one, the last where nothing can be scored."""
        return self.layers if self.best_layer is None else self.best_layer

    @property
    def playing_ends(self) -> int:
        """The layer up to which a walk from layer 0 goes: the opening one, the last where that is layer 0 itself."""
        return self.opening_layer or self.layers

    def neighbours(self, index: int, layer: int, count: int = 5) -> list[tuple[Occurrence, float]]:
        """The nearest other occurrences by cosine in the original space, best first."""
        row = self.similarity[layer, index].astype(float).copy()
        row[index] = -np.inf
        order = best_first(row)[: min(count, len(row) - 1)]
        return [(self.occurrences[i], float(row[i])) for i in order]

    @property
    def unknown_pieces(self) -> tuple[int, int]:
        """How many pieces of the word, over all occurrences, stand for the unknown, and of how many."""
        pieces = [piece for each in self.pieces for piece in each]
        return sum(piece in UNKNOWN_PIECES for piece in pieces), len(pieces)

    def same(self, index: int, layer: int) -> int:
        """How many other occurrences have the same vector: where it knows the form alone, all of that form have."""
        return int((self.similarity[layer, index] >= 1 - 1e-6).sum()) - 1


def study_senses(
    runtime: Runtime, card: ModelCard, occurrences: Sequence[Occurrence], method: Method = "pca", seed: int = 0
) -> SenseStudy:
    """Run a model over the sentences and work out every figure of the laboratory.

    Raises:
        InputError: the model read none of the occurrences, or has no layers.
        StoreError: the model cannot be fetched or read.
    """
    states = occurrence_states(runtime, card, [(o.text, (o.start, o.end)) for o in occurrences])
    read = tuple(occurrences[index] for index in states.read)
    if not read:
        raise InputError(f"{card.name} stops reading before the word in every sentence; shorten them.")
    placed = joint_map(states.frames, method, seed)
    return SenseStudy(
        occurrences=read,
        unread=tuple(occurrences[index] for index in states.unread),
        pieces=states.pieces,
        coordinates=placed.coordinates,
        explained=placed.explained_variance,
        method=placed.method,
        kept=np.array(
            [neighbours_kept(f, xy) for f, xy in zip(states.frames, placed.coordinates, strict=True)], np.float32
        ),
        similarity=np.stack([cosine_similarity(frame, frame) for frame in states.frames]),
        scores=_scores(states.frames, [o.sense for o in read], states.others, states.groups),
    )


def _scores(frames: Floats, senses: list[str], others: Floats, groups: NDArray[np.int64]) -> LayerScores | None:
    """Scores over the occurrences whose sense was named, when these are two senses and one is there twice."""
    named = [index for index, sense in enumerate(senses) if sense]
    if not 1 < len({senses[index] for index in named}) < len(named):
        return None
    return layer_scores(frames[:, named], [senses[index] for index in named], others, groups)


@dataclass(frozen=True, eq=False)
class Senses:
    """What the page has found.

    Attributes:
        word: the word that is looked for.
        occurrences: where it stands in the visitor's sentences, read by the model or not; at least one.
        shipped: True while the sentences are exactly those that ship for this word.
        model: the contextual model.
        study: the word through every layer of the model.
    """

    word: str
    occurrences: tuple[Occurrence, ...]
    shipped: bool
    model: ModelCard
    study: SenseStudy


@dataclass(frozen=True, eq=False)
class WordAttention:
    """Whom the pieces of one occurrence attend to.

    Attributes:
        tokens: the sentence as the model reads it, T tokens.
        special: positions of tokens that the model adds.
        target: positions of the word's own pieces.
        heads: (L, H, T) float32, each row sums to 1; index 0 is layer 1.
    """

    tokens: tuple[str, ...]
    special: tuple[int, ...]
    target: tuple[int, ...]
    heads: Floats

    def weights(self, layer: int, head: int | None = None) -> Floats:
        """(T,) float32 of one layer (1 to L), one head (0 to H - 1) or, for None, the mean of all heads."""
        rows = self.heads[layer - 1]
        chosen: Floats = rows.mean(axis=0) if head is None else rows[head]
        return chosen


def attend(runtime: Runtime, card: ModelCard, occurrence: Occurrence) -> WordAttention:
    """The attention of one occurrence in every layer and head.

    Raises:
        InputError: the model has no layers.
        StoreError: the model cannot be fetched or read.
    """
    found = attentions(runtime, card, [occurrence.text])[0]
    target = pieces_of(found.tokens, (occurrence.start, occurrence.end))
    heads = [[attention_from(head, target) for head in layer] for layer in found.weights]
    special = tuple(index for index, added in enumerate(found.tokens.special) if added)
    return WordAttention(found.tokens.tokens, special, target, np.array(heads, dtype=np.float32))
