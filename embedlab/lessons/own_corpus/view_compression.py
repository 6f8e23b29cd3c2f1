"""What smaller vectors lose on this collection: fewer numbers, smaller numbers, and full vectors for the last step."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from embedlab.figures.bytes_kept import bytes_kept
from embedlab.lessons.own_corpus.inputs import KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.study_compression import (
    basis,
    compressed,
    compression_rows,
    dense_readings,
    kept_sentence,
    questions_stamp,
    way_name,
)
from embedlab.models.local import find_card
from embedlab.numbers_text import GAP, between, counted, in_bytes, measured, percent, signed, whole
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.corpus.compression_study import RESCORED, Basis, Compressed, lengths_of
from embedlab.studies.corpus.findings import LEVEL, Estimate
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.model_access import ready
from embedlab.ui.page_script import narrow_screen
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.table import table
from embedlab.ui.state import one_of
from embedlab.ui.teacher import control

_SHORT: Final = 5
"""Rows of one length."""
_SHOWN: Final = ("recall@10", "nDCG@10")


def draw_compression(chosen: Chosen) -> None:
    """Draw what each length and kind of numbers keeps; computed when this is opened, and kept."""
    corpus = chosen.corpus
    if corpus is None:
        note("These texts are not on this server; bring them again.")
        return
    offered = dense_readings(corpus)
    if not offered:
        note("No dense model has read these texts yet. Let one read them, above; then its vectors can be made smaller.")
        return
    with control("compressed"):
        asked = st.selectbox(
            "Vectors of", offered, offered.index(first) if (first := "all-minilm-l6-v2") in offered else 0,
            format_func=lambda text: Reading.parse(text).name, **KEYS.bound("compressed"),
        )  # fmt: skip
    reading = Reading.parse(one_of(asked, offered))
    # Without queries its own texts are asked, which were read already.
    if corpus.questions and not ready(find_card(reading.model)):
        return
    against, found = _measure(corpus, reading)
    _draw(against, found, reading)


def _measure(corpus: OpenCorpus, reading: Reading) -> tuple[Basis, list[Compressed]]:
    key = (corpus.id, corpus.index.key, str(reading), questions_stamp(corpus))
    place, lengths = st.empty(), lengths_of(reading.width)
    if not basis.holds(*key):
        place.progress(0.0, text="Searching exactly, to compare with …")
    against = basis(*key)
    found: list[Compressed] = []
    for done, length in enumerate(lengths):
        if not compressed.holds(*key, length):
            place.progress((done + 1) / (len(lengths) + 1), text=f"Measuring {whole(length)} numbers a vector …")
        found.extend(compressed(*key, length))
    place.empty()
    return against, found


def _draw(against: Basis, found: Sequence[Compressed], reading: Reading) -> None:
    shown = "recall@10"
    if against.judged:
        with control("compressed-by"):
            asked: str | None = st.segmented_control(
                "Measure", _SHOWN, default=shown,
                required=True, label_visibility="collapsed", **KEYS.bound("compressed-by"),
            )  # fmt: skip
        shown = one_of(asked, _SHOWN)
    values = [each.recall if shown == "recall@10" or each.quality is None else each.quality for each in found]
    figure = bytes_kept(
        [way_name(each) for each in found], [each.width for each in found], [each.bytes for each in found],
        [value.mean for value in values], [value.low for value in values], [value.high for value in values],
        name=shown, narrow=narrow_screen(), colour=FAMILY_COLOURS.get(reading.card.family, NEUTRAL),
    )  # fmt: skip
    chart(figure, KEYS("compression"))
    finding(kept_sentence(found))
    head = ("", "numbers", "for a document", "recall@10", *(["nDCG@10"] if against.judged else []), "comparing a query")
    every = len(found) > _SHORT and st.toggle("Every length in the table", key=KEYS("compressed-all"))
    rows = [table_row(each) for each in found if every or each.width == found[0].width]
    table("What smaller vectors keep", head, rows, style="matrix")
    offer("Smaller vectors", partial(compression_rows, found, str(reading)))
    st.caption(how_sentence(against))


def table_row(found: Compressed) -> tuple[str, ...]:
    """The cells of one way; quality where it is known."""
    quality = () if found.quality is None else (_reached(found.quality),)
    return (
        way_name(found), whole(found.width), in_bytes(found.bytes), _reached(found.recall), *quality,
        measured(found.seconds),
    )  # fmt: skip


def _reached(estimate: Estimate) -> str:
    return f"{signed(estimate.mean)} ({between((estimate.low, estimate.high))})".replace(" ", GAP)


def how_sentence(against: Basis) -> str:
    """What was compared, how vectors were made smaller, and what the times are worth."""
    asked = counted(len(against.queries), "judged query" if against.judged else "query")
    if len(against.queries) != 1:
        asked = f"{whole(len(against.queries))} {'judged queries' if against.judged else 'queries'}"
    if (against.own >= 0).all():
        asked = f"{counted(len(against.queries), 'text')} of its own as queries, each without itself"
    return (
        f"Compared with an exact search in float32, for {asked}; {percent(LEVEL)} intervals. Shorter vectors: the "
        "first numbers after a turn to the directions in which these texts vary most (PCA about their mean); the mean "
        "is not subtracted, and queries are turned likewise. A byte spans from the smallest to the largest value of "
        "its number; queries stay float32. A bit tells whether a number lies above its mean, of queries too: turned "
        "numbers vary unequally and bits weigh them alike, so that shorter ones lose most. “Rescored” orders the "
        f"{whole(RESCORED)} best by full vectors, which then have to be on the disk as well. Times are those of NumPy, "
        "which widens small numbers before it multiplies; an engine made for them is quicker."
    )
