"""Lesson 5 as the skeleton draws it."""

from embedlab.compute.cost import forward_multiplications
from embedlab.compute.maxsim import maxsim, two_readings
from embedlab.compute.recall import coarse_to_fine
from embedlab.lessons.single_or_late.export import notebook, tables
from embedlab.lessons.single_or_late.facts import facts
from embedlab.lessons.single_or_late.inputs import HIDEABLE, KEYS
from embedlab.lessons.single_or_late.view import choose, draw
from embedlab.lessons.single_or_late.view_cost import draw_cost
from embedlab.lessons.single_or_late.view_scores import draw_readings, draw_scores
from embedlab.lessons.single_or_late.view_two_stage import draw_two_stage
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("scores", "What each score is made of", draw_scores),
        Part("readings", "The same matrix, read twice", draw_readings),
        Part("two-stage", "Coarse first, then fine", draw_two_stage),
        Part("cost", "The cost", draw_cost),
    ),
    functions=(maxsim, two_readings, coarse_to_fine, forward_multiplications),
    tables=tables,
    notebook=notebook,
    no_answers="Begin one line with “answer:”, and the questions have answers as soon as all models are here.",
)
