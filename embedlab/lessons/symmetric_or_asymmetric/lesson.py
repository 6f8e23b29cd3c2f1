"""Lesson 6 as the skeleton draws it."""

from embedlab.compute.asymmetry import answer_beats, margins_in_deviations
from embedlab.compute.paired import holm, mcnemar, mean_difference
from embedlab.compute.wilson import wilson_interval
from embedlab.lessons.symmetric_or_asymmetric.export import notebook, tables
from embedlab.lessons.symmetric_or_asymmetric.facts import facts
from embedlab.lessons.symmetric_or_asymmetric.facts_told import told
from embedlab.lessons.symmetric_or_asymmetric.found import takeaway
from embedlab.lessons.symmetric_or_asymmetric.inputs import HIDEABLE, KEYS
from embedlab.lessons.symmetric_or_asymmetric.view import choose, draw
from embedlab.lessons.symmetric_or_asymmetric.view_light import draw_light
from embedlab.lessons.symmetric_or_asymmetric.view_measurement import draw_measurement
from embedlab.lessons.symmetric_or_asymmetric.view_models import draw_models
from embedlab.lessons.symmetric_or_asymmetric.view_prefixes import draw_prefixes
from embedlab.lessons.symmetric_or_asymmetric.view_tasks import draw_tasks
from embedlab.lessons.symmetric_or_asymmetric.view_tied import draw_tied
from embedlab.lessons.symmetric_or_asymmetric.view_ways import draw_ways
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    told=told,
    draw=draw,
    parts=(
        Part("models", "All models on this query", draw_models),
        Part("prefixes", "The prefix laboratory", draw_prefixes),
        Part("ways", "Three ways, a model for each", draw_ways),
        Part("tied", "Two towers or one: what a second set of weights brings", lambda _: draw_tied(), always=True),
        Part("light", "A lighter encoder for queries", draw_light),
        Part("tasks", "Which kind for which task", lambda _: draw_tasks(), always=True),
        Part(
            "measurement", "The measurement, and the control that humbles it", lambda _: draw_measurement(), always=True
        ),
    ),
    functions=(answer_beats, margins_in_deviations, wilson_interval, mcnemar, holm, mean_difference),
    tables=tables,
    notebook=lambda found: notebook(found, takeaway()),
    no_answers="Name at least one text an answer, and the questions have answers.",
)
