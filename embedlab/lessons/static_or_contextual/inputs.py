"""What the visitor chooses on lesson 1: a word, its sentences, a model, a layer, a sentence to look at."""

from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.compute.projection import Method
from embedlab.content.sense_words import load_sense_word, sense_word_names
from embedlab.content.sentences import Problem, parse_sentences
from embedlab.content.word_places import Occurrence
from embedlab.lessons.static_or_contextual.study import Senses
from embedlab.limits import SENTENCES, WORD_CHARS
from embedlab.models.cards import ModelCard
from embedlab.ui.model_select import choose_model, chosen_model, offered_models
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.own_text import own_text
from embedlab.ui.panels.section import redraw
from embedlab.ui.pick import Pick
from embedlab.ui.state import Keys, shareable_text
from embedlab.ui.teacher import control

KEYS: Final = Keys("static_or_contextual")
STATIC, CONTEXTUAL = KEYS("static"), KEYS("contextual")
"""The two halves of the first screen. Each is a fragment: the layer is moved without drawing the static map again."""

FOLLOW_THE_LAYER: Final = ("occurrence", "matrix", "layers")
"""Parts below that show one layer."""

DOT: Final = Pick(KEYS("dot"), then=partial(redraw, CONTEXTUAL, KEYS.part("occurrence")))
TABLE: Final = "table"
EDITOR: Final = f"el-{KEYS('editor')}"
"""Whether the editor of the sentences is open."""
_OWN: Final = f"el-{KEYS('own-texts')}"
OWN_WORDS: Final = 8
"""So many words of a visitor's own keep their sentences for the session."""

HIDEABLE: Final = {
    "word": "Word", "sentences": "Sentences", "model": "Model", "more": "More", "table": "Static table",
    "play": "Play", "layer": "Layer", "range": "Colour range", "head": "Head",
}  # fmt: skip

FIRST_WORD: Final = "point"
FIRST_MODEL: Final = "e5-small-v2"
PROBLEMS_SHOWN: Final = 5
MAP_HELP: Final = (
    "How hundreds of numbers become two. PCA keeps large distances and needs no seed; UMAP and t-SNE keep "
    "neighbours. UMAP depends on its seed; t-SNE starts from PCA, so its seed hardly matters. Below 15 points it "
    "is always PCA. All layers share one fit."
)


@dataclass(frozen=True)
class WordChoice:
    """A word and the places where it stands in the visitor's sentences.

    Attributes:
        word: the word that is looked for.
        occurrences: found places, in the order of the text.
        problems: lines that could not be used, and why.
        shipped: True while the sentences are exactly those that ship for this word.
    """

    word: str
    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]
    shipped: bool


@dataclass(frozen=True)
class More:
    """The method and the seed of the map."""

    method: Method
    seed: int


def choose_word(place: DeltaGenerator) -> WordChoice:
    """Draw the word here and the button to its sentences in ``place``."""
    names = sense_word_names()
    with control("word"):
        word = st.selectbox(
            "Word",
            names,
            index=names.index(FIRST_WORD),
            accept_new_options=True,
            help=f"Pick one, or type any other word of at most {WORD_CHARS} characters and give it sentences.",
            **KEYS.bound("word"),
        )
    word = (word or FIRST_WORD).strip()
    entry = load_sense_word(word.casefold())
    default = "\n".join(f"{o.sense}: {o.text}" for o in entry.occurrences) if entry else first_sentence(word)
    # A key for each shipped word: going to another one and back finds the changed sentences again.
    key = KEYS(f"sentences-{entry.word}" if entry else "sentences")
    if entry is None:
        _turn_to(word, key, default)
    with place, control("sentences"):
        text = _sentences(key, default, own=entry is None)
    if entry and text == default:
        return WordChoice(entry.word, entry.occurrences, (), shipped=True)
    if entry:
        own_text(entry.word, {key: default}, key=KEYS("word"))
    if text == default and len(word) <= WORD_CHARS:
        return WordChoice(word, (), (), shipped=False)
    found = parse_sentences(text, word)
    # Nothing is wrong with an empty text, but with a word that no text could hold.
    problems = found.problems if text.strip() or len(word) > WORD_CHARS else ()
    return WordChoice(word, found.occurrences, problems, shipped=False)


def first_sentence(word: str) -> str:
    """What stands in the editor before a visitor has written a sentence with a word that ships with none."""
    return f"I looked up the word “{word}”." if len(word) <= WORD_CHARS else ""


def _turn_to(word: str, key: str, default: str) -> None:
    """Open the editor when a visitor has come to a word of their own; what was written for the one before is kept."""
    texts: dict[str, str] = st.session_state.setdefault(_OWN, {})
    if not texts:  # the first one of a session may come with its sentences in the address
        texts[word] = st.query_params.get(key, default)
    elif word == next(reversed(texts)):
        texts[word] = st.session_state.get(key, default)
        return
    else:
        st.session_state[key] = texts[word] = texts.pop(word, default)
        for oldest in list(texts)[:-OWN_WORDS]:
            del texts[oldest]
    st.session_state[EDITOR] = texts[word] == default


def _sentences(key: str, default: str, *, own: bool) -> str:
    # Only the page opens the editor of a word that ships with no sentence: else no run of the page is spent on it.
    opens: Literal["rerun", "ignore"] = "rerun" if own else "ignore"
    with st.popover("Sentences", icon=":material/edit_note:", width="stretch", key=EDITOR, on_change=opens):
        st.caption(
            f"One sentence a line, each with the word; at most {SENTENCES}. "
            "Write the sense before a colon, as in *money: …*, to have it coloured and scored."
        )
        return shareable_text("Sentences", key, default, height=380)


def say_problems(choice: WordChoice) -> None:
    """List the lines that are not used, and ask for sentences when there are none."""
    for problem in choice.problems[:PROBLEMS_SHOWN]:
        problem_box(problem.message)
    if (rest := len(choice.problems) - PROBLEMS_SHOWN) > 0:
        problem_box(f"{rest} more lines could not be used.")
    if not choice.occurrences:
        note(f"Write sentences with “{choice.word[:WORD_CHARS]}” in Sentences, one a line: each is a mark on the map.")
    elif not any(o.sense for o in choice.occurrences):
        note(
            "No sense is named, so nothing can be scored. Write the sense before a colon: “money: I went to the bank.”"
        )


def choose_encoder() -> ModelCard:
    """Draw the choice of a contextual model."""
    with control("model"):
        encoders = offered_models(lambda card: card.is_encoder)
        return choose_model("Contextual model", encoders, KEYS.bound("model"), default=FIRST_MODEL)


def static_tables() -> list[ModelCard]:
    """The tables of word vectors that are offered."""
    return offered_models(lambda card: card.family == "static")


def choose_more() -> More:
    """Draw what is changed less often: how the map is made."""
    names: dict[Method, str] = {"pca": "PCA", "umap": "UMAP", "tsne": "t-SNE"}
    with control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        method = st.radio(
            "Map", list(names), format_func=lambda name: names[name], horizontal=True, **KEYS.bound("map")
        )
        seed = st.number_input("Seed", 0, 9_999, 0, help="Another seed, another UMAP.", **KEYS.bound_number("seed"))
        st.caption(MAP_HELP)
    return More(method, 0 if method == "pca" else int(seed))


def choose_table() -> ModelCard:
    """Draw the choice of a static table; what is measured of it below follows."""
    with control("table"):
        return choose_model(
            "Static table",
            static_tables(),
            KEYS.bound(TABLE),
            labelled=False,
            on_change=partial(redraw, STATIC, KEYS.part("cost"), KEYS.part("check")),
        )


def chosen_table() -> ModelCard:
    """The static table that is chosen."""
    return chosen_model(static_tables(), KEYS(TABLE))


def chosen_dot(found: Senses) -> int:
    """The number of the occurrence that is looked at."""
    count = len(found.study.occurrences)
    return DOT.chosen(count, listed=f"{found.word}\n{count}")


def choose_dot(found: Senses) -> int:
    """Draw the list of occurrences to look at one; a click on a dot of the map chooses it too."""
    number = chosen_dot(found)
    lines = [f"{o.sense}: {o.text}" if o.sense else o.text for o in found.study.occurrences]
    DOT.draw("Sentence to look at (or click a dot)", lines, number)
    return number
