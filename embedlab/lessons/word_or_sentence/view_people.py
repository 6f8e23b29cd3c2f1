"""Agreement with people over the Lee stories: every way to one vector with its interval, and one of them dot by dot."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import numpy as np
import streamlit as st

from embedlab.compute.agreement import Agreement, pairs_above_diagonal
from embedlab.errors import EmbedLabError
from embedlab.figures.agreement_dots import agreement_scatter
from embedlab.figures.correlations import agreement_intervals
from embedlab.lessons.word_or_sentence.facts import encoder_of
from embedlab.lessons.word_or_sentence.found import find_ahead
from embedlab.lessons.word_or_sentence.inputs import KEYS, STORIES, cards
from embedlab.lessons.word_or_sentence.study import Comparison
from embedlab.lessons.word_or_sentence.study_people import TF_IDF, Ahead, LeeResults, way_name
from embedlab.lessons.word_or_sentence.study_setups import Setup, poolings_of
from embedlab.lessons.word_or_sentence.view_live import draw_run
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.numbers_text import between, change, signed, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.lee_stories import LeeStories, load_lee
from embedlab.studies.remembered import remembered
from embedlab.studies.rows import rows_of
from embedlab.ui.charts import chart
from embedlab.ui.exports import offer
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.heading import subheading
from embedlab.ui.panels.messages import problem_box
from embedlab.ui.teacher import control

BETWEEN_PEOPLE = 0.6
"""How well two people agreed with each other, as Lee, Pincombe and Welsh (2005) report it."""

_WORDS = 8


def draw_people(found: Comparison) -> None:
    """Draw the agreement of every way to one vector with people, one of them pair by pair, and the live run."""
    try:
        stories = load_lee()
    except EmbedLabError as error:
        problem_box(str(error))
        return
    chosen, people = found.choice.card, found.people
    shown = shown_ways(people.agreements, cards(), chosen)
    left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
    with right:
        draw_run()
    if not shown:
        return
    with left:
        key = _choose(shown, chosen)
    asked = STORIES.chosen(people.agreements[key].pairs, -1)
    row = asked if asked >= 0 else farthest(stories, people, key)
    left, right = st.columns(2, gap="medium")
    with left:
        subheading("1,225 pairs of stories, one dot each")
        _draw_dots(stories, people, key, row)
    with right:
        subheading("Every way to one vector, with intervals")
        _draw_intervals(people, shown, key, chosen)
    _draw_stories(stories, people, key, row, "The ringed dot" if asked >= 0 else "The dot farthest from the line")


def shown_ways(agreements: Mapping[str, Agreement], cards: Sequence[ModelCard], chosen: ModelCard) -> list[str]:
    """TF-IDF, the mean of every model, and every pooling of the chosen one, as far as they are known."""
    setups = [
        Setup(entry.id, how) for entry in cards for how in poolings_of(entry) if how == "mean" or entry.id == chosen.id
    ]
    return [key for key in (TF_IDF, *(setup.key for setup in setups)) if key in agreements]


def family_of(key: str) -> str:
    """The family of models that a way belongs to."""
    return "lexical" if key == TF_IDF else card(Setup.of(key).model).family


def _choose(shown: Sequence[str], chosen: ModelCard) -> str:
    first = f"{chosen.id}/mean"
    with control("people"):
        # A key for each chosen model: another model brings other poolings, and begins with its own.
        return st.selectbox(
            "Way to one vector",
            shown,
            index=shown.index(first) if first in shown else 0,
            format_func=way_name,
            **KEYS.bound(f"way-{chosen.id}"),
        )


def _draw_intervals(people: LeeResults, shown: Sequence[str], key: str, chosen: ModelCard) -> None:
    agreements = people.agreements
    found = [agreements[each] for each in shown]
    figure = agreement_intervals(
        [way_name(each) for each in shown],
        [each.pearson for each in found],
        [each.low for each in found],
        [each.high for each in found],
        families=[family_of(each) for each in shown],
        highlight=shown.index(key),
        references={"two people": BETWEEN_PEOPLE},
    )
    chart(figure, KEYS("intervals"))
    columns = {name: [getattr(each, name) for each in found] for name in ("pearson", "low", "high", "spearman")}
    offer("Agreement, with intervals", partial(rows_of, way=[way_name(each) for each in shown], **columns))
    best = max(shown, key=lambda each: agreements[each].pearson)
    finding(f"{way_name(best)} agrees best with people: r = {signed(agreements[best].pearson)}.")
    rival = rival_of(key, chosen)
    if (ahead := find_ahead(people, key, rival)) is not None:
        finding(ahead_sentence(way_name(key), way_name(rival), ahead))


def rival_of(key: str, chosen: ModelCard) -> str:
    """What a way is compared with: the mean of the encoder that is asked about people; that itself with its [CLS]."""
    encoder = encoder_of(chosen).id
    mean = Setup(encoder, "mean").key
    return mean if key != mean else Setup(encoder, "cls").key


def ahead_sentence(way: str, rival: str, ahead: Ahead) -> str:
    """How two ways compare over the same stories, and whether these settle it."""
    difference, low, high = ahead
    open_ = low <= 0 <= high
    settled = "0 lies inside, so these stories leave it open" if open_ else "0 lies outside: unlikely to be luck"
    side = "above" if difference >= 0 else "below"
    return (
        f"Over the same stories “{way}” is {signed(abs(difference))} {side} “{rival}” "
        f"(interval {between((low, high), change)}): {settled}."
    )


def farthest(stories: LeeStories, found: LeeResults, key: str) -> int:
    """The pair of stories whose dot is farthest from the line: to begin with, the one that asks for a look."""
    line = found.agreements[key]
    drawn = line.slope * pairs_above_diagonal(stories.similarity) + line.intercept
    return int(np.abs(pairs_above_diagonal(found.similarities[key]) - drawn).argmax())


def _draw_dots(stories: LeeStories, found: LeeResults, key: str, row: int) -> None:
    people_say = pairs_above_diagonal(stories.similarity)
    cosines = pairs_above_diagonal(found.similarities[key])
    agreed = found.agreements[key]
    low = min(-0.2, float(np.floor(cosines.min() * 10) / 10))
    figure = agreement_scatter(
        people_say,
        cosines,
        pearson=agreed.pearson,
        low=agreed.low,
        high=agreed.high,
        line=(agreed.slope, agreed.intercept),
        extent=(low, 1.0),
        hovers=_hovers(stories),
        colour=FAMILY_COLOURS[family_of(key)],
        selected=row,
    )
    chart(figure, KEYS("dots"), select=True, on_choose=STORIES.point_at)
    interval = f"{signed(agreed.low)} to {signed(agreed.high)}"
    finding(f"{way_name(key)}: r = {signed(agreed.pearson)} (interval {interval}) over {whole(agreed.pairs)} pairs.")


@remembered
def _all_hovers(starts: tuple[str, ...]) -> list[str]:
    rows, columns = np.triu_indices(len(starts), 1)
    return [f"{starts[a]} / {starts[b]}" for a, b in zip(rows, columns, strict=True)]


def _hovers(stories: LeeStories) -> list[str]:
    return _all_hovers(tuple(" ".join(text.split()[:_WORDS]) + " …" for text in stories.texts))


def _draw_stories(stories: LeeStories, found: LeeResults, key: str, row: int, name: str) -> None:
    """Draw the two stories of the dot called ``name``, with what people and the machine say of them."""
    both = [int(side[row]) for side in np.triu_indices(len(stories.texts), 1)]
    said, cosine = stories.similarity[both[0], both[1]], found.similarities[key][both[0], both[1]]
    subheading(f"{name}: people say {signed(said)}, the cosine is {signed(cosine)}. Click another.")
    for column, number in zip(st.columns(2, gap="medium"), both, strict=True):
        with column:
            st.html(story_html(stories.texts[number]))


def story_html(text: str) -> str:
    """One story, escaped, in small type."""
    return f'<p class="el-document" style="font-size:var(--el-s);line-height:1.6;margin:0">{escape(text)}</p>'
