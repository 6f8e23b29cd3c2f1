"""The scores that the cards of the encoders trained here give, from the files that ship: senses, stories, recall.

.venv/bin/python -m scripts.score_models mlm-embedlab two-tower-embedlab
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from embedlab.compute.agreement import pairs_above_diagonal, pearson
from embedlab.compute.sense_scores import chance_accuracy, nearest_sense_accuracy
from embedlab.content.sense_words import load_sense_words
from embedlab.models.cards import ModelCard
from embedlab.models.encoders import occurrence_states, text_vectors
from embedlab.models.local import find_card
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.studies.lee_stories import load_lee
from scripts.training.dictionary import held_out_pairs


def senses(runtime: Runtime, card: ModelCard) -> dict[str, Any]:
    """Nearest-sense accuracy of each layer, the mean over the shipped words, and what chance gives, 0 to 1."""
    rows, chances = [], []
    for word in load_sense_words().values():
        states = occurrence_states(runtime, card, [(o.text, (o.start, o.end)) for o in word.occurrences])
        names = [o.sense for o in word.occurrences]
        rows.append([nearest_sense_accuracy(frame, names) for frame in states.frames])
        chances.append(chance_accuracy(names))
    return {"by layer": [round(float(mean), 3) for mean in np.mean(rows, axis=0)], "chance": float(np.mean(chances))}


def stories(runtime: Runtime, card: ModelCard) -> float:
    """Pearson correlation with people over the 1,225 pairs of the Lee stories, pooled as the card says."""
    lee = load_lee()
    vectors = text_vectors(runtime, card, lee.texts).vectors.astype(np.float64)
    return pearson(pairs_above_diagonal(vectors @ vectors.T), pairs_above_diagonal(lee.similarity))


def recall(runtime: Runtime, card: ModelCard) -> dict[str, float]:
    """Share of the held-out terms, asked for as a question, whose own definition is first or among the first ten."""
    pairs = held_out_pairs()
    asked = text_vectors(runtime, card, [f"what is {pair.term}?" for pair in pairs], "query").vectors
    given = text_vectors(runtime, card, [pair.definition for pair in pairs], "document").vectors
    scores = asked @ given.T
    better = (scores > scores.diagonal()[:, None]).sum(axis=1)
    return {f"recall@{k}": float((better < k).mean()) for k in (1, 10)}


def main(names: list[str]) -> None:
    """Print the scores of each model as JSON."""
    runtime = shared_runtime()
    for name in names:
        card = find_card(name)
        found: dict[str, Any] = {}
        if card.is_encoder:
            found = {"senses": senses(runtime, card), "stories": stories(runtime, card)}
        if card.axes.symmetry == "asymmetric":
            found["definitions"] = recall(runtime, card)
        print(json.dumps({"model": name, **found}))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+")
    main(parser.parse_args().models)
