"""What the page of lesson 1 computes and its text may name: numbers for the templates, choices for the quiz."""

from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = {
    "accuracy_layer0_vs_chance": ("chance", "better", "perfect"),
    "best_layer_region": ("first", "middle", "last"),
    "static_spots": ("one", "per_sense", "per_sentence"),
    "cheaper": ("lookup", "forward"),
    "random_words_cosine": ("near_zero", "between", "above_half"),
}
"""Each choice with its possible values; the wording of the options sets the bounds of the functions below."""

NUMBERS: Mapping[str, type] = {
    "word": str,
    "model": str,
    "n": int,
    "senses": int,
    "layers": int,
    "best_layer": int,
    "best_accuracy": float,
    "layer0_accuracy": float,
    "chance": float,
    "anisotropy": float,
    "lookup_us": float,
    "forward_ms": float,
}
"""Kinds and units.

Accuracies and ``chance`` run from 0 to 1, ``anisotropy`` (mean cosine of random words at the best layer) from -1 to 1.
``lookup_us`` is in microseconds for one occurrence, ``forward_ms`` in milliseconds for one sentence. ``n`` counts
occurrences, ``senses`` senses, ``layers`` the layers above the input (layer 0).
"""


def layer0_choice(accuracy: float, chance: float) -> str:
    """Return the value of ``accuracy_layer0_vs_chance``; "better" means more than 0.1 above chance (both 0 to 1)."""
    if accuracy >= 1.0:
        return "perfect"
    return "better" if accuracy > chance + 0.1 else "chance"


def region_choice(best_layer: int, layers: int) -> str:
    """Return the value of ``best_layer_region``: "first" is layer 0, "last" layer ``layers``."""
    if best_layer == 0:
        return "first"
    return "last" if best_layer == layers else "middle"


def random_words_choice(mean_cosine: float) -> str:
    """Return the value of ``random_words_cosine``: "near_zero" below 0.1 either way, "above_half" from 0.5 up."""
    if mean_cosine >= 0.5:
        return "above_half"
    return "between" if mean_cosine >= 0.1 else "near_zero"
