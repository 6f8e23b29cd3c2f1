"""When not to bother: a few tests of one tuning, each with its number and a verdict, and what follows."""

from dataclasses import dataclass
from typing import Literal

from embedlab.lessons.fine_tuning.study import Outcome
from embedlab.lessons.fine_tuning.study_compare import Compared
from embedlab.lessons.fine_tuning.study_shown import outcome_name
from embedlab.numbers_text import between, change, p_value, signed, whole

Verdict = Literal["for", "against", "open"]
FEW_QUERIES, FEW_PAIRS = 50, 250
"""Fewer tested queries leave most gains within luck; fewer pairs rarely teach much."""
CLEAR_LOSS = 0.02
"""A fall of nDCG@10 elsewhere that is worth a word even where the interval is wide."""


@dataclass(frozen=True)
class Ask:
    """A question to a tuning, what was measured, and what it speaks for."""

    question: str
    measured: str
    verdict: Verdict


def asks_of(outcome: Outcome) -> list[Ask]:
    """Return the tests, in the order in which one would ask."""
    gain, words = outcome.compared(), outcome.compared("after", "bm25")
    mixed = outcome.compared("after", "hybrid-before")
    together = outcome.compared("hybrid-after", "hybrid-before")
    return [
        Ask("Does it find more than the generalist, by more than luck?", _told(gain), _verdict(gain)),
        Ask("More than BM25, which costs nothing to train?", _told(words), _verdict(words)),
        Ask("More than the generalist mixed with BM25, which needs no tuning either?", _told(mixed), _verdict(mixed)),
        Ask("And where the tuned model is mixed with BM25 as well?", _told(together), _verdict(together)),
        Ask(
            "Were there enough queries to tell?",
            f"{whole(outcome.queries)} tested, interval {signed(gain.high - gain.low)} wide",
            "for" if outcome.queries >= FEW_QUERIES else "open",
        ),
        Ask(
            "Were there enough pairs?",
            f"{whole(outcome.train_pairs)} pairs",
            "for" if outcome.train_pairs >= FEW_PAIRS else "open",
        ),
        _forgetting(outcome),
    ]


def _told(test: Compared) -> str:
    return f"{change(test.difference)} ({between((test.low, test.high), change)}), {p_value(test.p)}"


def _verdict(test: Compared) -> Verdict:
    if not test.sure:
        return "open"
    return "for" if test.difference > 0 else "against"


def _forgetting(outcome: Outcome) -> Ask:
    question = "Does it still do what the generalist could elsewhere?"
    found = outcome.forgotten
    if found is None:
        return Ask(question, "not measured on your own pairs", "open")
    fall = float(found.definitions_after.mean() - found.definitions_before.mean())
    said = f"stories {change(found.stories[0])}, definitions {change(fall)}"
    return Ask(question, said, "against" if found.loses else "for")


def decision_sentence(outcome: Outcome) -> str:
    """What to do, by the tests above."""
    gain, words = outcome.compared(), outcome.compared("after", "bm25")
    together = outcome.compared("hybrid-after", "hybrid-before")
    name = outcome_name(outcome)
    if gain.sure and gain.difference < 0:
        return f"{name} finds less than the generalist: do not use it. Try fewer epochs or a lower learning rate."
    if not gain.sure:
        return f"{name} cannot be told from the generalist: not worth keeping a model of your own for."
    if words.sure and words.difference < 0:
        return f"{name} helps, yet BM25 alone finds more: mix them, or stay with words."
    if not together.sure:
        return f"{name} helps alone, but no more once both are mixed with BM25: the mixture is the cheaper way."
    lost = outcome.forgotten is not None and outcome.forgotten.loses
    kept = " Keep the generalist beside it: elsewhere the tuned model has lost." if lost else ""
    return f"{name} is worth it here: it helps alone and mixed with BM25.{kept}"
