"""What the visitor chooses on lesson 1: a word, its sentences, a model, a layer, a sentence to look at."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from embedlab.compute.projection import Method
from embedlab.content.sense_words import load_sense_word, sense_word_names
from embedlab.content.sentences import Problem, parse_sentences
from embedlab.content.word_places import Occurrence
from embedlab.limits import SENTENCES, WORD_CHARS
from embedlab.models.cards import ModelCard
from embedlab.ui.model_access import contextual_cards, static_cards
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.state import bound, shareable_text
from embedlab.ui.teacher import control

FIRST_WORD = "point"
FIRST_MODEL = "e5-small-v2"
PROBLEMS_SHOWN = 5
DOT = "dot"
TABLE = "table"
TABLE_HELP = "A table, read once in training: one row for each word. There is no layer to choose."
MAP_HELP = (
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
            **bound("word"),
        )
    word = (word or FIRST_WORD).strip()
    entry = load_sense_word(word.casefold())
    default = "\n".join(f"{o.sense}: {o.text}" for o in entry.occurrences) if entry else ""
    with place, control("sentences"):
        text = _sentences(f"sentences-{entry.word}" if entry else "sentences", default)
    if entry and text == default:
        return WordChoice(entry.word, entry.occurrences, (), shipped=True)
    found = parse_sentences(text, word)
    return WordChoice(word, found.occurrences, found.problems if text.strip() else (), shipped=False)


def _sentences(key: str, default: str) -> str:
    with st.popover("Sentences", icon=":material/edit_note:", width="stretch"):
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
        problem_box(
            f"There is no sentence with “{choice.word[:WORD_CHARS]}” yet. Press Sentences and type some, one a line."
        )
    elif not any(o.sense for o in choice.occurrences):
        note(
            "No sense is named, so nothing can be scored. Write the sense before a colon: “money: I went to the bank.”"
        )


def choose_model() -> ModelCard:
    """Draw the choice of a contextual model."""
    cards = {card.id: card for card in contextual_cards()}
    with control("model"):
        chosen = st.selectbox(
            "Contextual model",
            list(cards),
            index=list(cards).index(FIRST_MODEL),
            format_func=lambda name: cards[name].name,
            **bound("model"),
        )
    return cards[chosen]


def choose_more() -> More:
    """Draw what is changed less often: how the map is made."""
    names: dict[Method, str] = {"pca": "PCA", "umap": "UMAP", "tsne": "t-SNE"}
    with control("more"), st.popover("More", icon=":material/tune:", width="stretch"):
        method = st.radio("Map", list(names), format_func=lambda name: names[name], horizontal=True, **bound("map"))
        seed = st.number_input("Seed", 0, 9_999, 0, help="Another seed, another UMAP.", **bound("seed"))
        st.caption(MAP_HELP)
    return More(method, 0 if method == "pca" else int(seed))


def choose_table() -> ModelCard:
    """Draw the choice of a static table."""
    tables = {card.id: card for card in static_cards()}
    with control("table"):
        chosen = st.selectbox(
            "Static table", list(tables), format_func=lambda name: tables[name].name, help=TABLE_HELP, **bound(TABLE)
        )
    return tables[chosen]


def chosen_table() -> ModelCard:
    """The static table that was chosen last; the first one where none was."""
    tables = {card.id: card for card in static_cards()}
    return tables.get(st.session_state.get(TABLE, ""), next(iter(tables.values())))


def choose_layer(layers: int, first: int) -> int:
    """Draw the layer slider, 0 to ``layers``; ``first`` is where it starts."""
    with control("layer"):
        # A slider of its own for each depth: a value beyond the last layer would otherwise be an error.
        return int(
            st.slider(
                "Layer", 0, layers, first, help="0 is the input, before any attention.", **bound(f"layer{layers}")
            )
        )


def choose_occurrence(occurrences: tuple[Occurrence, ...]) -> int:
    """Draw the choice of one sentence; a dot that is clicked on the map chooses it too, see ``choose_dot``.

    Its number is put into the URL here: a bound list would write the whole sentence there.
    """
    st.session_state[DOT] = chosen_dot(len(occurrences))
    return int(
        st.selectbox(
            "Sentence to look at (or click a dot)",
            range(len(occurrences)),
            format_func=lambda index: _line(index, occurrences[index]),
            key=DOT,
            on_change=_tell_address,
        )
        or 0
    )


def choose_dot(number: object) -> None:
    """Look at the sentence of this number from now on."""
    if isinstance(number, int):
        st.session_state[DOT] = number
        _tell_address()


def chosen_dot(count: int) -> int:
    """The number of the sentence that is looked at, from this session or else from the URL; 0 beyond ``count``."""
    text = st.query_params.get(DOT, "0")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    number = int(st.session_state.get(DOT, asked) or 0)
    return number if number < count else 0


def _tell_address() -> None:
    st.query_params[DOT] = str(st.session_state[DOT])


def _line(index: int, occurrence: Occurrence) -> str:
    # The number keeps lines apart that read the same: the browser sends back the line and not its place.
    label = f"{index + 1}. {occurrence.sense}: " if occurrence.sense else f"{index + 1}. "
    return label + (occurrence.text if len(occurrence.text) < 110 else occurrence.text[:107] + "…")
