"""Lesson 10 as the skeleton draws it."""

from embedlab.compute.bootstrap import bootstrap_interval
from embedlab.compute.contrastive import in_batch
from embedlab.compute.paired import mean_difference
from embedlab.compute.sign_flips import randomisation_test
from embedlab.lessons.fine_tuning.export import notebook, tables
from embedlab.lessons.fine_tuning.facts import facts
from embedlab.lessons.fine_tuning.facts_told import told
from embedlab.lessons.fine_tuning.inputs import HIDEABLE, KEYS
from embedlab.lessons.fine_tuning.study_shown import Shown
from embedlab.lessons.fine_tuning.view import choose, draw
from embedlab.lessons.fine_tuning.view_batch import draw_batch
from embedlab.lessons.fine_tuning.view_curve import draw_curve
from embedlab.lessons.fine_tuning.view_decision import draw_decision
from embedlab.lessons.fine_tuning.view_forgotten import draw_forgotten
from embedlab.lessons.fine_tuning.view_keep import draw_keep
from embedlab.lessons.fine_tuning.view_moved import draw_moved
from embedlab.lessons.fine_tuning.view_own import draw_own
from embedlab.lessons.fine_tuning.view_queries import draw_queries
from embedlab.ui.lesson_page import LessonPage, Part

LESSON: LessonPage[Shown] = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("queries", "Query by query", draw_queries),
        Part("moved", "What moved", draw_moved),
        Part("forgotten", "What was forgotten", draw_forgotten),
        Part("curve", "How many pairs does it take?", draw_curve),
        Part("batch", "One step from inside", lambda _: draw_batch(), always=True),
        Part("decision", "When not to bother", draw_decision),
        Part("keep", "Keep it", draw_keep),
        Part("own", "Your own pairs", draw_own),
    ),
    functions=(in_batch, mean_difference, bootstrap_interval, randomisation_test),
    tables=tables,
    notebook=notebook,
    told=told,
    no_answers="The questions have answers as soon as a tuning has ended.",
)
