"""What the page of lesson 6 computes and its text may name: numbers for the templates, choices for the quiz."""

from collections.abc import Mapping

from embedlab.studies.search_facts import RANK_CHANGES

CHOICES: Mapping[str, tuple[str, ...]] = {
    "symmetric_first": ("question", "answer", "other"),
    "prefix_effect": RANK_CHANGES,
    "answer_beats_related": ("under_third", "between", "over_two_thirds"),
    "answer_beats_paraphrase": ("hardly_ever", "sometimes", "mostly"),
    "intervals": ("overlap", "apart"),
}
"""Each choice with its possible values; the wording of the options sets the bounds of the functions below."""

NUMBERS: Mapping[str, type] = {
    "documents": int,
    "place_symmetric": int,
    "place_bare": int,
    "place_prefixed": int,
    "triples": int,
    "related_paraphrase": float,
    "related_minilm": float,
    "related_minilm_low": float,
    "related_minilm_high": float,
    "related_bare": float,
    "related_bare_low": float,
    "related_bare_high": float,
    "related_prefixed": float,
    "control_named": float,
    "control_entry": float,
}
"""Kinds and units.

``place_...``: the worst rank among its ties of the best ranked answer, by ``paraphrase-minilm-l3-v2``, by E5 without
and with its prefixes. ``related_...``: share of the ``triples``, 0 to 1, whose answer stands above the related
question, by ``paraphrase-minilm-l3-v2``, ``all-minilm-l6-v2``, and E5 without and with its prefixes; ``_low`` and
``_high`` bound its 95 % bootstrap interval. ``control_...``: the same for E5 with its prefixes against the full
paraphrase, with the answer that names the topic (``Triple.answer``) and with the one that does not (``Triple.entry``).
"""


def related_choice(share: float) -> str:
    """Return the value of ``answer_beats_related`` from a share of 0 to 1: below 1/3, above 2/3, or between."""
    if share < 1 / 3:
        return "under_third"
    return "over_two_thirds" if share > 2 / 3 else "between"


def control_choice(share: float) -> str:
    """Return the value of ``answer_beats_paraphrase`` from a share of 0 to 1: below 10 %, below half, or more."""
    if share < 0.1:
        return "hardly_ever"
    return "sometimes" if share < 0.5 else "mostly"


def intervals_choice(one: tuple[float, float], other: tuple[float, float]) -> str:
    """Return the value of ``intervals``: whether two (low, high) intervals have a point in common."""
    return "overlap" if max(one[0], other[0]) <= min(one[1], other[1]) else "apart"
