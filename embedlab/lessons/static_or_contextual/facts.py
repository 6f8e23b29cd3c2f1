"""What lesson 1 computes and its texts may speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from embedlab.compute.wilson import wilson_interval
from embedlab.content.facts import Facts
from embedlab.lessons.static_or_contextual.study import Senses
from embedlab.models.measure import Cost

Input = Literal["chance", "better", "perfect"]
Region = Literal["first", "middle", "last", "several"]
Spots = Literal["one", "per_sense", "per_sentence"]
Cheaper = Literal["lookup", "forward"]
RandomWords = Literal["near_zero", "between", "above_half"]


@dataclass(frozen=True)
class SenseFacts(Facts):
    """The facts of one word in its sentences.

    Attributes:
        word: the word that is looked for.
        model: the contextual model.
        n: number of occurrences that the model read.
        senses: number of senses that are named.
        layers: number of layers above the input, which is layer 0.
        best_layer: the layer with the highest accuracy, the first of equals.
        best_layers: the layers that share the highest accuracy, in words: "layer 4", "layers 11 and 12".
        best_layer_region: where they are; "first" is layer 0, "several" when they are not all in one place.
        best_accuracy: share of occurrences there whose nearest other one has the same sense, 0 to 1; ``best_low`` and
            ``best_high`` bound its 95 % interval (Wilson).
        layer0_accuracy: the same at layer 0.
        chance: the same for a neighbour picked by lot.
        accuracy_layer0_vs_chance: layer 0 against luck.
        static_spots: on how many spots the occurrences fall in a static table; not known of several forms.
        anisotropy: mean cosine of random words at the best layer, -1 to 1; not known without other words.
        random_words_cosine: the same in three steps.
        lookup_us: microseconds for one look-up in the static table.
        forward_ms: milliseconds for a forward pass over one sentence.
        cheaper: which of the two takes less.
    """

    word: str | None = None
    model: str | None = None
    n: int | None = None
    senses: int | None = None
    layers: int | None = None
    best_layer: int | None = None
    best_layers: str | None = None
    best_layer_region: Region | None = None
    best_accuracy: float | None = None
    best_low: float | None = None
    best_high: float | None = None
    layer0_accuracy: float | None = None
    chance: float | None = None
    accuracy_layer0_vs_chance: Input | None = None
    static_spots: Spots | None = None
    anisotropy: float | None = None
    random_words_cosine: RandomWords | None = None
    lookup_us: float | None = None
    forward_ms: float | None = None
    cheaper: Cheaper | None = None


def facts(found: Senses) -> SenseFacts:
    """Return what is known before anything is measured; nothing without scores."""
    study = found.study
    scores, best = study.scores, study.best_layer
    if scores is None or best is None:
        return SenseFacts()
    anisotropy = float(scores.mean_cosine[best])  # NaN where the sentences have no other words
    low, high = wilson_interval(float(scores.accuracy[best]), len(study.occurrences))
    forms = {o.text[o.start : o.end].casefold() for o in study.occurrences}
    return SenseFacts(
        word=found.word,
        model=found.model.name,
        n=len(study.occurrences),
        senses=len({o.sense for o in study.occurrences if o.sense}),
        layers=study.layers,
        best_layer=best,
        best_layers=_named(study.best_layers),
        best_layer_region=region_choice(study.best_layers, study.layers),
        best_accuracy=float(scores.accuracy[best]),
        best_low=low,
        best_high=high,
        layer0_accuracy=float(scores.accuracy[0]),
        chance=scores.chance,
        accuracy_layer0_vs_chance=layer0_choice(float(scores.accuracy[0]), scores.chance),
        static_spots="one" if len(forms) == 1 else None,
        anisotropy=anisotropy if np.isfinite(anisotropy) else None,
        random_words_cosine=random_words_choice(anisotropy) if np.isfinite(anisotropy) else None,
    )


def cost_facts(cost: Cost) -> SenseFacts:
    """Return what was measured."""
    cheaper: Cheaper = "lookup" if cost.lookup_us < cost.forward_ms * 1e3 else "forward"
    return SenseFacts(lookup_us=cost.lookup_us, forward_ms=cost.forward_ms, cheaper=cheaper)


def layer0_choice(accuracy: float, chance: float) -> Input:
    """Return how layer 0 does; "better" means more than 0.1 above chance (both 0 to 1)."""
    if accuracy >= 1.0:
        return "perfect"
    return "better" if accuracy > chance + 0.1 else "chance"


def region_choice(best_layers: Sequence[int], layers: int) -> Region:
    """Return where the best layers are: "first" is layer 0, "last" layer ``layers``, "several" no single place."""
    places: set[Region] = {"first" if layer == 0 else "last" if layer == layers else "middle" for layer in best_layers}
    return places.pop() if len(places) == 1 else "several"


def _named(layers: Sequence[int]) -> str:
    *others, last = map(str, layers)
    return f"layers {', '.join(others)} and {last}" if others else f"layer {last}"


def random_words_choice(mean_cosine: float) -> RandomWords:
    """Return how alike random words are: "near_zero" below 0.1 either way, "above_half" from 0.5 up."""
    if mean_cosine >= 0.5:
        return "above_half"
    return "between" if mean_cosine >= 0.1 else "near_zero"
