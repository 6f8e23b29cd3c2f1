"""How one vector forms: the tokens of one text, their numbers, and what they are pooled to, token by token."""

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.similarity import cosine_similarity
from embedlab.figures.kit.cells import nice_limit
from embedlab.figures.token_matrix import token_matrix
from embedlab.lessons.word_or_sentence.inputs import KEYS, NAMES, NO_TEXTS, choose_shown, choose_step
from embedlab.lessons.word_or_sentence.study import PADDING, Choice, Comparison, Tables, TokenTable
from embedlab.lessons.word_or_sentence.study_setups import SPELT
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import signed
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.state import controls

_NUMBERS = 48
"""Numbers of each vector that are drawn."""


def draw_tokens(found: Comparison) -> None:
    """Draw the tokens of one of the texts, and the vector that the first of them are pooled to."""
    choice, tables = found.choice, found.tables
    if tables is None:
        note(NO_TEXTS)
        return
    left, right, _ = controls(3, weights=(1, 3, 4))
    with left:
        shown = choose_shown()
    table = tables.pair[shown]
    with right:
        step = choose_step(len(table))
    subheading(f"{len(table.names)} tokens of text {NAMES[shown]}, one vector")
    vector = table.pooled_so_far(step, choice.pooling)
    figure = token_matrix(
        table.tokens,
        table.vectors,
        table.mask,
        vector,
        SPELT[choice.pooling],
        step if step < len(table) else None,
        special=np.flatnonzero(table.special).tolist(),
        weights=table.shares(choice.pooling),
        winners=table.winners if choice.pooling == "max" else None,
        numbers=_NUMBERS,
        limit=_limit(tables),
    )
    chart(figure, KEYS("tokens"))
    if step < len(table):
        finding(step_sentence(choice, table, step, vector))
    else:
        finding(f"{made_of(choice, table)} Cosine of A and B: {signed(tables.cosine(choice.pooling))}.")
    for line in mask_notes(choice, table):
        note(line)


def _limit(tables: Tables) -> float:
    """One range of colours for both texts: raw vectors have any length."""
    return nice_limit(max(float(np.nanmax(np.abs(table.vectors[:, :_NUMBERS]))) for table in tables.pair))


def step_sentence(choice: Choice, table: TokenTable, step: int, vector: NDArray[np.float32]) -> str:
    """What the last token did to the vector."""
    token = table.tokens[step - 1]
    if not table.mask[step - 1]:
        return f"“{token}” has a mask of 0: the vector stays as it was."
    near = float(cosine_similarity(vector[None], table.pooled(choice.pooling)[None])[0, 0])
    return f"After “{token}”, token {step} of {len(table)}: cosine with the finished vector {signed(near)}."


def made_of(choice: Choice, table: TokenTable) -> str:
    """What the finished vector is made of."""
    count = len(table.names)
    match choice.pooling:
        case "cls":
            return "The vector of [CLS] alone: what it knows of the others came to it through attention."
        case "max":
            wins = np.bincount(table.winners)
            most, size = int(wins.argmax()), len(table.winners)
            return f"“{table.tokens[most]}” has the largest value in {wins[most]} of {size} numbers."
        case "weighted":
            return (
                f"Weights rise from 1 to {count}: “{table.names[-1]}” counts {count} times as much as the first token."
            )
    return f"The mean of {count} tokens, each with the same share."


def mask_notes(choice: Choice, table: TokenTable) -> list[str]:
    """What the mask leaves out of this text, in words."""
    notes = [unknown_sentence(choice.card, table)] if table.unknown else []
    padding = table.tokens.count(PADDING)
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


def unknown_sentence(card: ModelCard, table: TokenTable) -> str:
    """Which words of a text a table has no vector for."""
    shown = ", ".join(f"“{word[:30]}”" for word in table.unknown[:5]) + (" …" if len(table.unknown) > 5 else "")
    return f"{card.name} has no vector for {shown}: mask 0."
