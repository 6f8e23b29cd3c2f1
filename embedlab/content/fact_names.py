"""The names of everything a page computes and a lesson's text may speak of.

A quiz answer is a *choice*: the page computes which option is right. A template may hold any *number* (or
name) in ``str.format`` style, so ``{best_accuracy:.0%}``: pages pass raw values, the text decides on digits.
"""

import string
from collections.abc import Mapping
from types import MappingProxyType

from embedlab.content import retrieval_facts, training_facts

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "accuracy_layer0_vs_chance": ("chance", "better", "perfect"),
        "best_layer_region": ("first", "middle", "last"),
        "static_spots": ("one", "per_sense", "per_sentence"),
        "same_sense_pairs_higher": ("yes", "no"),
        "cheaper": ("lookup", "forward"),
        "random_words_cosine": ("near_zero", "between", "above_half"),
        **retrieval_facts.CHOICES,
        **training_facts.CHOICES,
    }
)
"""Each choice with its possible values; the functions below decide where the wording of an option sets a bound."""

NUMBERS: Mapping[str, type] = MappingProxyType(
    {
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
        "cosine_ab": float,
        "cosine_ac": float,
        "shared_ab": int,
        "shared_ac": int,
        "below_ab": float,
        **retrieval_facts.NUMBERS,
        **training_facts.NUMBERS,
    }
)
"""Kinds and units.

Accuracies, ``chance`` and ``below_ab`` (share of random pairs that are less similar) run from 0 to 1, cosines
and ``anisotropy`` (mean cosine of random words at the best layer) from -1 to 1. ``lookup_us`` is in microseconds
for one occurrence, ``forward_ms`` in milliseconds for one sentence. ``n`` counts occurrences, ``senses`` senses,
``layers`` the layers above the input (layer 0), ``shared_ab`` the words that texts A and B share. The others are
explained in ``retrieval_facts`` and ``training_facts``.
"""


def names_in(template: str) -> set[str]:
    """Return the facts that a template speaks of. Raises ValueError for braces that do not close."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def unknown_names(template: str) -> set[str]:
    """Return the names in a template that no page computes. Raises ValueError as ``names_in``."""
    return names_in(template) - set(NUMBERS) - set(CHOICES)


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
