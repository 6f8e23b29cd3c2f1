"""The parts of lesson 2 after the play: facts for its texts, explanations, exports."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from embedlab.compute.agreement import agreement, pairs_above_diagonal
from embedlab.compute.maxsim import two_readings
from embedlab.compute.pairs_bench import order_quality
from embedlab.compute.pooling import mean_pool, weighted_mean_pool
from embedlab.content.lesson_text import Lesson
from embedlab.errors import EmbedLabError
from embedlab.lessons.word_or_sentence.examples_long_text import load_long_text
from embedlab.lessons.word_or_sentence.examples_stories import load_lee
from embedlab.lessons.word_or_sentence.facts import (
    cut_choice,
    hardest_kind_choice,
    lee_choice,
    pooled_number_choice,
    static_order_choice,
)
from embedlab.lessons.word_or_sentence.found import Tables
from embedlab.lessons.word_or_sentence.inputs import FIRST_MODEL, Choice
from embedlab.lessons.word_or_sentence.shipped import LeeResults, example_pairs, load_cuts
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED, Bench
from embedlab.lessons.word_or_sentence.study_cut import Cut
from embedlab.lessons.word_or_sentence.study_setups import SPELT, Setup
from embedlab.lessons.word_or_sentence.view import Played
from embedlab.lessons.word_or_sentence.view_bench import lengths
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.studies.rows import Rows
from embedlab.ui.exports import assignment, notebook_bytes
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, show_source

STATIC = Setup("glove-6b-50d", "mean")


def bench_facts(chosen: Setup, bench: Bench) -> dict[str, Any]:
    """What the reveal and the first two questions may name; empty while the chosen or the static model is missing."""
    if chosen not in bench.cosines or STATIC not in bench.cosines:
        return {}
    means = bench.means[chosen]
    return {
        "model": card(chosen.model).name,
        "pooling": SPELT[chosen.pooling],
        "bench_pairs": len(bench.pairs),
        **{f"cosine_{kind}": value for kind, value in means.items()},
        "order_chosen": bench.quality[chosen],
        "order_easy": bench.paraphrases_above(chosen, UNRELATED),
        "order_hard": bench.paraphrases_above(chosen, LOOK_ALIKES),
        "order_static": bench.quality[STATIC],
        "static_role_swap": bench.means[STATIC]["role_swap"],
        "static_order": static_order_choice(bench.means[STATIC]["role_swap"]),
        "hardest_kind": hardest_kind_choice(means),
    }


def pair_facts(tables: Tables | None) -> dict[str, Any]:
    """Both sides of the identity for the two texts on the page."""
    if tables is None:
        return {}
    first, second = tables.pair
    read = two_readings(first.real, second.real)
    one, other = lengths(tables)
    cosine = read.dot_of_means / (one * other)
    return {
        "cells_average": read.mean_of_cells,
        "pooled_dot": read.dot_of_means,
        "pooled_cosine": cosine,
        "pooled_number": pooled_number_choice(read.mean_of_cells, read.dot_of_means, cosine),
    }


def encoder_of(chosen: ModelCard) -> ModelCard:
    """The chosen model, or the first one where a table of words was chosen: it has no [CLS] and cuts nothing."""
    return card(FIRST_MODEL) if chosen.family == "static" else chosen


def lee_facts(chosen: ModelCard, found: LeeResults) -> dict[str, Any]:
    """Agreement with people, by the chosen encoder with two poolings and by averaged GloVe."""
    encoder = encoder_of(chosen)
    keys = [Setup(encoder.id, "mean").key, Setup(encoder.id, "cls").key, STATIC.key]
    if any(key not in found.agreements for key in keys):
        return {}
    mean, cls, static = (found.agreements[key] for key in keys)
    return {
        "lee_model": encoder.name,
        "lee_mean": mean.pearson,
        "lee_cls": cls.pearson,
        "lee_static": static.pearson,
        "lee_low": mean.low,
        "lee_high": mean.high,
        "lee_pairs": mean.pairs,
        "lee_pooling": lee_choice(mean.pearson, cls.pearson),
    }


def cut_facts(chosen: ModelCard, read: tuple[str, Cut] | None) -> dict[str, Any]:
    """How much of the long text the chosen encoder leaves unread."""
    if chosen.family == "static":
        shipped = load_cuts().get(FIRST_MODEL)
        read = None if shipped is None else (load_long_text().text, shipped)
    if read is None or read[1].limit is None:
        return {}
    text, cut = read
    share = cut.share_lost(text)
    return {"cut_share": share, "token_limit": cut.limit, "text_tokens": cut.tokens, "cut_part": cut_choice(share)}


def why(lesson: Lesson) -> None:
    """Draw the explanations, the real functions and the limits."""
    draw_sections(lesson)
    for function in (mean_pool, weighted_mean_pool, two_readings, order_quality, agreement):
        show_source(function)
    limits_note(lesson.limits)


def tables_for_export(played: Played, bench: Bench, found: LeeResults) -> Mapping[str, Any]:
    """What the export panel offers, each made only when it is asked for."""
    offered: dict[str, Any] = {"Pairs": partial(pair_rows, played, bench)}
    if found.agreements:
        offered["Agreement with people"] = partial(people_rows, found)
    if played.tables is not None:
        offered["Tokens"] = partial(token_rows, played.tables)
    return offered


def pair_rows(played: Played, bench: Bench) -> Rows:
    """Every cosine of every pair by every setup; the visitor's own pair first."""
    rows: list[dict[str, object]] = []
    if played.choice.texts is not None and played.choice.pair is None:
        texts = played.choice.texts
        rows += [_row("own", "", *texts, setup, value) for setup, value in played.own.items() if np.isfinite(value)]
    return rows + [
        _row(pair.kind, pair.same_meaning, pair.left, pair.right, setup, float(values[number]))
        for setup, values in bench.cosines.items()
        for number, pair in enumerate(bench.pairs)
    ]


def _row(kind: str, same: object, left: str, right: str, setup: Setup, cosine: float) -> dict[str, object]:
    return {
        "kind": kind, "same_meaning": same, "text_a": left, "text_b": right, "model": setup.model,
        "pooling": setup.pooling, "cosine": round(cosine, 6),
    }  # fmt: skip


def people_rows(found: LeeResults) -> Rows:
    """People's rating and every cosine of each pair of stories."""
    try:
        people_say = pairs_above_diagonal(load_lee().similarity)
    except EmbedLabError:
        return []
    one, other = np.triu_indices(len(load_lee().texts), 1)
    columns = {key: pairs_above_diagonal(matrix) for key, matrix in found.similarities.items()}
    return [
        {"story_a": int(one[i]) + 1, "story_b": int(other[i]) + 1, "people": round(float(people_say[i]), 4)}
        | {key: round(float(values[i]), 6) for key, values in columns.items()}
        for i in range(len(people_say))
    ]


def token_rows(tables: Tables) -> Rows:
    """Each token of both texts, its mask, and its vector, one number a column."""
    return [
        {"text": name, "position": place + 1, "token": table.tokens[place], "mask": int(table.mask[place])}
        | {f"number_{i + 1}": float(value) for i, value in enumerate(table.vectors[place])}
        for name, table in zip(("A", "B"), tables.pair, strict=True)
        for place in range(len(table))
    ]


def notebook(choice: Choice) -> bytes:
    """The page as a notebook that runs where EmbedLab is installed: same texts, same model, same cosines."""
    first, second = choice.texts or (example_pairs()[0].left, example_pairs()[0].right)
    setup = [
        assignment("a", first),
        assignment("b", second),
        assignment("model", choice.card.id),
    ]
    return notebook_bytes(
        [
            (
                "markdown",
                "# Word level or sentence level?\n\nRun this where EmbedLab is installed, from its folder.",
            ),
            ("code", "\n".join(setup)),
            (
                "code",
                "from embedlab.models.local import find_card\n"
                "from embedlab.models.runtime import shared_runtime\n"
                "from embedlab.lessons.word_or_sentence.study_bench import pair_cosines\n\n"
                "for setup, cosine in pair_cosines(shared_runtime(), find_card(model), [(a, b)]).items():\n"
                "    print(f'{setup.pooling}: {float(cosine[0]):.4f}')",
            ),
            (
                "code",
                "from embedlab.compute.maxsim import two_readings\n"
                "from embedlab.lessons.word_or_sentence.study import token_table\n\n"
                "tokens = [token_table(shared_runtime(), find_card(model), text).real for text in (a, b)]\n"
                "read = two_readings(*tokens)\n"
                "print(f'mean of all cells {read.mean_of_cells:.4f} = dot of the means {read.dot_of_means:.4f}')",
            ),
        ]
    )
