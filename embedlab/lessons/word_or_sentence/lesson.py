"""Lesson 2 as the skeleton draws it."""

from embedlab.compute.agreement import agreement, agreement_difference
from embedlab.compute.maxsim import two_readings
from embedlab.compute.pairs_bench import order_quality
from embedlab.compute.pooling import mean_pool, weighted_mean_pool
from embedlab.lessons.word_or_sentence.export import notebook, tables
from embedlab.lessons.word_or_sentence.facts import facts
from embedlab.lessons.word_or_sentence.found import find_quiz_facts
from embedlab.lessons.word_or_sentence.inputs import HIDEABLE, KEYS
from embedlab.lessons.word_or_sentence.view import choose, draw, find_example
from embedlab.lessons.word_or_sentence.view_bench import draw_bench
from embedlab.lessons.word_or_sentence.view_cut import draw_cut
from embedlab.lessons.word_or_sentence.view_identity import draw_identity
from embedlab.lessons.word_or_sentence.view_people import draw_people
from embedlab.lessons.word_or_sentence.view_tokens import draw_tokens
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    quiz_facts=find_quiz_facts,
    draw=draw,
    parts=(
        Part("forming", "How one vector forms, token by token", draw_tokens),
        Part("identity", "One average is all pairs at once", draw_identity),
        Part("bench", "The bench, pair by pair", draw_bench),
        Part("people", "Do the vectors agree with people?", draw_people),
        Part("cut", "What is never read", draw_cut),
    ),
    functions=(mean_pool, weighted_mean_pool, two_readings, order_quality, agreement, agreement_difference),
    tables=tables,
    notebook=notebook,
    example=find_example,
    no_answers="The questions have answers as soon as the model is here.",
)
