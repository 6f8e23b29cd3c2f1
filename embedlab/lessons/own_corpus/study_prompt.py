"""What would reach the prompt of a language model: the first passages of a search within a budget of tokens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.near_duplicates import SAME, SHINGLE, jaccard_matrix, repeated_texts, repeats_by
from embedlab.compute.prompt_budget import Packed, pack_prompt
from embedlab.numbers_text import counted, signed, whole
from embedlab.studies.corpus.set_ups import SetUp

Measure = Literal["words", "vectors"]
"""How near-duplicates are told: by runs of words that two texts share, or by the cosine of their vectors."""

SAME_COSINE: Final = 0.95
"""From this cosine on two passages are near-duplicates."""
_ROUNDING: Final = 1e-6
INSTRUCTION: Final = (
    "Answer the question with the passages below, and name the number of each passage that you use. "
    "If they do not hold the answer, say so."
)
"""What stands before the passages; whoever builds a prompt puts words of their own here."""

Count = Callable[[Sequence[str]], list[int]]
"""The tokens of each of some texts."""


@dataclass(frozen=True, eq=False)
class Prompt:
    """The prompt that a ranking gives.

    Attributes:
        names: (n,) what a reader calls each passage of the ranking, best first.
        tokens: (n,) tokens of each, its number and name included.
        repeats: (n,) the place of an earlier passage that it repeats, or None.
        alike: (n,) how alike the two are, 0 to 1; 1 for the same text, 0 for one that repeats none.
        relevant: (n,) whether it is known to answer.
        fixed: tokens of instruction and question.
        packed: which passages are taken.
        text: the whole prompt.
    """

    names: tuple[str, ...]
    tokens: tuple[int, ...]
    repeats: tuple[int | None, ...]
    alike: tuple[float, ...]
    relevant: tuple[bool, ...]
    fixed: int
    packed: Packed
    text: str

    @property
    def answer_at(self) -> int | None:
        """The number in the prompt, from 1, of the first passage that is known to answer; None without one."""
        return next((number for number, place in enumerate(self.packed.taken, 1) if self.relevant[place]), None)

    @property
    def stopped_at(self) -> int | None:
        """The place of the passage that found no room and so ended the prompt; None where all found room."""
        return len(self.packed.taken) + len(self.packed.skipped) if self.packed.full else None

    @property
    def missed_at(self) -> int | None:
        """The rank, from 1, of the first passage that is known to answer and is not taken; None without one."""
        missed = (place for place, answers in enumerate(self.relevant) if answers and place not in self.packed.taken)
        return next((place + 1 for place in missed), None)


def repeats_of(texts: Sequence[str], vectors: NDArray[np.float32] | None) -> tuple[list[int | None], list[float]]:
    """Return for each passage the first before it that it repeats, or None, and how alike they are, 0 to 1.

    The same text is always a repeat. With ``vectors`` (n, d) of length 1 their cosine tells the others, else the runs
    of words.
    """
    exact = repeated_texts(texts)
    if vectors is None:
        similarity, least = jaccard_matrix(texts), SAME
    else:
        similarity, least = vectors.astype(np.float64) @ vectors.astype(np.float64).T, SAME_COSINE
    for place, first in enumerate(exact):
        if first is not None:
            similarity[place, first] = similarity[first, place] = 1.0
    found = repeats_by(similarity, least)
    return found, [0.0 if first is None else float(similarity[at, first]) for at, first in enumerate(found)]


def make_prompt(
    query: str,
    names: Sequence[str],
    texts: Sequence[str],
    relevant: Sequence[bool],
    vectors: NDArray[np.float32] | None,
    budget: int,
    count: Count,
    *,
    skip_repeats: bool,
) -> Prompt:
    """Pack the first passages of a ranking into a prompt of at most ``budget`` tokens, instruction and question too."""
    head, foot = INSTRUCTION, f"Question: {query}"
    blocks = [f"[{rank}] {name}\n{text}" for rank, (name, text) in enumerate(zip(names, texts, strict=True), 1)]
    fixed = sum(count([head, foot]))
    tokens = count(blocks)
    repeats, alike = repeats_of(texts, vectors)
    packed = pack_prompt(tokens, max(0, budget - fixed), repeats, skip_repeats=skip_repeats)
    taken = [f"[{number}] {names[place]}\n{texts[place]}" for number, place in enumerate(packed.taken, 1)]
    return Prompt(
        tuple(names), tuple(tokens), tuple(repeats), tuple(alike), tuple(relevant), fixed, packed,
        "\n\n".join([head, *taken, foot]),
    )  # fmt: skip


def measure_sentence(measure: Measure, model: str) -> str:
    """How near-duplicates are told."""
    if measure == "vectors":
        return f"Near-duplicates have a cosine of {signed(SAME_COSINE)} or more by {model}."
    return f"Near-duplicates share {signed(SAME)} or more of their runs of {whole(SHINGLE)} words (Jaccard, 0 to 1)."


def repeat_sentence(prompt: Prompt, place: int) -> str:
    """What a passage repeats: "the same text as rank 2", "like rank 2 (0.91)"; "" where it repeats none."""
    first = prompt.repeats[place]
    if first is None:
        return ""
    rank, alike = whole(first + 1), prompt.alike[place]
    return f"= same as rank {rank}" if alike >= 1 - _ROUNDING else f"≈ like rank {rank} ({signed(alike)})"


def stop_sentence(prompt: Prompt) -> str:
    """Which passage ended a prompt, and how many tokens it would have taken; "" where all found room."""
    at = prompt.stopped_at
    return "" if at is None else f"rank {whole(at + 1)} finds no room with {counted(prompt.tokens[at], 'token')}"


def answer_sentence(prompt: Prompt, *, known: bool) -> str:
    """Whether a passage that is known to answer is in the prompt."""
    if not known:
        return "nobody has judged what answers"
    if prompt.answer_at is not None:
        return f"✓ passage {whole(prompt.answer_at)} answers"
    if prompt.missed_at is not None:
        return f"✗ no answer in it: rank {whole(prompt.missed_at)} does"
    return f"✗ no answer in the first {whole(len(prompt.names))}"


def reach_sentence(prompts: Mapping[str, Prompt]) -> str:
    """Into which prompts an answer has come."""
    names = [SetUp.parse(set_up).name for set_up, prompt in prompts.items() if prompt.answer_at is not None]
    if not names:
        return "No prompt holds a passage that is known to answer."
    if len(names) == len(prompts):
        return (
            "A passage that is known to answer reaches every prompt."
            if len(names) > 1
            else (f"A passage that is known to answer reaches the prompt of {names[0]}.")
        )
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"A passage that is known to answer reaches only the prompt of {told}."
