"""What there is to do before a collection has an answer: three steps, and which of them are done."""

import streamlit as st

from embedlab.lessons.own_corpus.study import Chosen
from embedlab.numbers_text import counted, whole
from embedlab.ui.panels.table import table_html


def steps_of(chosen: Chosen) -> list[tuple[str, str, str]]:
    """The steps, each with its state and where it is done on this page."""
    corpus = chosen.corpus
    if corpus is None:
        return [("Texts", "not here", "Bring your own texts")]
    read, judged = corpus.index.readings(), len(corpus.judged)
    return [
        ("Texts", f"done: {counted(corpus.record.documents, 'text')}", "Bring your own texts"),
        (
            "Index",
            f"done: {', '.join(reading.name for reading in read)}" if read else "to do: BM25 alone can search now",
            "Let models read the texts",
        ),
        (
            "Queries and judgements",
            f"done: {whole(judged)} judged" if judged else "to do: upload them, or judge for ten minutes",
            "Judge for ten minutes, blind",
        ),
        ("Measure", "to do", "Which is best on these queries?"),
    ]


def draw_steps(chosen: Chosen) -> None:
    """Draw the steps as a table."""
    st.html(
        table_html("What there is to do", ["Step", "State", "Where, below"], steps_of(chosen), style="parts el-card")
    )
