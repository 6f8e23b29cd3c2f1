"""What one can do with tables of word vectors. Each tool draws its fields once and its answer for each table.

Input that no table could use is refused here; a word that one table lacks is said in that table's column.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from embedlab.compute.word_arithmetic import Neighbour
from embedlab.errors import InputError
from embedlab.figures.axis import word_axis
from embedlab.figures.bars import ranked_bars
from embedlab.figures.strips import vector_strips
from embedlab.figures.waterfall import contributions
from embedlab.lessons.static_or_contextual.inputs import KEYS
from embedlab.lessons.static_or_contextual.study_built_word import BuiltWord, build_word
from embedlab.lessons.static_or_contextual.view_side_by_side import SideBySide
from embedlab.limits import WORD_CHARS, WORDS
from embedlab.models.cards import ModelCard
from embedlab.models.text.subwords import NgramTable
from embedlab.models.text.word_table import WordTable
from embedlab.numbers_text import signed, whole
from embedlab.studies.rows import cells_of, rows_of
from embedlab.studies.word_tables import find_odd, near, place_on_axis, solve_analogy, split_words
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.chips import token_chips
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.why import parts_table

_CELL = ("vector", "place", "number")
_REACH = 0.5
"""Half-width of an axis wherever all words fit in, so that the places of different tables can be compared."""


def draw_neighbours(tables: SideBySide) -> None:
    """The nearest words of a word."""
    word = _word("Word", "physician", "near")
    _need(word)

    def answer(card: ModelCard, table: WordTable) -> None:
        found = near(table, word, 12)
        chart(
            ranked_bars([n.word for n in found], [n.similarity for n in found], name="cosine", extent=(0, 1)),
            KEYS(f"room-neighbours-{card.id}"),
        )
        _offer_words(f"Neighbours, {card.name}", found)
        st.caption(f"Nearest of {whole(len(table.frequent))} frequent words.")

    tables.draw(answer)
    finding(
        f"The words nearest to “{word}”, by cosine. Tables differ in the texts that they have read; FastText also puts "
        "words near each other that are spelt alike."
    )


def draw_unseen(tables: SideBySide) -> None:
    """A misspelt or new word: a look-up fails where words are rows, and works where they have n-grams."""
    word = _word("A word that nobody has written, or a misspelt one", "microbiologyst", "unseen")
    _need(word)

    def answer(card: ModelCard, table: WordTable) -> None:
        if not table.knows(word):
            note(f"No vector: “{word}” is not among the {whole(len(table.words))} words of this table.")
            return
        found = near(table, word, 8)
        chart(
            ranked_bars([n.word for n in found], [n.similarity for n in found], name="cosine", extent=(0, 1)),
            KEYS(f"room-unseen-{card.id}"),
        )
        _offer_words(f"Nearest to an unseen word, {card.name}", found)
        seen = table.row(word) is not None
        st.caption("Found: the word has a row." if seen else "Not found, but built from its n-grams.")

    tables.draw(answer)
    for card in tables.cards:
        if is_here(card) and isinstance(table := runtime().table(card), NgramTable):
            _built(card, build_word(table, word))


def _built(card: ModelCard, built: BuiltWord) -> None:
    subheading(f"How {card.name} builds “{built.word}”")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        chart(contributions(built.names, built.values, built.cosine, top=16), KEYS(f"room-built-{card.id}"))
        offer(f"N-grams, {card.name}", partial(rows_of, part=built.names, adds=built.values, shared=built.shared))
    with right:
        own = "the row of the word itself and those of " if built.seen else ""
        finding(
            f"The vector is the mean of {own}{len(built.ngrams)} n-grams. {sum(built.shared)} of these stand in "
            f"“{built.nearest}” too, its nearest word (cosine {signed(built.cosine)}). The bars say what each adds to "
            "that."
        )
        offset = len(built.names) - len(built.ngrams)
        strange = [place for place in range(len(built.ngrams)) if not built.shared[place + offset]]
        token_chips(built.ngrams, special=strange)
        st.caption("Greyed: not in the nearest word. < and > mark where the word begins and ends.")


def draw_analogies(tables: SideBySide) -> None:
    """A is to b as c is to what."""
    first, second, third = st.columns(3)
    with first:
        a = _word("a", "man", "analogy-a")
    with second:
        b = _word("is to b, as", "king", "analogy-b")
    with third:
        c = _word("c is to …", "woman", "analogy-c")
    _need(a, b, c)
    terms = [f"− {a}", f"+ {b}", f"+ {c}"]

    def answer(card: ModelCard, table: WordTable) -> None:
        solved = solve_analogy(table, a, b, c)
        best = solved.candidates[0]
        finding(f"“{a}” is to “{b}” as “{c}” is to “{best.word}” (cosine {signed(best.similarity)}).")
        bars = ranked_bars(
            [n.word for n in solved.candidates], [n.similarity for n in solved.candidates], name="cosine", extent=(0, 1)
        )
        chart(bars, KEYS(f"room-analogy-{card.id}"))
        _offer_words(f"Analogy, {card.name}", solved.candidates)
        parts_table(terms, solved.parts, best.similarity, f"cosine with “{best.word}” in {card.name}")
        names = [*terms, "sum of the three", f"nearest: {best.word}"]
        chart(vector_strips(names, solved.vectors), KEYS(f"room-analogy-strips-{card.id}"))
        numbers = [f"number_{number + 1}" for number in range(solved.vectors.shape[1])]
        offer(f"Analogy vectors, {card.name}", partial(cells_of, solved.vectors, names, numbers, _CELL))

    tables.draw(answer)
    st.caption(
        "Each term adds its share to the cosine of the best candidate. a, b and c are left out of the search: "
        "without that, b or c itself nearly always wins."
    )


def draw_odd(tables: SideBySide) -> None:
    """Which word fits the others least."""
    words = split_words(
        st.text_input(f"Three to {WORDS} words", "breakfast lunch dinner cereal airport", **KEYS.bound("odd"))
    )
    if len(words) < 3:
        raise InputError("At least three words are needed before one of them can be the odd one out.")

    def answer(card: ModelCard, table: WordTable) -> None:
        index, scores = find_odd(table, words)
        bars = ranked_bars(words, scores, name="mean cosine with the others", extent=(0, 1), highlight=index)
        chart(bars, KEYS(f"room-odd-{card.id}"))
        offer(f"Odd one out, {card.name}", partial(rows_of, word=words, mean_cosine=scores))
        finding(f"“{words[index]}” is least like the others: its mean cosine with them is {signed(scores[index])}.")

    tables.draw(answer)


def draw_axis(tables: SideBySide) -> None:
    """Words between two opposed words."""
    first, second, third = st.columns([2, 2, 5])
    with first:
        low = split_words(st.text_input("One end", "village", **KEYS.bound("low")))
    with second:
        high = split_words(st.text_input("Other end", "city", **KEYS.bound("high")))
    with third:
        default = "cottage orchard cow farm church street bus skyscraper subway airport"
        words = split_words(st.text_input("Words to place", default, **KEYS.bound("place")))
    if not low or not high:
        raise InputError("Type at least one word at each end.")
    if not words:
        raise InputError("Type the words to place on the axis.")

    def answer(card: ModelCard, table: WordTable) -> None:
        positions = place_on_axis(table, low, high, words)
        reach = _REACH if max(map(abs, positions)) <= _REACH else 1.0
        chart(word_axis(words, positions, " ".join(low), " ".join(high), extent=reach), KEYS(f"room-axis-{card.id}"))
        offer(f"Axis, {card.name}", partial(rows_of, word=words, cosine=positions))

    tables.draw(answer)
    finding("Each word stands where its cosine with the difference of the two ends puts it. 0 belongs to neither.")


def _offer_words(name: str, found: Sequence[Neighbour]) -> None:
    offer(name, partial(rows_of, word=[n.word for n in found], cosine=[n.similarity for n in found]))


def _word(label: str, default: str, key: str) -> str:
    return (st.text_input(label, default, max_chars=WORD_CHARS, **KEYS.bound(key)) or "").strip()


def _need(*words: str) -> None:
    """Refuse an empty field, once all fields are drawn: one that is not drawn would forget what is in it."""
    if not all(words):
        raise InputError("Type a word.")
