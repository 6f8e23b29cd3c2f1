"""The play part of lesson 6: one query over questions and answers, the prefix laboratory, and the measurement."""

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.arrows import role_arrows
from embedlab.figures.bump import bump_chart
from embedlab.figures.intervals import shares_with_intervals
from embedlab.lessons.symmetric_or_asymmetric.shipped import COMPARED, PREFIXED
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, TripleScores
from embedlab.lessons.symmetric_or_asymmetric.study_roles import Moves, moves
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.search_facts import worst_rank
from embedlab.studies.searches import Result, Search, name_of
from embedlab.ui.charts import chart
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.search_panel import find_results
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

LESSON = "symmetric_or_asymmetric"
SHORT = {
    "paraphrase-minilm-l3-v2": "paraphrase",
    "all-minilm-l6-v2": "MiniLM",
    "e5-small-v2": "E5",
    "two-tower-embedlab": "two towers",
    "answerai-colbert-small-v1": "ColBERT",
    "ms-marco-minilm-l12-v2": "cross-encoder",
}
"""Names short enough for the head of a column; the cards in the catalog have the long ones."""
SETTINGS: dict[Prefixes, str] = {
    "right": "right: query / passage",
    "none": "none",
    "swapped": "swapped",
    "same": "query on both sides",
    "passage": "passage on both sides",
}


def find_rankings(search: Search, models: Sequence[str], options: RankOptions | None = None) -> list[Result]:
    """Rank the documents by every model that can answer."""
    return find_results(LESSON, search, models, options or RankOptions())


def kind_on_top(search: Search, result: Result) -> str:
    """The kind of the text that a model puts first."""
    return search.documents[int(result.ranking.order[0])].kind


def best_answer(search: Search, result: Result) -> int | None:
    """The best place of an answer, 1 is first and a tie is no merit; None when no text is called one."""
    answers = [index for index, document in enumerate(search.documents) if document.kind == "answer"]
    scores = result.scores.tolist()
    return min((worst_rank(scores, index) for index in answers), default=None)


def experiment(search: Search, results: Sequence[Result]) -> None:
    """Draw the rankings of all models side by side, coloured by kind of text."""
    subheading(f"The same query, {len(results)} models")
    ranks = np.array([result.ranking.ranks for result in results])
    names = [SHORT[result.model] for result in results]
    figure = bump_chart(names, ranks, search.texts, [d.kind for d in search.documents])
    chart(figure, "asymmetry-bump")
    finding(_experiment_finding(search, results))
    for result in results:
        if result.note:
            note(result.note)
        if result.ranking.ties:
            note(f"{name_of(result.model)} gives some texts the same score; they share a rank.")


def _experiment_finding(search: Search, results: Sequence[Result]) -> str:
    if not any(d.kind == "answer" for d in search.documents):
        return "No text is called an answer. Begin a line with “answer:” to see where answers stand."
    places = [f"{best_answer(search, r)} by {SHORT[r.model]}" for r in results]
    return f"The best answer stands at rank {', '.join(places)}."


def measurement(scores: dict[str, TripleScores]) -> None:
    """Draw how often the answer beats the related question, per model, with intervals."""
    if not scores:
        note("The shipped measurement cannot be read; measure a model live below.")
        return
    subheading(f"{len(next(iter(scores.values())).answer)} questions: does the answer come first?")
    asked = [a for a in ASKED if a.key in scores]
    summed = [scores[a.key].against_related() for a in asked]
    figure = shares_with_intervals(
        [asked_name(a) for a in asked],
        [s.share for s in summed],
        [s.share_interval[0] for s in summed],
        [s.share_interval[1] for s in summed],
        name="answer above the related question",
        chance=0.5,
        colours=[FAMILY_COLOURS[card(a.model).family] for a in asked],
    )
    chart(figure, "asymmetry-shares")
    low, high = min(summed, key=lambda s: s.share), max(summed, key=lambda s: s.share)
    finding(f"From {low.share:.0%} to {high.share:.0%}, with nothing changed but the model or its prefixes.")


def asked_name(asked: Asked) -> str:
    """What a reader calls a model and its prompts."""
    name = SHORT[asked.model]
    if not card(asked.model).prompts.query:
        return name
    words = {"right": "right prefixes", "none": "no prefix", "same": "query twice", "swapped": "swapped"}
    return f"{name}, {words.get(asked.prefixes, asked.prefixes)}"


@st.fragment
def prefix_lab(search: Search) -> None:
    """Draw the prefix laboratory: the order, the scores, and how far every text moved."""
    model = card(PREFIXED)
    with control("prefixes"):
        chosen: Prefixes = st.segmented_control(
            "Prefixes",
            list(SETTINGS),
            default="right",
            format_func=lambda setting: SETTINGS[setting],
            required=True,
            **bound("prefix"),
        )
    query_prompt, text_prompt = model.prompts.query, model.prompts.document
    st.caption(f"{model.name} was trained with “{query_prompt}” before queries and “{text_prompt}” before texts.")
    if any(model.towers for model in map(card, COMPARED)):
        st.caption("The two towers take no prefix: which of them reads a text says whether it is a query.")
    before = find_rankings(search, [PREFIXED], RankOptions(prefixes="none"))
    after = find_rankings(search, [PREFIXED], RankOptions(prefixes=chosen))
    if not before or not after:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("Order, without and with")
        ranks = np.array([before[0].ranking.ranks, after[0].ranking.ranks])
        kinds = [d.kind for d in search.documents]
        chart(bump_chart(["no prefix", SETTINGS[chosen]], ranks, search.texts, kinds), "prefix-bump")
        finding(_prefix_finding(search, before[0], after[0]))
    with right:
        subheading("How far each text moved")
        _arrows(search, model, chosen)
    st.html(scores_table(search, before[0], after[0], SETTINGS[chosen]))


def _prefix_finding(search: Search, before: Result, after: Result) -> str:
    first, second = best_answer(search, before), best_answer(search, after)
    span = f"Scores span {after.scores.min():.2f} to {after.scores.max():.2f}: read the order."
    if first is None or second is None:
        return span
    return f"The best answer goes from rank {first} to rank {second}. {span}"


def _arrows(search: Search, model: ModelCard, chosen: Prefixes) -> None:
    if not ready(model):
        return
    try:
        found = _moves(model.id, search.query, search.texts, chosen)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    kinds = ["question", *(d.kind for d in search.documents)]
    labels = [f"query: {search.query}", *search.texts]
    figure = role_arrows(
        found.start,
        found.end,
        kinds,
        labels,
        found.extent,
        names=("no prefix", SETTINGS[chosen]),
        cosines=found.cosines,
    )
    chart(figure, "prefix-arrows")
    finding(
        f"In the original space the query keeps a cosine of {found.cosines[0]:.2f} with itself, "
        f"the texts {float(found.cosines[1:].mean()):.2f} on average."
    )


@st.cache_resource(max_entries=128, show_spinner=False)
def _moves(model: str, query: str, texts: tuple[str, ...], chosen: Prefixes) -> Moves:
    return moves(runtime(), card(model), query, texts, chosen)


def scores_table(search: Search, before: Result, after: Result, setting: str) -> str:
    """Both scores of every text, best first under the chosen setting; visitor text is escaped."""
    rows = "".join(
        f"<tr><td>{after.scores[i]:.3f}</td><td>{before.scores[i]:.3f}</td><td>{search.documents[i].kind}</td>"
        f"<td>{escape(search.texts[i][:160])}</td></tr>"
        for i in map(int, after.ranking.order[:20])
    )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in (setting, "no prefix", "kind", "text"))
    return (
        '<div class="el-matrix" tabindex="0" role="region" aria-label="Scores with and without prefixes">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
