"""Home as the skeleton draws it."""

from embedlab.compute.overlap import word_overlap
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.home.export import notebook, tables
from embedlab.lessons.home.facts import facts
from embedlab.lessons.home.facts_told import told
from embedlab.lessons.home.inputs import HIDEABLE, KEYS
from embedlab.lessons.home.view import choose, draw, draw_cosine, find_example
from embedlab.lessons.home.view_taxonomy import draw_taxonomy, draw_timeline
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("taxonomy", "Six questions sort the models", lambda _: draw_taxonomy(), always=True),
        Part("timeline", "How the field came here", lambda _: draw_timeline(), always=True),
        Part("cosine", "The cosine of A and B, taken apart", draw_cosine),
    ),
    functions=(word_overlap, cosine_similarity),
    tables=tables,
    notebook=notebook,
    told=told,
    example=find_example,
)
