"""One query and one text on which two rankers differ: the text with its words marked, and both scores taken apart."""

from html import escape
from typing import Final

import streamlit as st

from embedlab.content.collections import load_collections
from embedlab.errors import EmbedLabError
from embedlab.lessons.every_family.examples import OPTIONS, colour_family, short_name
from embedlab.lessons.every_family.inputs import DOCUMENT, KEYS
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_differ import Case, Pair, measure_sentence, right_sentence
from embedlab.lessons.every_family.study_differ_cases import Where, playable
from embedlab.lessons.every_family.study_differ_text import Marks, mark_styles, strongest, text_html
from embedlab.lessons.every_family.study_tokens import beside
from embedlab.numbers_text import signed, whole
from embedlab.studies.live_ranks import explain
from embedlab.studies.searches import as_lines, cards_behind, name_of
from embedlab.studies.word_parts import is_one_piece, live_word_parts
from embedlab.ui.model_access import is_here, ready
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import errors_shown, note, waiting
from embedlab.ui.panels.why import parts_table
from embedlab.words import Span

_SAID: Final = "Taking the score apart …"
_WHAT: Final = {
    "lexical": "Each part is a word that query and text share.",
    "sparse": "Each part is a term that has a weight in both texts.",
    "hybrid": "Each part is what one of the two mixed rankings adds.",
    "": "Each part is a token of the query: what it adds to the comparison with the whole text.",
}  # fmt: skip
"""What the parts are, by the family of the ranker."""


def draw_pair(families: Families, where: Where, rankers: tuple[str, str], case: Case, pair: Pair) -> None:
    """Draw query, verdict and text, and below them both scores beside each other."""
    names, styles = (short_name(rankers[0]), short_name(rankers[1])), mark_styles(rankers)
    st.html(f'<p class="el-document"><b>Query:</b> {escape(case.query)}</p>')
    finding(f"{measure_sentence(case, pair, names)} {right_sentence(case, pair, names)}")
    marks = (_marks(rankers[0], case, pair.text), _marks(rankers[1], case, pair.text))
    st.html(text_html(case.texts[pair.text], marks, styles) + key_html(names, marks, styles))
    for side, column in enumerate(st.columns(2, gap="medium")):
        with column:
            _draw_side(rankers[side], case, pair.text, side)
    _offer_play(families, where, case, pair)


def key_html(names: tuple[str, str], marks: Marks, styles: tuple[str, str]) -> str:
    """What the marks in the text mean; nothing where neither ranker has any."""
    told = [
        f'<mark style="background:none;color:inherit;{style}">{escape(name)}</mark>'
        for name, own, style in zip(names, marks, styles, strict=True)
        if own
    ]
    if not told:
        return ""
    said = f"Marked: the words of this text that bring the most to the score by {' and by '.join(told)}."
    return f'<p class="el-document" style="margin-top:0.5rem"><small>{said}</small></p>'


def _marks(ranker: str, case: Case, text: int) -> frozenset[Span]:
    """The words that bring the most; none while a model is not here, and where a score has no parts by words."""
    if is_one_piece(ranker) or not _is_here(ranker):
        return frozenset()
    texts, number = beside(ranker, case.texts, text)
    asked = (ranker, case.query, texts, number, OPTIONS)
    try:
        return strongest(waiting(_SAID, live_word_parts, *asked, "text"))
    except EmbedLabError:
        return frozenset()  # what is wrong is said beside the score


def _is_here(ranker: str) -> bool:
    return all(map(is_here, cards_behind(ranker, OPTIONS)))


def _draw_side(ranker: str, case: Case, text: int, side: int) -> None:
    name, score = short_name(ranker), float(case.scores[side][text])
    subheading(f"{name}: rank {case.rank_text(side, text)} of {whole(len(case.texts))}")
    if is_one_piece(ranker):
        note(no_parts_sentence(ranker, score))
        return
    if not _is_here(ranker):
        for card in cards_behind(ranker, OPTIONS):
            ready(card)  # what ships needs no model, so nobody else may have asked for this one
        st.caption("Taken apart as soon as the model is here.")
        return
    texts, number = beside(ranker, case.texts, text)
    with errors_shown():
        parts = waiting(_SAID, explain, ranker, case.query, texts, OPTIONS, number)
        if not parts:
            st.caption(f"Score {signed(score, 3)}: the text shares nothing with the query.")
            return
        # The score is that of the ranking, so the line below the table says whether these are its parts.
        parts_table([part.name for part in parts], [part.value for part in parts], score, f"score by {name}")
        st.caption(what_sentence(ranker))


def what_sentence(ranker: str) -> str:
    """What the parts of a score are, by the family of its ranker."""
    return _WHAT.get(colour_family(ranker), _WHAT[""])


def no_parts_sentence(ranker: str, score: float) -> str:
    """Why a score has no parts, and where it is measured what its tokens are worth."""
    together = colour_family(ranker) == "cross-encoder"
    how = "reads query and text together and gives one number" if together else "keeps one vector a text, that of [CLS]"
    return (
        f"Score {signed(score, 3)}. {name_of(ranker)} {how}: there are no parts to add up. “Which tokens made this "
        "score?” leaves words out and measures what that changes."
    )


def _offer_play(families: Families, where: Where, case: Case, pair: Pair) -> None:
    examples = load_collections(KEYS.slug)
    if where == "examples":
        at = next(number for number, example in enumerate(examples) if example.query == case.query)
        values = {KEYS("example"): examples[at].name, KEYS(f"query-{at}"): case.query,
                  KEYS(f"documents-{at}"): as_lines(examples[at])}  # fmt: skip
    else:
        at = [example.name for example in examples].index(families.search.collection)
        values = {KEYS(f"query-{at}"): case.query}
        if where == "board":
            values[KEYS(f"documents-{at}")] = playable(case, pair)
    told = {"examples": "this example", "own": "this query", "board": "this query and the texts that stand first"}
    pressed = st.button(
        f"Put {told[where]} into the figure above", key=KEYS("differ-take"), icon=":material/arrow_upward:",
        on_click=_take, args=(values, pair.text if where == "own" else None),
    )  # fmt: skip
    if pressed:
        st.rerun()  # the whole page: its first screen lies outside of this part


def _take(values: dict[str, str], document: int | None) -> None:
    for name, value in values.items():
        st.session_state[name] = value
    if document is not None:
        DOCUMENT.point_at(document)
