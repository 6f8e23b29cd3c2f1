"""Lesson 8 as the skeleton draws it."""

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.paired import mean_difference
from embedlab.lessons.own_corpus.export import notebook, tables
from embedlab.lessons.own_corpus.facts import facts
from embedlab.lessons.own_corpus.inputs import HIDEABLE, KEYS
from embedlab.lessons.own_corpus.study import Chosen
from embedlab.lessons.own_corpus.view import choose, draw
from embedlab.lessons.own_corpus.view_compression import draw_compression
from embedlab.lessons.own_corpus.view_cost import draw_cost
from embedlab.lessons.own_corpus.view_engine import draw_engine
from embedlab.lessons.own_corpus.view_index import draw_index
from embedlab.lessons.own_corpus.view_judging import draw_judging
from embedlab.lessons.own_corpus.view_map import draw_map
from embedlab.lessons.own_corpus.view_prompt import draw_prompt
from embedlab.lessons.own_corpus.view_quality import draw_quality
from embedlab.lessons.own_corpus.view_report import draw_report
from embedlab.lessons.own_corpus.view_search import draw_search
from embedlab.lessons.own_corpus.view_texts import draw_texts
from embedlab.ui.lesson_page import LessonPage, Part

LESSON: LessonPage[Chosen] = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("texts", "Bring your own texts", draw_texts),
        Part("index", "Let models read the texts", draw_index),
        Part("search", "Search, side by side", draw_search),
        Part("prompt", "What would reach the prompt", draw_prompt),
        Part("quality", "Which is best on these queries?", draw_quality),
        Part("judging", "Judge for ten minutes, blind", draw_judging),
        Part("cost", "What quality costs", draw_cost),
        Part("compression", "What smaller vectors lose", draw_compression),
        Part("engine", "Exact or nearly: the graph", draw_engine),
        Part("map", "The map of the texts", draw_map),
        Part("report", "The answer", draw_report),
    ),
    functions=(mean_difference, bootstrap_interval),
    tables=tables,
    notebook=notebook,
    no_answers="The questions have answers as soon as the collection has judgements and was measured, BM25 too.",
)
