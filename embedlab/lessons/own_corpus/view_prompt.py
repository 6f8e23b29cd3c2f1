"""What would reach the prompt: for each set-up the passages within a budget of tokens, and the prompt itself."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Final

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.lessons.own_corpus.found_search import Filter, asked_of, find_list
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.inputs_search import choose_filter, choose_query, choose_set_ups
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_prompt import (
    Measure,
    Prompt,
    answer_sentence,
    make_prompt,
    measure_sentence,
    reach_sentence,
    repeat_sentence,
    stop_sentence,
)
from embedlab.lessons.own_corpus.study_search import (
    family_of,
    fastest_first,
    grades_of,
    question_of,
    unread_sentence,
)
from embedlab.lessons.own_corpus.view_search import passage_name
from embedlab.models.cards import ModelCard
from embedlab.models.local import find_card
from embedlab.numbers_text import counted, percent, whole
from embedlab.studies.corpus.corpus_search import Hits
from embedlab.studies.corpus.open_corpus import OpenCorpus, Question
from embedlab.studies.corpus.set_ups import DENSE_OF_HYBRIDS, SetUp
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.rows import Rows
from embedlab.studies.token_counts import token_counts
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.model_select import choose_model, offered_models
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.table import table_html
from embedlab.ui.teacher import control

BUDGETS: Final = (250, 500, 1_000, 2_000, 4_000, 8_000)
MEASURES: Final[Mapping[Measure, str]] = {"words": "Runs of words", "vectors": "Cosine"}


def draw_prompt(chosen: Chosen) -> None:
    """Draw the choices, a line of each set-up, and the prompt of one of them."""
    corpus = chosen.corpus
    if corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    query = choose_query(chosen, corpus, "prompt")
    set_ups, narrowed = _choose_how(chosen, corpus)
    card, budget, measure, skip = _choose_budget(corpus)
    if not query:
        note("Type a query above.")
        return
    if not set_ups:
        problem_box("No set-up is chosen. Choose one or more under Set-ups.")
        return
    if not ready(card):
        return
    question = question_of(corpus, query)
    make = partial(_prompt_of, corpus, query, question, card, budget, measure, skip)
    prompts = {each: make(hits) for each, hits in _find_hits(corpus, set_ups, query, narrowed).items()}
    if not prompts:
        return
    known = question is not None and any(grade > 0 for grade in question.grades.values())
    if known:
        finding(reach_sentence(prompts))
    st.html(prompts_html(prompts, budget, known=known))
    model = find_card(DENSE_OF_HYBRIDS).name
    st.caption(
        "A bar begins with the instruction and the question. Hatched passages repeat an earlier one. "
        f"Tokens are counted by the tokenizer of {card.name}, which is not that of your language model: leave room. "
        f"The first passage that finds no room ends a prompt. {measure_sentence(measure, model)}"
    )
    _draw_one(prompts, known=known)
    offer("Prompts", lambda: prompt_rows(prompts))


_MEASURED: Final[tuple[Measure, ...]] = ("words", "vectors")


def _choose_how(chosen: Chosen, corpus: OpenCorpus) -> tuple[list[str], Filter]:
    left, right = st.columns([5, 1.4], gap="small", vertical_alignment="bottom")
    with left:
        set_ups = choose_set_ups(chosen, corpus, "prompt")
    with right:
        narrowed = choose_filter(chosen, corpus, "prompt")
    return set_ups, narrowed


def _choose_budget(corpus: OpenCorpus) -> tuple[ModelCard, int, Measure, bool]:
    """Draw the budget, the tokenizer that counts, and what is done with repeats."""
    first, second, third, fourth = st.columns([3, 2.4, 2, 2.4], gap="small", vertical_alignment="bottom")
    with first, control("budget"):
        budget = st.select_slider(
            "Token budget of the prompt", BUDGETS, 1_000, format_func=whole, **KEYS.bound("prompt-budget")
        )
    with second, control("tokenizer"):
        card = choose_model(
            "Tokens counted by", offered_models(lambda card: card.is_transformer and card.towers is None),
            KEYS.bound("prompt-tokenizer"), default=DENSE_OF_HYBRIDS,
        )  # fmt: skip
    measure: Measure = "words"
    if corpus.index.has(Reading.parse(DENSE_OF_HYBRIDS)):  # a list of one is no choice
        with third, control("measure"):
            measure = st.selectbox(
                "Near-duplicates by", _MEASURED, format_func=MEASURES.__getitem__, **KEYS.bound("prompt-measure")
            )
    with fourth, control("skip"):
        skip = st.toggle("Leave duplicates out", **KEYS.bound("prompt-skip"))
    return card, budget, measure, skip


def _find_hits(corpus: OpenCorpus, set_ups: Sequence[str], query: str, narrowed: Filter) -> dict[str, Hits]:
    """What each set-up finds, in the order of the choice; what one lacks is said."""
    missing = {set_up: unread_sentence(corpus, set_up) for set_up in set_ups}
    for said in dict.fromkeys(filter(None, missing.values())):
        note(said)  # once, though several set-ups may lack the same model
    able = [set_up for set_up in set_ups if not missing[set_up]]
    slots = {set_up: st.empty() for set_up in able}
    found: dict[str, Hits] = {}
    for set_up in fastest_first(able):
        listed = find_list(corpus, asked_of(set_up, query, narrowed), slots[set_up])
        if listed is not None:
            slots[set_up].empty()
            found[set_up] = listed.hits
    return {set_up: found[set_up] for set_up in able if set_up in found}


def _prompt_of(
    corpus: OpenCorpus, query: str, question: Question | None, card: ModelCard, budget: int, measure: Measure,
    skip: bool, hits: Hits,
) -> Prompt:  # fmt: skip
    rows = hits.rows
    vectors: NDArray[np.float32] | None = None
    if measure == "vectors":
        vectors = np.asarray(corpus.index.vectors(Reading.parse(DENSE_OF_HYBRIDS))[rows])
    return make_prompt(
        query, [passage_name(corpus, row) for row in rows.tolist()], corpus.texts(rows),
        [grade is not None and grade > 0 for grade in grades_of(corpus, question, rows)], vectors, budget,
        partial(token_counts, runtime(), card), skip_repeats=skip,
    )  # fmt: skip


def prompts_html(prompts: Mapping[str, Prompt], budget: int, *, known: bool) -> str:
    """A line for each set-up: how its budget is used, passage by passage, what repeats, and whether an answer is in."""
    return "".join(_line_html(set_up, prompt, budget, known=known) for set_up, prompt in prompts.items())


def _line_html(set_up: str, prompt: Prompt, budget: int, *, known: bool) -> str:
    packed, told = prompt.packed, answer_sentence(prompt, known=known)
    kind = "el-hit-right" if prompt.answer_at is not None and known else "el-hit-none"
    used = f"{whole(packed.tokens + prompt.fixed)} of {whole(budget)} tokens"
    repeated = f"{percent(packed.repeated_share)} of them on duplicates" if packed.repeated else "no duplicate"
    facts = (counted(len(packed.taken), "passage"), used, repeated, stop_sentence(prompt))
    return (
        f'<div class="el-told"><p>{_chip_html(set_up)}<b>{escape(SetUp.parse(set_up).name)}</b> '
        f'<small class="{kind}">{escape(told)}</small></p><div>{bar_html(prompt, budget)}'
        f'<p class="el-own">{" · ".join(filter(None, facts))}</p></div></div>'
    )


def _chip_html(set_up: str) -> str:
    family = family_of(set_up)
    return f'<span class="el-family el-f-{family}" aria-hidden="true"></span>' if family else ""


def bar_html(prompt: Prompt, budget: int) -> str:
    """The budget as a bar: instruction and question, then each passage as wide as its tokens; the rest is empty."""
    pieces = [
        f'<i class="el-budget-fixed" style="--w:{_share(prompt.fixed, budget)}" title="instruction and question"></i>'
    ]
    for number, place in enumerate(prompt.packed.taken, 1):
        kind = "el-budget-answers" if prompt.relevant[place] else ""
        kind += " el-budget-repeat" if prompt.repeats[place] is not None else ""
        sign = "✓" if prompt.relevant[place] else "=" if prompt.repeats[place] is not None else ""
        told = f"passage {whole(number)}, {counted(prompt.tokens[place], 'token')}"
        shown = sign if prompt.tokens[place] > 0.03 * budget else ""
        pieces.append(
            f'<i class="{kind.strip()}" style="--w:{_share(prompt.tokens[place], budget)}" title="{told}">{shown}</i>'
        )
    return f'<span class="el-budget" aria-hidden="true">{"".join(pieces)}</span>'


def _share(tokens: int, budget: int) -> str:
    return str(round(min(tokens / budget, 1.0), 4))


def _draw_one(prompts: Mapping[str, Prompt], *, known: bool) -> None:
    names = list(prompts)
    with control("prompt-of"):
        picked = st.selectbox(
            "The prompt of", names, format_func=lambda each: SetUp.parse(each).name, key=KEYS("prompt-of")
        )
    prompt = prompts[picked if picked in prompts else names[0]]
    left, right = st.columns([2, 3], gap="medium")
    with left:
        st.html(passages_html(prompt, known=known))
    with right:
        st.code(prompt.text, language=None, wrap_lines=True)


def passages_html(prompt: Prompt, *, known: bool) -> str:
    """The passages of a prompt and those left out before its end, with what is known of each."""
    packed = prompt.packed
    if not packed.taken:
        return '<p class="el-note" role="status">The first passage has more tokens than the budget: nothing fits.</p>'
    last = max([*packed.taken, *(place for place in packed.skipped if place < packed.taken[-1])])
    rows = []
    for place in range(last + 1):
        number = whole(packed.taken.index(place) + 1) if place in packed.taken else "–"
        told = [repeat_sentence(prompt, place), "✓ answers" if prompt.relevant[place] and known else ""]
        told += ["left out"] if place not in packed.taken else []
        rows.append((number, prompt.names[place], whole(prompt.tokens[place]), ", ".join(filter(None, told))))
    return table_html("Passages of the prompt", ("No.", "Text", "Tokens", ""), rows, style="matrix", named=False)


def prompt_rows(prompts: Mapping[str, Prompt]) -> Rows:
    """A row for each passage in each prompt."""
    return [
        {"set_up": set_up, "number": number, "rank": place + 1, "document": prompt.names[place],
         "tokens": prompt.tokens[place], "repeats_rank": (prompt.repeats[place] or 0) + 1
         if prompt.repeats[place] is not None else "", "alike": prompt.alike[place]}
        for set_up, prompt in prompts.items()
        for number, place in enumerate(prompt.packed.taken, 1)
    ]  # fmt: skip
