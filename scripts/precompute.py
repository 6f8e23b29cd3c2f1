"""Compute what ships under ``assets/lessons/*/shipped``: run it after changing a preset, a model or a computation.

.venv/bin/python -m scripts.precompute                            everything
.venv/bin/python -m scripts.precompute --only mlm-embedlab        what one model brings to Home and lesson 1
.venv/bin/python -m scripts.precompute --only single_or_late         one lesson
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from embedlab.content.lesson_text import load_lesson
from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.dense_or_sparse import shipped as vectors_shipped
from embedlab.lessons.home.shipped import save_random_pairs, save_triples
from embedlab.lessons.home.view import random_sample, text_cards
from embedlab.lessons.single_or_late import shipped as ship_late
from embedlab.lessons.static_or_contextual.shipped import save_spots, save_study, sense_file
from embedlab.lessons.static_or_contextual.study import attend, study_senses
from embedlab.lessons.symmetric_or_asymmetric import ship as ship_asymmetry
from embedlab.lessons.unsupervised_or_supervised import ship as ship_objectives
from embedlab.lessons.word_or_sentence import ship as ship_pooling
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import bundled_cards
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.studies.word_tables import spot

LESSONS: dict[str, Callable[[Runtime], object]] = {
    "word_or_sentence": ship_pooling.precompute,
    "unsupervised_or_supervised": ship_objectives.ship,
    "dense_or_sparse": vectors_shipped.precompute,
    "single_or_late": ship_late.ship,
    "symmetric_or_asymmetric": ship_asymmetry.ship,
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
