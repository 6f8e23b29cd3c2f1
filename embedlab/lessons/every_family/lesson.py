"""Lesson 7 as the skeleton draws it."""

from embedlab.compute.hybrid import reciprocal_rank_fusion
from embedlab.compute.rank_agreement import kendall_tau_b, rank_biased_overlap
from embedlab.compute.ranking import rank
from embedlab.lessons.every_family.export import notebook, tables
from embedlab.lessons.every_family.facts import facts
from embedlab.lessons.every_family.facts_board import quiz_facts
from embedlab.lessons.every_family.inputs import HIDEABLE, KEYS
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.view import choose, draw
from embedlab.lessons.every_family.view_agreement import draw_agreement
from embedlab.lessons.every_family.view_differ import draw_differ
from embedlab.lessons.every_family.view_family_cost import draw_cost
from embedlab.lessons.every_family.view_scores import draw_scores
from embedlab.lessons.every_family.view_tokens import draw_tokens
from embedlab.lessons.every_family.view_vote import draw_vote
from embedlab.ui.lesson_page import LessonPage, Part

LESSON: LessonPage[Families] = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("agreement", "Which families agree", draw_agreement),
        Part("scores", "What each score is made of", draw_scores),
        Part("tokens", "Which tokens made this score?", draw_tokens),
        Part("differ", "Where two families differ most", draw_differ),
        Part("cost", "What each family costs", draw_cost),
        Part("vote", "Blind: which ranking is better?", draw_vote),
    ),
    functions=(rank, kendall_tau_b, rank_biased_overlap, reciprocal_rank_fusion),
    tables=tables,
    notebook=notebook,
    quiz_facts=quiz_facts,
    no_answers="The questions have answers where a text is known to answer, and every chosen ranker has ranked.",
)
