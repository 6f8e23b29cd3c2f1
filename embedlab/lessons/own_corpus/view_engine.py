"""What the graph of an engine gives away for its speed, measured on this collection: recall and time against ef."""

from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st

from embedlab.errors import EmbedLabError
from embedlab.figures.graph_recall_time import graph_recall_time
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_engine import ENGINE_QUERIES, EngineAsked, engines_built, measure_engine
from embedlab.numbers_text import counted, in_bytes, measured, signed, times, whole
from embedlab.studies.corpus.hnsw_recall import EFS, GraphRecall
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.open_engine import engine_told
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.remembered import remembered_for
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import runtime
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note, problem_box, waiting
from embedlab.ui.teacher import control

_FIRST_EF: Final = 64


def draw_engine(chosen: Chosen) -> None:
    """Draw recall and time of the graph of one reading, with the ef in force marked."""
    corpus = chosen.corpus
    built = engines_built(corpus.index) if corpus is not None else ()
    if corpus is None or not built:
        note("There is no engine yet: it is built after models have read the texts, under Let models read the texts.")
        return
    left, right = st.columns(2, gap="medium")
    with left, control("engine"):
        reading = Reading.parse(
            st.selectbox(
                "Vectors of", [str(each) for each in built], 0, format_func=lambda text: Reading.parse(text).name,
                **KEYS.bound("engine"),
            )
        )  # fmt: skip
    with right, control("ef"):
        ef = st.select_slider(
            "ef: candidates that the walk keeps", EFS, _FIRST_EF, **KEYS.bound("ef"),
            help="From 10 to 256. More of them miss less and take longer.",
        )  # fmt: skip
    try:
        texts = tuple(question.text for question in corpus.questions)
        at = float(engine_told(corpus.index.path, reading).get("at", 0.0))
        asked = waiting("Measuring on this machine …", _measured, str(corpus.index.path), str(reading), at, texts)
    except EmbedLabError as error:
        problem_box(f"{error} Searches on this page compare everything until then.")
        return
    found = asked.found
    figure = graph_recall_time(
        found.efs, found.recall, [pace.p50 for pace in found.paces], [pace.p95 for pace in found.paces],
        found.exact.p50, ef,
    )  # fmt: skip
    chart(figure, KEYS("engine-recall"))
    finding(engine_sentence(asked, ef))
    st.caption(engine_caption(asked))
    offer("Recall of the graph", lambda: engine_rows(found))


@remembered_for(seconds=600)
def _measured(index: str, reading: str, _at: float, queries: tuple[str, ...]) -> EngineAsked:
    return measure_engine(runtime(), IndexFolder(Path(index)), Reading.parse(reading), queries)


def engine_sentence(asked: EngineAsked, ef: int) -> str:
    """What the graph finds at an ef and how much sooner, beside comparing everything."""
    found = asked.found
    at = found.at(ef)
    pace, recall = found.paces[at], found.recall[at]
    if not asked.graph:
        return (
            f"The vectors of {counted(found.points, 'text')} are too few for a graph: the engine compares all of them, "
            f"half of the queries within {measured(pace.p50)}, and every ef finds the same."
        )
    told = (
        f"With ef {whole(found.efs[at])} the graph finds {signed(recall, 3)} of the ten nearest (recall@10, 0 to 1), "
        f"half of the queries within {measured(pace.p50)}; comparing all {whole(found.points)} takes "
        f"{measured(found.exact.p50)}"
    )
    faster = found.exact.p50 / pace.p50
    return f"{told}, {times(faster)} as long." if faster >= 1 else f"{told}, which is sooner here."


def engine_caption(asked: EngineAsked) -> str:
    """What was asked, and of which engine."""
    found = asked.found
    queries = (
        f"{counted(found.queries, 'text')} of the collection, drawn with seed 0, none of which may find itself"
        if asked.own
        else f"{whole(found.queries)} queries of the collection"
    )
    stored = "" if asked.stored is None else f" It takes {in_bytes(asked.stored)} on the disk."
    return (
        f"Measured just now with {queries} (at most {ENGINE_QUERIES}), without reading the query: HNSW "
        f"(Malkov and Yashunin 2018) by {found.where}, against the dot products of NumPy with all vectors.{stored} "
        "Queries are asked one at a time; times are those of this machine now."
    )


def engine_rows(found: GraphRecall) -> list[dict[str, float]]:
    """A row for each ef: recall and seconds; comparing everything last, as ef 0."""
    rows = [
        {"ef": ef, "recall_at_10": recall, "p50_seconds": pace.p50, "p95_seconds": pace.p95}
        for ef, recall, pace in zip(found.efs, found.recall, found.paces, strict=True)
    ]
    exact = {"ef": 0, "recall_at_10": 1.0, "p50_seconds": found.exact.p50, "p95_seconds": found.exact.p95}
    return [*rows, {name: float(np.round(value, 9)) for name, value in exact.items()}]
