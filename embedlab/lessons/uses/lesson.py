"""Lesson 9 as the skeleton draws it."""

from embedlab.compute.few_shot import fit_head, measured, shares_of_examples
from embedlab.compute.paired import mean_difference
from embedlab.lessons.uses.export import notebook, tables
from embedlab.lessons.uses.facts import facts
from embedlab.lessons.uses.found import find_example
from embedlab.lessons.uses.inputs import HIDEABLE, MIXED
from embedlab.lessons.uses.inputs_keys import KEYS
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.view import choose, draw
from embedlab.lessons.uses.view_clusters import draw_clusters
from embedlab.lessons.uses.view_doubles import draw_doubles
from embedlab.lessons.uses.view_few import draw_few
from embedlab.lessons.uses.view_likes import draw_likes
from embedlab.lessons.uses.view_mixed import draw_mixed_texts
from embedlab.lessons.uses.view_rag import draw_rag
from embedlab.lessons.uses.view_strangers import draw_strangers
from embedlab.ui.lesson_page import LessonPage, Part

LESSON: LessonPage[Chosen] = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part(MIXED, "The texts that are mixed up, and why", draw_mixed_texts),
        Part("few", "Label them yourself", draw_few),
        Part("clusters", "Clustering: groups that nobody named", draw_clusters),
        Part("strangers", "Anomalies: who does not belong?", draw_strangers),
        Part("likes", "Recommendation: more like these", draw_likes),
        Part("doubles", "Duplicates: the same again, in other words", draw_doubles),
        Part("rag", "Which set-up for RAG?", draw_rag),
    ),
    functions=(fit_head, measured, shares_of_examples, mean_difference),
    tables=tables,
    notebook=notebook,
    example=find_example,
    no_answers="The questions have answers as soon as a model's vectors stand beside counted words.",
)
