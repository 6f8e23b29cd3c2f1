"""The parts of lesson 6 after the play: the live measurement, the three ways, facts, explanations, exports."""

from typing import Any

import streamlit as st

from embedlab.compute.asymmetry import answer_beats, margins_in_deviations
from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.content.lesson_text import Lesson
from embedlab.content.triples import load_triples
from embedlab.errors import EmbedLabError
from embedlab.lessons.symmetric_or_asymmetric.facts import control_choice, intervals_choice, related_choice
from embedlab.lessons.symmetric_or_asymmetric.shipped import PREFIXED, load_triple_scores
from embedlab.lessons.symmetric_or_asymmetric.study import ASKED, Asked, TripleScores, score_triples
from embedlab.lessons.symmetric_or_asymmetric.view import asked_name, best_answer, find_rankings, kind_on_top
from embedlab.models.catalog import card
from embedlab.studies.rank import RankOptions
from embedlab.studies.rows import Rows
from embedlab.studies.search_facts import rank_change
from embedlab.studies.searches import Result, Search
from embedlab.ui.exports import assignment, notebook_bytes
from embedlab.ui.model_access import ready, runtime
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.panels.sections import draw_sections
from embedlab.ui.panels.why import limits_note, show_source

SYMMETRIC = "paraphrase-minilm-l3-v2"


def facts(search: Search, results: list[Result], scores: dict[str, TripleScores]) -> dict[str, Any]:
    """Everything that the lesson's templates and quiz may name; empty while a ranking is missing."""
    bare = find_rankings(search, [PREFIXED], RankOptions(prefixes="none"))
    by_model = {result.model: result for result in results}
    places = [best_answer(search, r) for r in (by_model.get(SYMMETRIC), *bare, by_model.get(PREFIXED)) if r]
    if len(places) < 3 or None in places or not scores:
        return {}
    keys = (SYMMETRIC, "all-minilm-l6-v2", f"{PREFIXED} (none)", PREFIXED)
    paraphrase, minilm, e5_bare, e5 = (scores[key].against_related() for key in keys)
    named, entry = scores[PREFIXED].against_paraphrase()
    symmetric, before, after = (int(place or 0) for place in places)
    return {
        "documents": len(search.documents),
        "triples": len(scores[PREFIXED].answer),
        "place_symmetric": symmetric,
        "place_bare": before,
        "place_prefixed": after,
        "related_paraphrase": paraphrase.share,
        "related_minilm": minilm.share,
        "related_minilm_low": minilm.share_interval[0],
        "related_minilm_high": minilm.share_interval[1],
        "related_bare": e5_bare.share,
        "related_bare_low": e5_bare.share_interval[0],
        "related_bare_high": e5_bare.share_interval[1],
        "related_prefixed": e5.share,
        "control_named": named,
        "control_entry": entry,
        "symmetric_first": kind_on_top(search, by_model[SYMMETRIC]),
        "prefix_effect": rank_change(before, after),
        "answer_beats_related": related_choice(paraphrase.share),
        "answer_beats_paraphrase": control_choice(entry),
        "intervals": intervals_choice(minilm.share_interval, e5_bare.share_interval),
    }


def details(scores: dict[str, TripleScores]) -> None:
    """Draw the table behind the measurement: margins, and the control that humbles every vector model."""
    st.html(details_html(scores))
    st.caption(
        "Margin: answer minus related question, in standard deviations of the same model's random pairs (each question "
        "against the answers to three others). Control: how often the answer also beats a full paraphrase of the "
        "question; *entry* is the same answer without any of the question's words."
    )


def details_html(scores: dict[str, TripleScores]) -> str:
    """The measurement as a table."""
    rows = []
    for asked in ASKED:
        if asked.key in scores:
            found = scores[asked.key]
            summed, (named, entry) = found.against_related(), found.against_paraphrase()
            low, high = summed.share_interval
            cells = (
                f"{summed.share:.0%}", f"{low:.0%} to {high:.0%}", f"{summed.margin:+.2f}".replace("-", "−"),
                f"{named:.0%}", f"{entry:.0%}",
            )  # fmt: skip
            rows.append(f'<tr><th scope="row">{asked_name(asked)}</th>{"".join(f"<td>{c}</td>" for c in cells)}</tr>')
    names = ("Model", "beats a related question", "95 % interval", "margin", "beats a paraphrase", "entry beats it")
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    return (
        '<div class="el-matrix" tabindex="0" role="region" aria-label="The measurement in numbers">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


@st.fragment
def measure_again() -> None:
    """Run the measurement live for one model, with progress; leaving the page or pressing Stop ends it."""
    names = {asked.key: asked for asked in ASKED}
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        key = st.selectbox("Measure again, live", list(names), format_func=lambda k: asked_name(names[k]))
    with right:
        pressed = st.button("Run", key="el-triples-run")
    if not pressed or not ready(card(names[key].model)):
        return
    st.button("Stop", key="el-triples-stop")  # any press ends this run at its next step
    try:
        found = _live_scores(names[key])
    except EmbedLabError as error:
        problem_box(str(error))
        return
    st.html(details_html({key: found}))
    if shipped := load_triple_scores().get(key):
        drift = float(abs(found.answer - shipped.answer).max())
        st.caption(f"The shipped figures were computed the same way; the largest difference of a score is {drift:.4f}.")


def _live_scores(asked: Asked) -> TripleScores:
    triples = load_triples()
    bar = st.progress(0.0, text="Asking …")

    def show(done: int) -> None:
        bar.progress(done / len(triples), text=f"{done} of {len(triples)}")

    found = score_triples(runtime(), asked, triples, show)
    bar.empty()
    return found


def why(lesson: Lesson) -> None:
    """Draw the explanations, the real functions and the limits."""
    draw_sections(lesson)
    for function in (answer_beats, margins_in_deviations, bootstrap_interval):
        show_source(function)
    limits_note(lesson.limits)


def rank_rows(search: Search, results: list[Result]) -> Rows:
    """Every score, for export."""
    return [
        {"model": r.model, "query": search.query, "text": d.text, "kind": d.kind, "score": float(s), "rank": int(k)}
        for r in results
        for d, s, k in zip(search.documents, r.scores, r.ranking.ranks, strict=True)
    ]


def triple_rows(scores: dict[str, TripleScores]) -> Rows:
    """Every score of every triple, for export."""
    return [
        {
            "model": key,
            "question": triple.question,
            "related": float(found.related[i]),
            "answer": float(found.answer[i]),
            "entry": float(found.entry[i]),
            "paraphrase": float(found.paraphrase[i]),
        }
        for key, found in scores.items()
        for i, triple in enumerate(load_triples())
    ]


def notebook(search: Search, results: list[Result]) -> bytes:
    """The rankings as a notebook that runs where EmbedLab is installed."""
    setup = [
        assignment("query", search.query),
        assignment("texts", list(search.texts)),
        assignment("models", [result.model for result in results]),
    ]
    return notebook_bytes(
        [
            ("markdown", "# Symmetric or asymmetric?\n\nRun this where EmbedLab is installed, from its folder."),
            ("code", "\n".join(setup)),
            (
                "code",
                "from embedlab.models.runtime import shared_runtime\n"
                "from embedlab.studies.rank import RankOptions, rank_documents\n\n"
                "for model in models:\n"
                "    ranked = rank_documents(shared_runtime(), model, query, texts, RankOptions())\n"
                "    best = int(ranked.scores.argmax())\n"
                "    print(f'{model}: {texts[best]} ({ranked.scores[best]:.3f})')",
            ),
        ]
    )
