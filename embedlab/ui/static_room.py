"""The static room of lesson 1: four things to do with a table of word vectors. One tool runs at a time."""

import streamlit as st

from embedlab.errors import EmbedLabError, InputError
from embedlab.figures.axis import word_axis
from embedlab.figures.bars import ranked_bars
from embedlab.figures.strips import vector_strips
from embedlab.limits import WORD_CHARS, WORDS
from embedlab.models.cards import ModelCard
from embedlab.models.text.table import WordTable
from embedlab.ui.charts import chart
from embedlab.ui.models import ready, runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.why import parts_table
from embedlab.ui.state import bound
from embedlab.ui.words import find_odd, near, place_on_axis, solve_analogy, split_words

TOOLS = {"neighbours": "Neighbours", "analogy": "Analogy", "odd": "Odd one out", "axis": "An axis of your own"}


@st.fragment
def static_room(table_card: ModelCard) -> None:
    """Draw the chosen tool over a static model; bad input is answered below its own fields."""
    tool = st.segmented_control(
        "Tool", list(TOOLS), default="neighbours", format_func=lambda name: TOOLS[name], required=True, **bound("tool")
    )
    if not ready(table_card):
        return
    try:
        table = runtime().table(table_card)
        {"neighbours": _neighbours, "analogy": _analogy, "odd": _odd, "axis": _axis}[tool or "neighbours"](table)
    except EmbedLabError as error:
        problem_box(str(error))


def _word(label: str, default: str, key: str) -> str:
    return st.text_input(label, default, max_chars=WORD_CHARS, **bound(key)) or ""


def _neighbours(table: WordTable) -> None:
    word = _word("Word", "physician", "near")
    found = near(table, word, 12)
    chart(
        ranked_bars([n.word for n in found], [n.similarity for n in found], name="cosine", extent=(0, 1)),
        "room-neighbours",
    )
    finding(f"The nearest of {len(table.frequent):,} frequent words to “{word}”, by cosine.")


def _analogy(table: WordTable) -> None:
    first, second, third = st.columns(3)
    with first:
        a = _word("a", "man", "analogy-a")
    with second:
        b = _word("is to b, as", "king", "analogy-b")
    with third:
        c = _word("c is to …", "woman", "analogy-c")
    solved = solve_analogy(table, a, b, c)
    best = solved.candidates[0]
    finding(f"“{a}” is to “{b}” as “{c}” is to “{best.word}” (cosine {best.similarity:.2f}).")
    left, right = st.columns(2, gap="medium")
    with left:
        bars = ranked_bars(
            [n.word for n in solved.candidates], [n.similarity for n in solved.candidates], name="cosine", extent=(0, 1)
        )
        chart(bars, "room-analogy")
    with right:
        st.markdown("Where the cosine of the best candidate comes from: each term adds its share.")
        parts_table([f"− {a}", f"+ {b}", f"+ {c}"], solved.parts, best.similarity, f"cosine with “{best.word}”")
    names = [f"− {a}", f"+ {b}", f"+ {c}", "sum of the three", f"nearest: {best.word}"]
    chart(vector_strips(names, solved.vectors), "room-analogy-strips")
    st.caption("a, b and c are left out of the search: without that, b or c itself nearly always wins.")


def _odd(table: WordTable) -> None:
    words = split_words(
        st.text_input(f"Three to {WORDS} words", "breakfast lunch dinner cereal airport", **bound("odd"))
    )
    index, scores = find_odd(table, words)
    bars = ranked_bars(words, scores, name="mean cosine with the others", extent=(0, 1), highlight=index)
    chart(bars, "room-odd")
    finding(f"“{words[index]}” is least like the others: its mean cosine with them is {scores[index]:.2f}.")


def _axis(table: WordTable) -> None:
    first, second, third = st.columns([2, 2, 5])
    with first:
        low = split_words(st.text_input("One end", "village", **bound("low")))
    with second:
        high = split_words(st.text_input("Other end", "city", **bound("high")))
    with third:
        default = "cottage orchard cow farm church street bus skyscraper subway airport"
        words = split_words(st.text_input("Words to place", default, **bound("place")))
    if not low or not high:
        raise InputError("Type at least one word at each end.")
    positions = place_on_axis(table, low, high, words)
    chart(word_axis(words, positions, " ".join(low), " ".join(high)), "room-axis")
    finding("Each word stands where its cosine with the difference of the two ends puts it. 0 belongs to neither.")
