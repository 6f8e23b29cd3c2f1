"""Compute what ships under ``assets/precomputed``: run it after changing a preset, a model or a computation.

.venv/bin/python -m scripts.precompute                            everything
.venv/bin/python -m scripts.precompute --only mlm-embedlab        what one model brings to Home and lesson 1
.venv/bin/python -m scripts.precompute --only single-late         one lesson
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from embedlab.lessons.text import load_lesson
from embedlab.lessons.words import load_sense_words
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.studies import ship_asymmetry, ship_late, ship_objectives, ship_pooling, vectors_shipped
from embedlab.ui.home_lab import random_sample, text_cards
from embedlab.ui.shipped import save_random_pairs, save_spots, save_study, save_triples, sense_file
from embedlab.ui.study import attend, study_senses
from embedlab.ui.words import spot

LESSONS: dict[str, Callable[[Runtime], object]] = {
    "word-sentence": ship_pooling.precompute,
    "unsupervised-supervised": ship_objectives.ship,
    "dense-sparse": vectors_shipped.precompute,
    "single-late": ship_late.ship,
    "symmetric-asymmetric": ship_asymmetry.ship,
}
"""What a lesson ships over all of its models, by the id of the lesson."""


def main(only: Sequence[str]) -> None:
    """Write every shipped result, or those of the named lessons and models."""
    runtime = shared_runtime()
    models = {model.id: model for model in bundled_cards()}
    if unknown := [name for name in only if name not in (*LESSONS, *models)]:
        sys.exit(f"There is no {unknown[0]}; name one of: {', '.join((*LESSONS, *models))}.")
    for name, ship in LESSONS.items():
        if not only or name in only:
            ship(runtime)
            print(name, file=sys.stderr)
    for name, model in models.items():
        if not only or name in only:
            ship_model(runtime, model)
            print(name, file=sys.stderr)


def ship_model(runtime: Runtime, model: ModelCard) -> None:
    """Write what Home and lesson 1 show of one model."""
    words = load_sense_words()
    if model.family == "static":
        table = runtime.table(model)
        save_spots(model.id, {word: spot(table, word) for word in words})
    if model in text_cards():
        texts = [text for p in load_lesson("home").presets for text in (p.a, p.b, p.c)]
        save_random_pairs(model.id, random_sample(runtime, model))
        save_triples(model.id, texts, text_vectors(runtime, model, texts).vectors)
    if model.is_encoder:
        for word in words.values():
            study = study_senses(runtime, model, word.occurrences)
            save_study(sense_file(model.id, word.word), study, attend(runtime, model, study.occurrences[0]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="ids of lessons or models")
    main(parser.parse_args().only)
