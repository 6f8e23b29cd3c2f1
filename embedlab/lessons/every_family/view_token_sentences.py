"""What is said of the words of a score: pure, so that each sentence can be tested."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embedlab.lessons.every_family.inputs_scores import Way
from embedlab.lessons.every_family.study_parts import paired, rank_agreement
from embedlab.lessons.every_family.study_tokens import Occlusion
from embedlab.numbers_text import counted, signed, whole
from embedlab.studies.marked_words import digits_of
from embedlab.studies.rank import RankerId
from embedlab.studies.searches import name_of
from embedlab.studies.word_parts import Side, WordParts
from embedlab.words import Span, fold

CITED: Final = "occlusion: Zeiler and Fergus 2014; erasure: Li, Monroe and Jurafsky 2016"
SAME: Final = 5e-4
"""Half a unit of the third decimal, the last one shown."""
_NOTHING: Final = 1e-9
_NAMED: Final = 3
_WORD_CHARS: Final = 30


def method_sentence(way: Way) -> str:
    """What the numbers of all families are."""
    if way == "parts":
        return (
            "Parts: the summands of the formula, brought down to the words that they come from. They add up to the "
            "score, with what no word brings: markers, masks, prompts and signs."
        )
    return (
        "The score less the score without this word, everything else as it was: measured, and possible for every "
        f"family ({CITED}). Such changes do not add up to the score."
    )


def no_parts_sentence(ranker: str) -> str:
    """Why the score of a ranker has no parts that belong to words."""
    parsed = RankerId.parse(ranker)
    if parsed.card.family == "hybrid":
        return "Its two parts are rankings, not words."
    if parsed.card.ranker == "pairs":
        return "It reads query and text together, so no part of its score belongs to one word."
    if parsed.card.pooling == "cls":
        return "It compares the vectors of [CLS], in which all words are mixed, so there is nothing to add up."
    return "Its score does not split into parts."


def told_of_parts(parts: Mapping[Side, WordParts]) -> str:
    """The score, and how much of it no word brings."""
    rest = [f"{signed(part.rest, 3)} ({side})" for side, part in parts.items() if abs(part.rest) >= SAME]
    score = f"score {signed(parts['text'].score, 3)}"
    return f"{score}, of it by no word {' and '.join(rest)}" if rest else score


def told_of_lost(lost: Mapping[Side, Occlusion]) -> str:
    """The score, and whether a word changes it."""
    score = f"score {signed(lost['text'].score, 3)}"
    largest = max(float(np.nanmax(np.abs(each.changes), initial=0.0)) for each in lost.values())
    return score if largest > _NOTHING else f"{score}; no single word changes it"


def untried_sentence(found: Occlusion, side: Side) -> str:
    """Which words were not left out; empty where all were."""
    if not found.untried:
        return ""
    other = "text" if side == "query" else "query"
    return (
        f"The {side} has {whole(len(found.words) + found.untried)} words; {whole(len(found.words))} are left out one "
        f"at a time: those that the {other} has too, then the first."
    )


def nothing_left_sentence(found: Occlusion, side: Side) -> str:
    """That the only word cannot be left out; empty where something stays."""
    if not np.isnan(found.changes).any():
        return ""
    return f"Without its only word nothing is left of the {side}, so there is no score to compare with."


def strongest_sentence(text: str, side: Side, lines: Mapping[str, tuple[Sequence[Span], NDArray[np.float64]]]) -> str:
    """Which word raises the score most, by how many of the rankers (their short names with words and values)."""
    firsts: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for name, (words, values) in lines.items():
        if not np.isfinite(values).any() or float(np.nanmax(values)) <= _NOTHING:
            continue
        word = text[slice(*words[int(np.nanargmax(values))])]
        firsts.setdefault(fold(word), []).append(name)
        shown.setdefault(fold(word), _short(word))
    if not firsts:
        return f"No word of the {side} raises a score."
    order = sorted(firsts, key=lambda word: -len(firsts[word]))[:_NAMED]
    told = [f"“{shown[word]}” {_by(firsts[word])}" for word in order]
    return f"Of the {side}, the word that raises the score most, by {counted(len(lines), 'ranker')}: {', '.join(told)}."


def _by(names: Sequence[str]) -> str:
    return f"({whole(len(names))})" if len(names) > _NAMED else f"({', '.join(names)})"


def without_sentence(text: str, found: Occlusion) -> str:
    """What the score would be without the word that changes it most."""
    if not np.isfinite(found.changes).any() or float(np.nanmax(np.abs(found.changes))) <= _NOTHING:
        return "Without any single word the score would be the same."
    place = int(np.nanargmax(np.abs(found.changes)))
    change = float(found.changes[place])
    digits = digits_of(abs(change)) + 1
    scores = [signed(score, digits) for score in (found.score - change, found.score)]
    return f"Without “{_short(text[slice(*found.words[place])])}” the score would be {scores[0]}, not {scores[1]}."


def _short(word: str) -> str:
    return word if len(word) <= _WORD_CHARS else f"{word[:_WORD_CHARS]}…"


def agreement_sentence(parts: WordParts, found: Occlusion, side: Side) -> str:
    """How far both ways put the words in one order."""
    count, r = paired(parts, found).shape[1], rank_agreement(parts, found)
    if r is None:
        return f"{counted(count, 'word')} of the {side}: too few, or too many alike, to say whether both ways agree."
    return (
        f"Over the {whole(count)} words of the {side}, the order by parts and the order by changes correlate by "
        f"{signed(r)} (Spearman, −1 to 1)."
    )


def why_sentence(ranker: str) -> str:
    """Why what is lost without each word does not add up."""
    card = RankerId.parse(ranker).card
    if ranker == "hybrid-rrf":
        return (
            "Rank fusion sees ranks alone: without a word the score changes only where the text passes another or is "
            f"passed in one of the two rankings ({CITED})."
        )
    if card.row.runs == "transformer" or ranker == "bm42" or card.family == "hybrid":
        return (
            "Changes do not add up as parts do: words interact in a transformer, so without one of them it reads all "
            f"the others differently ({CITED})."
        )
    return (
        "Changes need not add up as parts do: without a word a text is shorter, and the words that are left count "
        f"more ({CITED})."
    )


def heading_sentence(ranker: str, document: int, score: float) -> str:
    """Whose score, of which text."""
    return f"Text {document + 1} by {name_of(ranker)}: {signed(score, 3)}"
