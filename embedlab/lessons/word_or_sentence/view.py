"""The first screen of lesson 2: the tokens of a text becoming one vector, and what that vector can tell apart."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st

from embedlab.compute.pool_steps import pool_steps, pool_weights, pool_winners
from embedlab.compute.similarity import cosine_similarity
from embedlab.figures.bench import bench_kinds
from embedlab.figures.token_matrix import token_matrix
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds
from embedlab.lessons.word_or_sentence.found import (
    Tables,
    begin,
    find_own_cosines,
    find_tables,
    first_rows,
    reach,
    row_name,
)
from embedlab.lessons.word_or_sentence.inputs import (
    NAMES,
    Choice,
    choose_model,
    choose_pooling,
    choose_shown,
    choose_step,
    choose_texts,
)
from embedlab.lessons.word_or_sentence.study import PADDING, TokenTable
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED, Bench
from embedlab.lessons.word_or_sentence.study_setups import SPELT, Setup
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note

HEIGHT = 320
_NUMBERS = 48
"""Numbers of each vector that are drawn."""
ROWS_AT_HEIGHT = 13
"""Longer texts get a taller figure of their own; up to here both figures of the first screen have one height."""


@dataclass(frozen=True, eq=False)
class Played:
    """What the visitor chose, and what the page found; no tables without texts or while the model is not here."""

    choice: Choice
    tables: Tables | None
    own: Mapping[Setup, float]


def play(bench: Bench) -> Played:
    """Draw the controls and both figures of the first screen."""
    begin()
    texts, pair = choose_texts()
    columns = st.columns([6, 9, 3, 6], gap="small", vertical_alignment="bottom")
    with columns[0]:
        card = choose_model()
    with columns[1]:
        pooling = choose_pooling(card)
    with columns[2]:
        choice = Choice(texts, pair, card, pooling, choose_shown())
    tables = find_tables(card, texts)
    with columns[3]:
        step = choose_step(len(tables.pair[choice.shown])) if tables else 0
    left, right = st.columns(2, gap="medium")
    played = Played(choice, tables, find_own_cosines(choice, bench))
    with left:
        if tables:
            draw_tokens(choice, tables, step)
    with right:
        draw_kinds(choice, bench, played.own)
    return played


def draw_tokens(choice: Choice, tables: Tables, step: int) -> None:
    """Draw the tokens of the chosen text, their numbers, and the vector they are pooled to so far."""
    table = tables.pair[choice.shown]
    subheading(f"{len(table.names)} tokens of text {NAMES[choice.shown]}, one vector")
    values = np.nan_to_num(table.vectors)
    steps = pool_steps(values, table.mask, choice.pooling)
    figure = token_matrix(
        table.tokens,
        table.vectors,
        table.mask,
        steps[step - 1],
        SPELT[choice.pooling],
        step if step < len(table) else None,
        special=np.flatnonzero(table.special).tolist(),
        weights=pool_weights(values, table.mask, choice.pooling),
        winners=pool_winners(values, table.mask) if choice.pooling == "max" else None,
        numbers=_NUMBERS,
        limit=reach(np.concatenate([np.nan_to_num(each.vectors[:, :_NUMBERS]) for each in tables.pair]))[1],
    )
    chart(figure, "pooling-tokens", height=HEIGHT if len(table) <= ROWS_AT_HEIGHT else None)
    finding(token_finding(choice, tables, step))
    for line in table_notes(choice, table):
        note(line)


def token_finding(choice: Choice, tables: Tables, step: int) -> str:
    """What the vector is made of, as far as the stepper has come."""
    table = tables.pair[choice.shown]
    if step < len(table):
        return _step_finding(choice, table, step)
    return f"{_made_of(choice, table)} Cosine of A and B: {tables.cosine(choice.pooling):.2f}."


def _step_finding(choice: Choice, table: TokenTable, step: int) -> str:
    token = table.tokens[step - 1]
    if not table.mask[step - 1]:
        return f"“{token}” has a mask of 0: the vector stays as it was."
    so_far = pool_steps(np.nan_to_num(table.vectors), table.mask, choice.pooling)[step - 1]
    near = float(cosine_similarity(so_far[None], table.pooled(choice.pooling)[None])[0, 0])
    return f"After “{token}”, token {step} of {len(table)}: cosine with the finished vector {near:.2f}."


def _made_of(choice: Choice, table: TokenTable) -> str:
    count = len(table.names)
    match choice.pooling:
        case "cls":
            return "The vector of [CLS] alone: what it knows of the others came to it through attention."
        case "max":
            shares = pool_weights(table.real, np.ones(count, np.bool_), "max")
            first = int(shares.argmax())
            wins = round(float(shares[first]) * table.vectors.shape[1])
            return f"“{table.names[first]}” has the largest value in {wins} of {table.vectors.shape[1]} numbers."
        case "weighted":
            return (
                f"Weights rise from 1 to {count}: “{table.names[-1]}” counts {count} times as much as the first token."
            )
    return f"The mean of {count} tokens, each with the same share."


def table_notes(choice: Choice, table: TokenTable) -> list[str]:
    """What the mask leaves out of this text, in words."""
    notes = []
    padding = table.tokens.count(PADDING)
    unknown = [t for t, kept in zip(table.tokens, table.mask, strict=True) if not kept and t != PADDING]
    if unknown:
        shown = ", ".join(f"“{word[:30]}”" for word in unknown[:5]) + (" …" if len(unknown) > 5 else "")
        notes.append(f"{choice.card.name} has no vector for {shown}: mask 0.")
    if padding and choice.pooling == "max":
        below = int((table.real.max(axis=0) < 0).sum())
        notes.append(
            f"Both texts go through in one batch, so the shorter one gets {padding} [PAD]. Were their place filled "
            f"with zeros and the mask forgotten, the zeros would win {below} of {table.vectors.shape[1]} maxima."
        )
    elif padding and choice.pooling != "cls":
        notes.append(
            f"Both texts go through in one batch, so the shorter one gets {padding} [PAD]. The mask keeps them out."
        )
    return notes


def draw_kinds(choice: Choice, bench: Bench, own: Mapping[Setup, float]) -> None:
    """Draw the mean cosine of each kind of pair: the chosen model by every pooling, the others by the mean."""
    kinds = load_pair_kinds()
    subheading(f"What it tells apart: {len(bench.pairs)} pairs of six kinds")
    rows = first_rows(choice, bench)
    means = np.array([[own.get(setup, np.nan), *(bench.means[setup][kind.key] for kind in kinds)] for setup in rows])
    figure = bench_kinds(
        means,
        [row_name(setup) for setup in rows],
        ["A and B", *(kind.title for kind in kinds)],
        [None if choice.pair is None else choice.pair.same_meaning, *(kind.same_meaning for kind in kinds)],
        quality=np.array([bench.quality[setup] for setup in rows]),
        highlight=rows.index(choice.setup) if choice.setup in rows else None,
    )
    chart(figure, "pooling-kinds", height=HEIGHT if len(rows) <= ROWS_AT_HEIGHT else None)
    finding(kinds_finding(choice, bench))


def kinds_finding(choice: Choice, bench: Bench) -> str:
    """How often the chosen setup puts a paraphrase first, against easy and against hard pairs."""
    if choice.setup not in bench.cosines:
        return f"The pairs are scored as soon as {choice.card.name} is here."
    easy = bench.paraphrases_above(choice.setup, UNRELATED)
    hard = bench.paraphrases_above(choice.setup, LOOK_ALIKES)
    return (
        f"{row_name(choice.setup)}: a paraphrase comes before an unrelated pair in {easy:.0%} of comparisons, before a "
        f"look-alike of another meaning in {hard:.0%}. A coin gives 50%."
    )
