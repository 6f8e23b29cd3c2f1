"""Below the first screen of lesson 2: the whole bench, pair by pair, and the identity of mean pooling."""

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from embedlab.compute.maxsim import two_readings
from embedlab.compute.similarity import token_pair_parts
from embedlab.compute.ties import best_first
from embedlab.figures.bench import bench_kinds, bench_matrix
from embedlab.figures.token_pairs import token_pairs
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds
from embedlab.lessons.word_or_sentence.found import Tables, reach, row_name
from embedlab.lessons.word_or_sentence.inputs import NAMES, Choice
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, Bench
from embedlab.lessons.word_or_sentence.study_setups import Setup
from embedlab.ui.charts import chart
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import note
from embedlab.ui.panels.why import parts_table
from embedlab.ui.state import bound
from embedlab.ui.teacher import control

_FAR = 3
COLOURED = {"cosine": "the cosine", "place": "the place among all pairs"}
_ROOM = 24
"""Tokens of a text beyond which a matrix of token pairs can no longer be read."""


@st.fragment
def whole_bench(bench: Bench, chosen: Setup) -> None:
    """Draw every pair by every model and pooling, how well each orders them, and the worst confusions of one."""
    with control("colours"):
        coloured = st.segmented_control(
            "Colours show",
            COLOURED,
            default="cosine",
            format_func=lambda key: COLOURED[key],
            help="Cosines of two models lie in different ranges. Places among the pairs can be compared.",
            required=True,
            **bound("bench2"),
        )
    setups = list(bench.cosines)
    _every_pair(bench, setups, chosen, coloured)
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("How often a paraphrase comes before …")
        _against_kinds(bench, setups, chosen)
    with right:
        if chosen in setups:
            subheading(f"The worst confusions of {row_name(chosen)}")
            st.html(confusions_html(bench, chosen))
            st.caption("First: another meaning, and yet near. Then: the same meaning, and yet far.")


def _every_pair(bench: Bench, setups: list[Setup], chosen: Setup, coloured: str) -> None:
    kinds = {kind.key: kind.title for kind in load_pair_kinds()}
    by_place = coloured == "place"
    figure = bench_matrix(
        np.stack([bench.places(setup) if by_place else bench.cosines[setup] for setup in setups]),
        [row_name(setup) for setup in setups],
        [(pair.left, pair.right) for pair in bench.pairs],
        [kinds[pair.kind] for pair in bench.pairs],
        [pair.same_meaning for pair in bench.pairs],
        extent=(0.0, 1.0) if by_place else (-1.0, 1.0),
        name="place, 1 the nearest pair" if by_place else "cosine",
        quality=np.array([bench.quality[setup] for setup in setups]),
        groups=[setup.model for setup in setups],
        highlight=_row_of(setups, chosen),
    )
    chart(figure, "bench-pairs")


def _against_kinds(bench: Bench, setups: list[Setup], chosen: Setup) -> None:
    kinds = [kind for kind in load_pair_kinds() if not kind.same_meaning]
    shares = np.array([[bench.paraphrases_above(setup, (kind.key,)) for kind in kinds] for setup in setups])
    figure = bench_kinds(
        shares,
        [row_name(setup) for setup in setups],
        [kind.title for kind in kinds],
        [False for _ in kinds],
        extent=(0.0, 1.0),
        name="paraphrase first, share",
        groups=[setup.model for setup in setups],
        highlight=_row_of(setups, chosen),
    )
    chart(figure, "bench-order")
    hard = [bench.paraphrases_above(setup, LOOK_ALIKES) for setup in setups]
    best = int(np.argmax(hard))
    finding(f"Against all look-alikes {row_name(setups[best])} does best, with {hard[best]:.0%}. A coin gives 50%.")


def _row_of(setups: list[Setup], chosen: Setup) -> int | None:
    return setups.index(chosen) if chosen in setups else None


def confusions_html(bench: Bench, setup: Setup) -> str:
    """The nearest pair of each kind that differs in meaning, and the farthest pairs that do not, with their cosines."""
    titles = {kind.key: kind.title for kind in load_pair_kinds()}
    cosines = bench.cosines[setup]
    rows = "".join(
        f"<tr><td>{cosines[row]:.2f}</td><td>{escape(titles[bench.pairs[row].kind])}</td>"
        f"<td>{escape(bench.pairs[row].left)}<br>{escape(bench.pairs[row].right)}</td></tr>"
        for row in confused(bench, setup)
    )
    return (
        '<div class="el-near" tabindex="0" role="region" aria-label="The worst confusions"><table><thead><tr>'
        '<th scope="col">cosine</th><th scope="col">kind</th><th scope="col">pair</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def confused(bench: Bench, setup: Setup) -> list[int]:
    """Numbers of pairs: of each kind that differs in meaning the nearest, then the farthest ones that do not differ."""
    order: list[int] = best_first(bench.cosines[setup]).tolist()
    kinds = [kind.key for kind in load_pair_kinds() if not kind.same_meaning]
    nearest = [next(row for row in order if bench.pairs[row].kind == kind) for kind in kinds]
    nearest.sort(key=order.index)
    return nearest + [row for row in reversed(order) if bench.pairs[row].same_meaning][:_FAR]


def identity(choice: Choice, tables: Tables) -> None:
    """Draw every token against every token, and print both sides of the identity of mean pooling."""
    first, second = tables.pair
    read = two_readings(first.real, second.real)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        subheading("Every token of A against every token of B: dot products")
        if max(len(first.names), len(second.names)) > _ROOM:
            note(f"The matrix is drawn for texts of at most {_ROOM} tokens; the sums beside it hold for any.")
        else:
            cells = first.real.astype(np.float64) @ second.real.astype(np.float64).T
            chart(_pairs_figure(tables, cells), "identity-pairs")
    with right:
        subheading("Both sides of the identity")
        st.html(identity_html(tables, read.mean_of_cells, read.dot_of_means))
        with st.expander("The cosine, token pair by token pair"):
            parts = token_pair_parts(first.real, second.real)
            names = [f"{a} × {b}" for a in first.names for b in second.names]
            length = lengths(tables)
            total = read.dot_of_means / (length[0] * length[1])
            parts_table(names, parts.ravel().tolist(), total, "cosine of the means")
    if choice.pooling != "mean":
        note("This holds for the mean, whatever pooling is chosen above: [CLS] and max do not split into token pairs.")


def _pairs_figure(tables: Tables, cells: NDArray[np.float64]) -> object:
    first, second = tables.pair
    return token_pairs(
        cells,
        first.names,
        second.names,
        special_rows=np.flatnonzero(first.special[first.mask]).tolist(),
        special_cols=np.flatnonzero(second.special[second.mask]).tolist(),
        extent=reach(cells),
        name="dot product",
    )


def lengths(tables: Tables) -> tuple[float, float]:
    """The lengths of the two mean vectors."""
    one, other = (float(np.linalg.norm(table.real.mean(axis=0, dtype=np.float64))) for table in tables.pair)
    return one, other


def identity_html(tables: Tables, cells: float, dot: float) -> str:
    """Both sides of the identity as a table, and how the cosine comes out of it."""
    first, second = (len(table.names) for table in tables.pair)
    one, other = lengths(tables)
    rows = (
        (f"mean of all {first} × {second} = {first * second:,} cells", f"{cells:.4f}"),
        ("dot product of the two mean vectors", f"{dot:.4f}"),
        (f"length of the mean of {NAMES[0]}", f"{one:.4f}"),
        (f"length of the mean of {NAMES[1]}", f"{other:.4f}"),
    )
    body = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{value}</td></tr>' for name, value in rows)
    total = f'<tr><th scope="row">cosine of the means</th><td>{dot / (one * other):.4f}</td></tr>'
    same = "the same number by two ways" if abs(cells - dot) <= 1e-4 * max(1.0, abs(dot)) else "not the same number"
    return (
        '<div class="el-parts" tabindex="0" role="region" aria-label="Both sides of the identity"><table>'
        f"<tbody>{body}</tbody><tfoot>{total}</tfoot></table></div>"
        f'<p class="el-identity">{cells:.4f} = {dot:.4f}: {same}</p>'
    )
