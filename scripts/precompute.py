"""Compute what ships under ``assets/precomputed``: run it after changing a preset, a model or a computation.

.venv/bin/python -m scripts.precompute
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from embedlab.lessons.text import load_lesson
from embedlab.lessons.words import load_sense_words
from embedlab.models.catalog import bundled_cards, card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import shared_runtime
from embedlab.studies import ship_asymmetry, ship_late, vectors_shipped
from embedlab.ui.home_lab import random_sample, text_cards
from embedlab.ui.shipped import save_random_pairs, save_spots, save_study, save_triples, sense_file
from embedlab.ui.study import attend, study_senses
from embedlab.ui.words import spot


def main() -> None:
    """Write every shipped result."""
    runtime = shared_runtime()
    vectors_shipped.precompute(runtime)
    words = load_sense_words()
    table = runtime.table(card("glove-6b-50d"))
    save_spots("glove-6b-50d", {word: spot(table, word) for word in words})
    ship_asymmetry.ship(runtime)
    ship_late.ship(runtime)
    texts = [text for p in load_lesson("home").presets for text in (p.a, p.b, p.c)]
    for model in text_cards():
        save_random_pairs(model.id, random_sample(runtime, model))
        save_triples(model.id, texts, text_vectors(runtime, model, texts).vectors)
    for model in bundled_cards():
        if model.is_transformer and model.head == "encoder":
            for word in words.values():
                study = study_senses(runtime, model, word.occurrences)
                save_study(sense_file(model.id, word.word), study, attend(runtime, model, study.occurrences[0]))
            print(f"{model.id}: {len(words)} words", file=sys.stderr)


if __name__ == "__main__":
    main()
