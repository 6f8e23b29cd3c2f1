"""All models of lesson 6 on the query of the page: where each puts questions, answers and the rest."""

from collections.abc import Sequence

import numpy as np

from embedlab.figures.bump import bump_chart
from embedlab.lessons.symmetric_or_asymmetric.examples import SHORT
from embedlab.lessons.symmetric_or_asymmetric.inputs import KEYS
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric, best_answer
from embedlab.numbers_text import short
from embedlab.studies.rank import RankOptions
from embedlab.studies.searches import name_of
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.unread_texts import say_unread_search

NO_ANSWER = "No text is called an answer. Begin a line with “answer:” to see where answers stand."


def draw_models(found: Asymmetric) -> None:
    """Draw the rankings of this query by every model that could answer."""
    if not found.results:
        note("The rankings come as soon as a model is here.")
        return
    ranks = np.array([result.ranking.ranks for result in found.results.values()])
    names = [SHORT[model] for model in found.results]
    chart(bump_chart(names, ranks, found.search.texts, found.kinds), KEYS("models"))
    finding(answer_sentence(found))
    draw_notes(found, list(found.results))


def answer_sentence(found: Asymmetric) -> str:
    """At which rank each model puts the best answer."""
    if "answer" not in found.kinds:
        return NO_ANSWER
    ranks = [
        f"{short(best_answer(found.search, result) or 0)} by {SHORT[model]}" for model, result in found.results.items()
    ]
    return f"The best answer stands at rank {', '.join(ranks)}."


def draw_notes(found: Asymmetric, models: Sequence[str]) -> None:
    """Draw what a reader must know of these models' rankings."""
    for model in dict.fromkeys(models):
        result = found.results[model]
        if result.note:
            note(f"{name_of(model)}: {result.note}")
        if result.ranking.ties:
            note(f"{name_of(model)} gives some texts the same score; they share a rank.")
    say_unread_search(found.search, dict.fromkeys(models, RankOptions()))
