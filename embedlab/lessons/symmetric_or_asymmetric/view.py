"""The first screen of lesson 6: ten texts in two orders, and how often the answer wins."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from embedlab.content.collections import load_collections
from embedlab.figures.intervals import shares_with_intervals
from embedlab.figures.text_orders import text_orders
from embedlab.lessons.symmetric_or_asymmetric.examples import SHORT, SYMMETRIC
from embedlab.lessons.symmetric_or_asymmetric.export import measurement_rows
from embedlab.lessons.symmetric_or_asymmetric.found import find_rankings
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS, choose_pair
from embedlab.lessons.symmetric_or_asymmetric.shipped import answers_first
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asymmetric, TripleScores, asked_name, best_answer
from embedlab.lessons.symmetric_or_asymmetric.view_models import NO_ANSWER, draw_notes
from embedlab.lessons.symmetric_or_asymmetric.view_paired import pair_sentence
from embedlab.models.catalog import card
from embedlab.numbers_text import percent, short, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.search_panel import choose_search
from embedlab.ui.stage import aside, hero

SHARES_HEIGHT = 310
_KINDS = {"question": "a question", "answer": "an answer", "other": "another text"}


def choose() -> Asymmetric | None:
    """Draw the search and rank; None when there is nothing to search."""
    search = choose_search(KEYS.slug)
    return None if search is None else find_rankings(search)


def draw(found: Asymmetric, guess: Guess) -> None:
    """Draw two orders of the same texts, and beside them the measurement over the shipped triples."""
    count = len(found.search.texts)
    pair: list[str] = []
    with hero(f"{'Ten' if count == 10 else count} texts, two orders", lambda: pair.extend(choose_pair())):
        _draw_orders(found, pair, guess)
    triples = len(next(iter(found.scores.values())).answer) if found.scores else 0
    with aside(f"{triples} questions: does the answer come first?"):
        _draw_measurement(found.scores, pair)


def _draw_orders(found: Asymmetric, pair: Sequence[str], guess: Guess) -> None:
    shown = [model for model in pair if model in found.results]
    if not shown:
        note("The rankings come as soon as a model is here.")
        return
    count = len(found.search.texts)
    heads, ranks = [], []
    for model in shown:
        # The guess is about what this model puts first: till then the texts stand as they are listed.
        veiled = model == SYMMETRIC and not guess.open
        heads.append("as listed" if veiled else f"{SHORT[model]}, {card(model).axes.symmetry}")
        ranks.append(np.arange(1, count + 1) if veiled else found.results[model].ranking.ranks)
    kinds = found.kinds if guess.open else None
    chart(text_orders(heads, np.array(ranks), found.search.texts, kinds, narrow=narrow_screen()), KEYS("rankings"))
    guess.finding(order_sentence(found, shown))
    draw_notes(found, shown)


def order_sentence(found: Asymmetric, shown: Sequence[str]) -> str:
    """Of which kind the text is that each model puts first, and at which rank the best answer stands below it."""
    if "answer" not in found.kinds:
        return NO_ANSWER
    told = []
    for model in dict.fromkeys(shown):
        kind, rank = found.kind_on_top(model), best_answer(found.search, found.results[model])
        below = "" if kind == "answer" else f", the best answer at rank {short(rank or 0)}"
        told.append(f"First by {SHORT[model]}: {_KINDS[kind]}{below}.")
    return " ".join([*told, examples_sentence(shown)]).rstrip()


def examples_sentence(shown: Sequence[str]) -> str:
    """Over how many of the page's examples each model puts an answer first: one query proves little."""
    counts = {model: answers_first(model) for model in dict.fromkeys(shown)}
    known = [f"{whole(count)} by {SHORT[model]}" for model, count in counts.items() if count is not None]
    if not known:
        return ""
    examples = whole(len(load_collections(KEYS.slug)))
    return f"Over the page's {examples} examples an answer comes first in {' and '.join(known)}."


def _draw_measurement(scores: Mapping[str, TripleScores], pair: Sequence[str]) -> None:
    """Draw how often the answer beats the related question, per model, with intervals, and two models compared."""
    if not scores:
        note("The shipped measurement cannot be read; measure a model live below.")
        return
    asked = [a for a in ASKED if a.key in scores]
    summed = [scores[a.key].against_related for a in asked]
    figure = shares_with_intervals(
        [asked_name(a) for a in asked],
        [s.share for s in summed],
        [s.share_interval[0] for s in summed],
        [s.share_interval[1] for s in summed],
        name="answer above the related question",
        chance=0.5,
        colours=[FAMILY_COLOURS[card(a.model).family] for a in asked],
    )
    chart(figure, KEYS("shares"), height=SHARES_HEIGHT)
    offer("Measurement", partial(measurement_rows, scores))
    low, high = min(summed, key=lambda s: s.share), max(summed, key=lambda s: s.share)
    finding(
        f"From {percent(low.share)} to {percent(high.share)}: only the model or its prefixes changed. "
        f"{pair_sentence(scores, *pair)}".rstrip()
    )
