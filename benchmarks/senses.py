"""Does each layer know which sense of *point* is meant? The shipped sentences through every bundled encoder.

At the input layer a word is its own row of the embedding table and its place in the sentence, so whether it scores
better than by luck is a question for a permutation test: how often do shuffled senses score at least as well?
"""

import numpy as np

from benchmarks._report import Line, held_to, note, print_table
from embedlab.compute.sense_scores import layer_scores, nearest_sense_accuracy
from embedlab.content.sense_words import load_sense_words
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.encoders import occurrence_states
from embedlab.models.runtime import shared_runtime

WORD = load_sense_words()["point"]
SENSES = [occurrence.sense for occurrence in WORD.occurrences]
HELD_TO_BEST = "e5-small-v2"
SHUFFLES = 2_000


def main() -> None:
    """Compute, and print the table."""
    encoders = [card for card in bundled_cards() if card.is_encoder]
    title = f"Sense accuracy by layer, {len(SENSES)} sentences with “{WORD.word}” in {len(set(SENSES))} senses"
    print_table(title, "by luck", [line for card in encoders for line in lines(card)])


def lines(card: ModelCard) -> list[Line]:
    """Return what is said of one model: its input layer, its best layer, and every layer in order."""
    states = occurrence_states(shared_runtime(), card, [(o.text, (o.start, o.end)) for o in WORD.occurrences])
    scores = layer_scores(states.frames, SENSES, states.others, states.groups)
    best = int(scores.accuracy.argmax())
    first, top = float(scores.accuracy[0]), float(scores.accuracy[best])
    luck = f"{scores.chance:.3f}"
    at_best = f"{card.id}, best layer ({best})"
    return [
        note(f"{card.id}, layer 0", f"{first:.3f}", luck),
        held_to("  share of shuffled senses that score as well", by_luck(states.frames[0], first), ">=", 0.05),
        held_to(at_best, top, ">=", 0.9, shown=f"{top:.3f}", other=luck)
        if card.id == HELD_TO_BEST
        else note(at_best, f"{top:.3f}", luck),
        note("  all layers", " ".join(f"{value:.2f}" for value in scores.accuracy)),
    ]


def by_luck(vectors: np.ndarray, accuracy: float) -> float:
    """Return the share of shufflings of the senses that reach this accuracy, 0 to 1."""
    rng = np.random.default_rng(0)
    shuffled = [nearest_sense_accuracy(vectors, list(rng.permutation(SENSES))) for _ in range(SHUFFLES)]
    return float(np.mean(np.array(shuffled) >= accuracy - 1e-9))


if __name__ == "__main__":
    main()
