"""The page of the models as the skeleton draws it."""

from embedlab.compute.cost import forward_multiplications, late_interaction, parameters_touched, single_vector
from embedlab.lessons.models.export import notebook, tables
from embedlab.lessons.models.facts import facts
from embedlab.lessons.models.inputs import HIDEABLE, KEYS
from embedlab.lessons.models.view import choose, draw
from embedlab.lessons.models.view_card import draw_compared, draw_whole_card
from embedlab.lessons.models.view_own import draw_own
from embedlab.lessons.models.view_running import draw_running
from embedlab.lessons.models.view_table import draw_table
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("card", "The whole card: paper, files, checksums", draw_whole_card),
        Part("compared", "Two cards side by side", draw_compared),
        Part("table", "All models in one table", draw_table),
        Part("running", "What this server does now", lambda _: draw_running(), always=True),
        Part("own", "A model of your own", lambda _: draw_own(), always=True),
    ),
    functions=(parameters_touched, single_vector, late_interaction, forward_multiplications),
    tables=tables,
    notebook=notebook,
)
