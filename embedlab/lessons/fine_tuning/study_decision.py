"""When not to bother: a few tests of one tuning, each with its number and a verdict, and what follows."""

from dataclasses import dataclass
from typing import Literal

from embedlab.lessons.fine_tuning.study import Outcome, Way
from embedlab.lessons.fine_tuning.study_compare import Compared
from embedlab.lessons.fine_tuning.study_shown import NAMES, fine, outcome_name
from embedlab.numbers_text import between, change, p_value, signed, whole

Verdict = Literal["for", "against", "open"]
FEW_QUERIES, FEW_PAIRS = 50, 250
"""Fewer tested queries leave most gains within luck; fewer pairs rarely teach much."""
WITHOUT: tuple[Way, ...] = ("bm25", "before", "hybrid-before", "weighted-before")
WITH: tuple[Way, ...] = ("after", "hybrid-after", "weighted-after")
"""Ways to search without the tuned model, and with it."""


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
            f"{whole(outcome.queries)} tested, interval {signed(gain.high - gain.low, 3)} wide",
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
    return f"{change(test.difference, 3)} ({between((test.low, test.high), fine)}), {p_value(test.p)}"


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
    said = f"stories {change(found.stories[0], 3)}, definitions {change(fall, 3)}"
    return Ask(question, said, "against" if found.loses else "for")


def decision_sentence(outcome: Outcome) -> str:
    """What to do: the best search with the tuned model against the best without it, and what was lost elsewhere."""
    name, gain = outcome_name(outcome), outcome.compared()
    if gain.sure and gain.difference < 0:
        return f"{name} finds less than the generalist: do not use it. Try fewer epochs or a lower learning rate."
    without, with_it = best_of(outcome, WITHOUT), best_of(outcome, WITH)
    test = outcome.compared(with_it, without)
    told = f"{NAMES[with_it]} has {signed(outcome.searches[with_it].mean, 3)}, {NAMES[without]} "
    told += f"{signed(outcome.searches[without].mean, 3)}, {p_value(test.p)}"
    if not test.sure:
        return f"The best with the tuned model cannot be told from the best without it ({told}): do not bother."
    if test.difference < 0:
        return f"The best without the tuned model finds more ({told}): do not bother."
    lost = outcome.forgotten is not None and outcome.forgotten.loses
    kept = " Keep the generalist beside it: elsewhere the tuned model has lost." if lost else ""
    return f"The best with the tuned model is better than the best without it ({told}): worth it here.{kept}"


def best_of(outcome: Outcome, ways: tuple[Way, ...]) -> Way:
    """The way with the highest mean, the first of several."""
    return max(ways, key=lambda way: outcome.searches[way].mean)
