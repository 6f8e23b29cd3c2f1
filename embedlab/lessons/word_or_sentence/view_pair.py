"""Two texts becoming one number: their tokens, their vectors, the cosine, and what it is to be compared with."""

import numpy as np
import streamlit as st

from embedlab.compute.pooling import Pooling
from embedlab.figures.pooled_pair import pooled_pair
from embedlab.lessons.word_or_sentence.inputs import KEYS, NO_TEXTS, choose_pooling
from embedlab.lessons.word_or_sentence.study import Comparison
from embedlab.lessons.word_or_sentence.study_bench import PARAPHRASE, UNRELATED
from embedlab.lessons.word_or_sentence.study_setups import SPELT, role_of
from embedlab.lessons.word_or_sentence.view_tokens import unknown_sentence
from embedlab.models.cards import ModelCard
from embedlab.numbers_text import signed
from embedlab.palette import FAMILY_COLOURS
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.guess import Guess
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.unread_texts import say_unread


def draw_pair(found: Comparison, guess: Guess) -> None:
    """Draw the pooling, the two texts becoming one number, and what the number says."""
    choice, tables = found.choice, found.tables
    choose_pooling(choice.card)
    cosine = found.cosine
    if tables is None or cosine is None:
        note(NO_TEXTS)
        return
    one, other = (table.unpadded for table in tables.pair)
    known = landmarks(found) if guess.open else None  # where paraphrases lie is what the guess asks
    figure = pooled_pair(
        one.tokens,
        one.shares(choice.pooling),
        one.pooled(choice.pooling),
        other.tokens,
        other.shares(choice.pooling),
        other.pooled(choice.pooling),
        cosine,
        how=SPELT[choice.pooling],
        special=np.flatnonzero(one.special).tolist(),
        other_special=np.flatnonzero(other.special).tolist(),
        landmarks={"unrelated": known[0], "paraphrase": known[1]} if known else {},
        colour=FAMILY_COLOURS[choice.card.family],
    )
    chart(figure, KEYS("pair"))
    finding(cosine_sentence(found, cosine, told=guess.open))
    st.caption(shares_sentence(choice.card, choice.pooling))
    for table in (one, other):
        if table.unknown:
            note(unknown_sentence(choice.card, table))
    if choice.texts is not None:
        say_unread({choice.card.id: role_of(choice.card)}, {"text A": choice.texts[0], "text B": choice.texts[1]})


def landmarks(found: Comparison) -> tuple[float, float] | None:
    """The mean cosine of unrelated pairs and of paraphrases by the chosen setup; None while it is not known."""
    means = found.bench.means.get(found.choice.setup)
    return None if means is None else (means[UNRELATED[0]], means[PARAPHRASE])


def cosine_sentence(found: Comparison, cosine: float, *, told: bool) -> str:
    """The number in words; ``told`` says also where it lies among pairs that one knows."""
    known = landmarks(found) if told else None
    if known is None:
        return f"Cosine {signed(cosine)}, of at most 1."
    unrelated, paraphrase = known
    pair = found.choice.pair
    if cosine >= paraphrase:
        lies = f"nearer than the average paraphrase ({signed(paraphrase)})"
        odd = "although they mean something else" if pair is not None and not pair.same_meaning else ""
    elif cosine > unrelated:
        lies = f"between unrelated pairs ({signed(unrelated)}) and paraphrases ({signed(paraphrase)}), on average"
        odd = ""
    else:
        lies = f"no nearer than unrelated pairs on average ({signed(unrelated)})"
        odd = "although they mean the same" if pair is not None and pair.same_meaning else ""
    return f"Cosine {signed(cosine)}: {lies}{f', {odd}' if odd else ''}."


def shares_sentence(card: ModelCard, pooling: Pooling) -> str:
    """What a token's share in the vector is."""
    told = {
        "mean": "All tokens have the same share in their vector.",
        "cls": "Only [CLS] is kept: what it knows of the others came to it through attention.",
        "max": "Each number of a vector comes from the token in which it is largest.",
        "weighted": "The later a token stands, the larger its share.",
    }[pooling]
    if card.family == "static" and pooling in ("mean", "max"):
        return f"{told} Their order does not count."
    return told
