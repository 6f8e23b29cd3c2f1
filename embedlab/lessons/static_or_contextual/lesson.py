"""Lesson 1 as the skeleton draws it."""

from embedlab.compute.sense_scores import chance_accuracy, nearest_sense_accuracy
from embedlab.compute.similarity import cosine_parts
from embedlab.lessons.static_or_contextual.export import notebook, tables
from embedlab.lessons.static_or_contextual.facts import facts
from embedlab.lessons.static_or_contextual.found import takeaway
from embedlab.lessons.static_or_contextual.inputs import HIDEABLE, KEYS
from embedlab.lessons.static_or_contextual.view import choose, draw
from embedlab.lessons.static_or_contextual.view_cost import draw_cosine, draw_cost, quiz_facts
from embedlab.lessons.static_or_contextual.view_layers import draw_curves, draw_matrix, draw_occurrence
from embedlab.lessons.static_or_contextual.view_static_room import draw_static_room
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("occurrence", "One occurrence: its nearest others, and whom it attends to", draw_occurrence),
        Part("layers", "Layer by layer", draw_curves),
        Part("matrix", "Every pair, in the original space", draw_matrix),
        Part("cosine", "One similarity, taken apart", draw_cosine),
        Part("static-room", "The static room", lambda _: draw_static_room(), always=True),
        Part("cost", "What each side costs on this machine", draw_cost),
    ),
    functions=(nearest_sense_accuracy, chance_accuracy, cosine_parts),
    tables=tables,
    notebook=lambda found: notebook(found, takeaway(found)),
    quiz_facts=quiz_facts,
    no_answers="Name two senses in your sentences, one of them twice or more, and the questions have answers.",
)
