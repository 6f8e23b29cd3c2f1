"""Below the first screen of lesson 4: the flow of a score, the hybrids, the marks of each ranker, BM42."""

from html import escape

import numpy as np
import streamlit as st

from embedlab.compute.ranking import Ranking, rank
from embedlab.content.collections import load_collections
from embedlab.errors import EmbedLabError
from embedlab.figures.bars import ranked_bars
from embedlab.figures.bump import bump_chart
from embedlab.figures.flow import term_flow
from embedlab.figures.hybrid_curve import hybrid_curve
from embedlab.lessons.dense_or_sparse.found import Board, find_board, find_sparse
from embedlab.lessons.dense_or_sparse.inputs import DEPTH, LESSON, RANKERS, RRF, SCALES, SPARSE_KINDS, Settings, look_at
from embedlab.lessons.dense_or_sparse.shipped import SPARSE
from embedlab.lessons.dense_or_sparse.study import Weighted
from embedlab.lessons.dense_or_sparse.study_attention import ClsAttention, cls_attention
from embedlab.lessons.dense_or_sparse.study_flow import Shared, TermFlow, term_flow_of
from embedlab.lessons.dense_or_sparse.study_hybrid import quality
from embedlab.models.catalog import card
from embedlab.palette import FAMILY_COLOURS, NEUTRAL
from embedlab.studies.rank import RankOptions
from embedlab.studies.rank.by_terms import BM42_MODEL
from embedlab.studies.searches import Search
from embedlab.ui.charts import chart
from embedlab.ui.model_access import is_here, runtime
from embedlab.ui.panels.chips import token_chips
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note, problem_box
from embedlab.ui.panels.why import ROWS_SHOWN, number


def flow_panel(board: Board, document: int) -> None:
    """Draw how the sparse score of one document flows from word to word, and where each weight came from."""
    name = SPARSE_KINDS[board.settings.sparse]
    subheading(f"From the words of the query to the words of the document, by {name}")
    try:
        query, found = (
            find_sparse(board.search, board.settings, None),
            find_sparse(board.search, board.settings, document),
        )
    except EmbedLabError as error:
        problem_box(str(error))
        return
    if query is None or found is None:
        note("This text needs SPLADE, which is still being fetched.")
        return
    flow = term_flow_of(query, found)
    left, right = st.columns([4, 5], gap="medium")
    with left:
        figure = term_flow(
            flow.query_words, flow.terms, flow.doc_words, flow.query_links, flow.doc_links, flow.score,
            expands=board.settings.sparse == SPARSE,
        )  # fmt: skip
        chart(figure, "flow")
        finding(flow_finding(flow, name))
    with right:
        st.html(origin_table(flow, name))
        if board.settings.sparse == SPARSE:
            st.caption("In brackets: the position of the token that won the maximum; [CLS] is 0.")


def flow_finding(flow: TermFlow, name: str) -> str:
    """Which term carries most of the score."""
    if not flow.shared:
        return f"No term in common: {name} gives 0."
    first = flow.shared[0]
    share = f"“{first.query.term}” brings {first.product / flow.score:.0%} of {flow.score:.2f}"
    if first.query.word.casefold() == first.document.word.casefold() == first.query.term:
        return f"{share}: both texts have the word."
    return f"{share}: “{first.query.word}” in the query, “{first.document.word}” in the document."


def origin_table(flow: TermFlow, name: str) -> str:
    """The shared terms with both weights, where each came from, and products that add up; all texts escaped."""
    shown = flow.shared if len(flow.shared) <= ROWS_SHOWN else flow.shared[: ROWS_SHOWN - 1]
    rest = flow.shared[len(shown) :]
    body = "".join(_origin_row(pair) for pair in shown)
    if rest:
        body += _sum_row(f"{len(rest)} smaller terms", sum(pair.product for pair in rest))
    return (
        '<div class="el-parts el-origin" tabindex="0" role="region" aria-label="Where each weight came from"><table>'
        '<thead><tr><th scope="col">term</th><th scope="col">in query</th><th scope="col" class="el-from">from</th>'
        '<th scope="col">in document</th><th scope="col" class="el-from">from</th><th scope="col">product</th></tr>'
        f"</thead><tbody>{body}</tbody><tfoot>{_sum_row(f'score by {name}', flow.score)}</tfoot></table></div>"
    )


def _origin_row(pair: Shared) -> str:
    cells = "".join(
        f'<td>{item.weight:.2f}</td><td class="el-from">{escape(_origin(item))}</td>'
        for item in (pair.query, pair.document)
    )
    return f'<tr><th scope="row">{escape(pair.query.term)}</th>{cells}<td>{number(pair.product)}</td></tr>'


def _sum_row(name: str, value: float) -> str:
    return f'<tr><th scope="row" colspan="5">{escape(name)}</th><td>{number(value)}</td></tr>'


def _origin(item: Weighted) -> str:
    """The word behind a weight and the position that won the maximum; a piece of a word is named too."""
    if item.position is None:
        return item.word
    piece = f" {item.token}" if item.token.casefold() != item.word.casefold() else ""
    return f"{item.word}{piece} ({item.position})"


def hybrid_panel(board: Board, weight: float, document: int) -> None:
    """Draw the weighted sum over its whole range, and rank fusion, which has no weight, beside it."""
    sweep, sides = board.sweep(), board.sides
    if sweep is None or sides is None or board.fused is None:
        return
    search = board.search
    left, right = st.columns(2, gap="medium")
    ends = (RANKERS.get(sides[1].model, "words"), "dense")
    with left:
        subheading(f"Weighted sum, {SCALES[board.settings.options.normalisation]}")
        figure = hybrid_curve(sweep.weights, sweep.ranks, search.texts, weight, sweep.ndcg, document, ends=ends)
        chart(figure, "hybrid", select=True, on_choose=lambda row: look_at(search, row))
        at = int(np.argmin(np.abs(sweep.weights - weight)))
        if sweep.ndcg is not None and sweep.best is not None:
            finding(
                f"nDCG@10 at weight {weight:.2f}: {sweep.ndcg[at]:.2f}. "
                f"Highest: {sweep.ndcg[sweep.best]:.2f} at {sweep.weights[sweep.best]:.2f}."
            )
        else:
            finding(f"At weight {weight:.2f} document {int(sweep.ranks[at].argmin()) + 1} is first.")
    with right:
        subheading(f"Rank fusion, k = {board.settings.options.rrf_k}")
        fused = rank(board.fused.scores)
        rankings = [sides[1].ranking, fused, sides[0].ranking]
        figure = bump_chart(
            [ends[0], "RRF", "Dense"], np.stack([r.ranks for r in rankings]), search.texts, None, document
        )
        chart(figure, "fusion", select=True, on_choose=lambda row: look_at(search, row))
        mark = quality(fused, search.grades)
        told = "" if mark is None else f" nDCG@10: {mark:.2f}."
        finding(f"Places alone, no weight, nothing to normalise.{told}")


def marks_panel(board: Board, columns: dict[str, Ranking]) -> None:
    """Draw nDCG@10 of every ranker, where grades are known."""
    marks = {name: quality(ranking, board.search.grades) for name, ranking in columns.items()}
    known = {name: mark for name, mark in marks.items() if mark is not None}
    if not known:
        note("No grades are known for these texts, or none is relevant, so no order can be marked.")
        return
    subheading("How good each order is")
    first = max(known, key=lambda name: known[name])
    alone = sum(mark >= known[first] - 0.005 for mark in known.values()) == 1
    figure = ranked_bars(
        [RANKERS[name] for name in known], list(known.values()), name="nDCG@10", extent=(0.0, 1.0),
        highlight=list(known).index(first) if alone else None,
        colour=FAMILY_COLOURS[_family(first)] if alone else NEUTRAL,
    )  # fmt: skip
    chart(figure, "marks")


def _family(ranker: str) -> str:
    return {"dense": "dense", SPARSE: "sparse", "rerank": "cross-encoder"}.get(ranker, "lexical")


def bm42_panel(board: Board, document: int) -> None:
    """Draw the attention that BM42 puts in the place of a word count."""
    if "bm42" not in board.settings.rankers:
        return
    subheading("BM42: attention in the place of counts")
    if not is_here(card(BM42_MODEL)):
        note(f"The attention needs {card(BM42_MODEL).name}, which is still being fetched.")
        return
    try:
        found = _attention(board.search.documents[document].text)
    except EmbedLabError as error:
        problem_box(str(error))
        return
    token_chips(found.tokens, found.weights.tolist(), found.special, found.joints)
    finding(
        f"[CLS] spends {found.wasted:.0%} of its attention on [CLS] and [SEP]; BM42 shares out the rest, times IDF."
    )
    st.caption(
        "This is the formula of the announcement. The published package also stems, drops stop words and damps the "
        "attention, so its numbers differ."
    )


@st.cache_resource(max_entries=256, show_spinner=False)
def _attention(text: str) -> ClsAttention:
    return cls_attention(runtime(), text)


def examples_panel() -> None:
    """Draw the mark of every ranker on every shipped example, and what BM42 makes of the same baseline."""
    subheading("Each query breaks another ranker: nDCG@10 on all examples")
    rows = example_marks()
    st.html(examples_table(rows))
    means = {name: float(np.mean([row[name] for row in rows.values()])) for name in RANKERS}
    finding(
        f"Mean of {len(rows)} queries: BM25 {means['bm25']:.2f}, BM42 {means['bm42']:.2f}, "
        f"dense {means['dense']:.2f}, RRF {means[RRF]:.2f}."
    )
    st.caption("Queries written to break something are no benchmark; the order of these means says little elsewhere.")


@st.cache_data(max_entries=1, show_spinner=False)
def example_marks() -> dict[str, dict[str, float]]:
    """Example -> ranker -> nDCG@10 at the usual settings, from shipped scores; examples without an answer left out."""
    settings = Settings(RankOptions(), tuple(RANKERS), SPARSE, DEPTH)
    rows = {}
    for c in load_collections(LESSON):
        board = find_board(Search(c.name, c.query, c.docs, shipped=True), settings)
        columns = board.columns(RankOptions().weight)
        marks = {name: quality(columns[name], board.search.grades) for name in columns}
        if len(marks) == len(RANKERS) and None not in marks.values():
            rows[c.name] = {name: mark for name, mark in marks.items() if mark is not None}
    return rows


def examples_table(rows: dict[str, dict[str, float]]) -> str:
    """The marks as a table, the best of each row in bold."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in RANKERS.values())
    body = "".join(
        f'<tr><th scope="row">{escape(example)}</th>'
        + "".join(_mark(row[name], max(row.values())) for name in RANKERS)
        + "</tr>"
        for example, row in rows.items()
    )
    return (
        '<div class="el-parts el-marks" tabindex="0" role="region" aria-label="nDCG@10 by example and ranker"><table>'
        f'<thead><tr><th scope="col">example</th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _mark(value: float, best: float) -> str:
    return f"<td><b>{value:.2f}</b></td>" if value >= best - 0.005 else f"<td>{value:.2f}</td>"
