"""The whole bench of lesson 2, pair by pair: how well each setup orders them, and the worst confusions of one."""

from functools import partial
from html import escape

import numpy as np
import streamlit as st

from embedlab.compute.ties import best_first
from embedlab.figures.bench import bench_kinds, bench_matrix
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds
from embedlab.lessons.word_or_sentence.inputs import KEYS
from embedlab.lessons.word_or_sentence.study import Comparison
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, Bench
from embedlab.lessons.word_or_sentence.study_setups import Setup, role_of
from embedlab.models.catalog import card
from embedlab.numbers_text import between, change, percent, signed
from embedlab.studies.rows import cells_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.table import Markup, table_html
from embedlab.ui.panels.unread_texts import say_unread
from embedlab.ui.teacher import control

COLOURED = {"cosine": "the cosine", "rank": "the rank among all pairs"}
_FAR = 3


def draw_bench(found: Comparison) -> None:
    """Draw every pair by every model and pooling, how well each orders them, and the worst confusions of one."""
    with control("colours"):
        coloured = st.segmented_control(
            "Colours show",
            list(COLOURED),
            default="cosine",
            format_func=lambda key: COLOURED[key],
            help="Cosines of two models lie in different ranges. Ranks among the pairs can be compared.",
            required=True,
            **KEYS.bound("colours"),
        )
    bench, chosen = found.bench, found.choice.setup
    _draw_pairs(bench, chosen, coloured == "rank")
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("The mean cosine of each kind")
        _draw_means(found)
    with right:
        subheading("How often a paraphrase comes before …")
        _draw_order(bench, chosen)
    if chosen in bench.cosines:
        subheading(f"The worst confusions of {chosen.name}")
        st.html(confusions_html(bench, chosen))
        st.caption("First: another meaning, and yet near. Then: the same meaning, and yet far.")


def _draw_pairs(bench: Bench, chosen: Setup, by_rank: bool) -> None:
    kinds, setups = {kind.key: kind.title for kind in load_pair_kinds()}, list(bench.cosines)
    figure = bench_matrix(
        np.stack([bench.relative_ranks(setup) if by_rank else bench.cosines[setup] for setup in setups]),
        [setup.name for setup in setups],
        [(pair.left, pair.right) for pair in bench.pairs],
        [kinds[pair.kind] for pair in bench.pairs],
        [pair.same_meaning for pair in bench.pairs],
        extent=(0.0, 1.0) if by_rank else (-1.0, 1.0),
        name="relative rank, 1 the nearest pair" if by_rank else "cosine",
        meaning="share" if by_rank else "similarity",
        quality=np.array([bench.quality[setup] for setup in setups]),
        groups=[setup.model for setup in setups],
        highlight=setups.index(chosen) if chosen in setups else None,
    )
    chart(figure, KEYS("pairs"))


def _draw_means(found: Comparison) -> None:
    bench, choice, kinds = found.bench, found.choice, load_pair_kinds()
    setups = list(bench.cosines)
    names, titles = [setup.name for setup in setups], ["A and B", *(kind.title for kind in kinds)]
    means = np.array([
        [found.own.get(setup, np.nan), *(bench.means[setup][kind.key] for kind in kinds)] for setup in setups
    ])  # fmt: skip
    figure = bench_kinds(
        means,
        names,
        titles,
        [None if choice.pair is None else choice.pair.same_meaning, *(kind.same_meaning for kind in kinds)],
        quality=np.array([bench.quality[setup] for setup in setups]),
        groups=[setup.model for setup in setups],
        highlight=setups.index(choice.setup) if choice.setup in setups else None,
    )  # fmt: skip
    chart(figure, KEYS("means"))
    offer("Mean cosines", partial(cells_of, means, names, titles, ("setup", "kind", "mean_cosine")))
    if choice.texts is not None and choice.pair is None:
        readers = {setup.model: role_of(card(setup.model)) for setup in setups}
        say_unread(readers, {"text A": choice.texts[0], "text B": choice.texts[1]})


def _draw_order(bench: Bench, chosen: Setup) -> None:
    kinds, setups = [kind for kind in load_pair_kinds() if not kind.same_meaning], list(bench.cosines)
    names, titles = [setup.name for setup in setups], [kind.title for kind in kinds]
    shares = np.array([[bench.paraphrases_above(setup, (kind.key,)) for kind in kinds] for setup in setups])
    figure = bench_kinds(
        shares,
        names,
        titles,
        [False for _ in kinds],
        extent=(0.0, 1.0),
        name="paraphrase first, share",
        meaning="share",
        groups=[setup.model for setup in setups],
        highlight=setups.index(chosen) if chosen in setups else None,
    )
    chart(figure, KEYS("order"))
    offer("Paraphrase first", partial(cells_of, shares, names, titles, ("setup", "kind", "share")))
    finding(best_sentence(bench))


def best_sentence(bench: Bench) -> str:
    """Which setup has the highest share against all look-alikes, and whether its lead on the next may be luck."""
    shares = {setup: bench.paraphrases_above(setup, LOOK_ALIKES) for setup in bench.cosines}
    best, *others = sorted(shares, key=lambda setup: -shares[setup])
    share, coin = percent(shares[best]), percent(0.5)
    told = f"Against all look-alikes {best.name} has the highest share, {share}; a coin has {coin}."
    if not others:
        return told
    difference, low, high = bench.ahead_of(best, others[0], LOOK_ALIKES)
    settled = "these pairs leave it open" if low <= 0 <= high else "unlikely to be luck"
    return (
        f"{told} On the same pairs it is {signed(difference)} above {others[0].name} "
        f"(interval {between((low, high), change)}): {settled}."
    )


def confusions_html(bench: Bench, setup: Setup) -> str:
    """The nearest pair of each kind that differs in meaning, and the farthest pairs that do not, with their cosines."""
    titles = {kind.key: kind.title for kind in load_pair_kinds()}
    rows = [
        (
            signed(bench.cosines[setup][row]),
            titles[bench.pairs[row].kind],
            Markup(f"{escape(bench.pairs[row].left)}<br>{escape(bench.pairs[row].right)}"),
        )
        for row in confused(bench, setup)
    ]
    return table_html("The worst confusions", ("cosine", "kind", "pair"), rows, style="near", named=False)


def confused(bench: Bench, setup: Setup) -> list[int]:
    """Numbers of pairs: of each kind that differs in meaning the nearest, then the farthest ones that do not differ."""
    order: list[int] = best_first(bench.cosines[setup]).tolist()
    kinds = [kind.key for kind in load_pair_kinds() if not kind.same_meaning]
    nearest = [next(row for row in order if bench.pairs[row].kind == kind) for kind in kinds]
    nearest.sort(key=order.index)
    return nearest + [row for row in reversed(order) if bench.pairs[row].same_meaning][:_FAR]
