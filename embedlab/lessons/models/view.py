"""The first screen: all models by one size, and the card of one."""

import math

from embedlab.figures.model_sizes import model_sizes
from embedlab.lessons.models.facts import SMALL, TABLE
from embedlab.lessons.models.inputs import KEYS, choose_census, choose_this
from embedlab.lessons.models.study import QUANTITIES, Census
from embedlab.lessons.models.view_card import draw_short_card
from embedlab.numbers_text import counted, percent, short
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.ui.charts import chart
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.guess import Guess
from embedlab.ui.stage import aside, hero


def choose() -> Census:
    """Draw the controls and return what they ask for."""
    return choose_census()


def draw(census: Census, guess: Guess) -> None:
    """Draw the sizes of all models, and beside them the card of the chosen one."""
    asked = QUANTITIES[census.quantity]
    rows = census.sizes
    cards = [card for card, _, _ in rows]
    # Before the guess, the two models that it asks about have no dots: their order would give it away too.
    asked_about = [row for row, card in enumerate(cards) if card.id in (SMALL, TABLE)]
    veiled = asked_about if census.quantity == "parameters" and not guess.open else []
    with hero(asked.title + (f", {counted(census.tokens, 'token')}" if asked.used else "")):
        figure = model_sizes(
            [card.name for card in cards],
            [whole for _, _, whole in rows],
            used=[used for _, used, _ in rows] if asked.used else None,
            name=asked.axis,
            colours=[FAMILY_COLOURS.get(card.family, NEUTRAL) for card in cards],
            hollow=[census.states.get(card.id) == "absent" for card in cards],
            selected=cards.index(census.chosen) if census.chosen in cards else None,
            veiled=veiled,
            write=asked.write,
            narrow=narrow_screen(),
        )
        chart(figure, KEYS("sizes"), select=True, on_choose=lambda row: choose_this(cards, row))
        guess.finding(sizes_sentence(census))
    with aside(census.chosen.name):
        draw_short_card(census)


def sizes_sentence(census: Census) -> str:
    """What the figure shows in one sentence: how far apart the ends are, and what a text leaves untouched."""
    rows, asked = census.sizes, QUANTITIES[census.quantity]
    if len(rows) < 2:
        return "There is too little to compare."
    if asked.used:
        known = [(used / whole, card) for card, used, whole in rows if math.isfinite(used)]
        if len(known) < 2:
            return "There is too little to compare."
        (least, first), (most, last) = min(known, key=lambda row: row[0]), max(known, key=lambda row: row[0])
        return (
            f"A text of {counted(census.tokens, 'token')} uses {percent(least)} of {first.name}, "
            f"and {percent(most)} of {last.name}."
        )
    (small, _, low), (large, _, high) = min(rows, key=lambda row: row[2]), max(rows, key=lambda row: row[2])
    ends = f"{small.name} has least, {asked.write(low)}; {large.name} most, {asked.write(high)}"
    return f"{ends}: {short(round(high / low, 1))} times as much."
