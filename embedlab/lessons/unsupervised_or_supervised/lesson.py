"""Lesson 3 as the skeleton draws it."""

from embedlab.compute.contrastive import alignment, in_batch, match_ranks, uniformity
from embedlab.compute.pair_classes import pair_classes
from embedlab.compute.triplets import triplets
from embedlab.lessons.unsupervised_or_supervised.export import notebook, tables
from embedlab.lessons.unsupervised_or_supervised.facts import facts
from embedlab.lessons.unsupervised_or_supervised.facts_told import told
from embedlab.lessons.unsupervised_or_supervised.found import quiz_facts, takeaway
from embedlab.lessons.unsupervised_or_supervised.inputs import HIDEABLE, KEYS
from embedlab.lessons.unsupervised_or_supervised.study import centred_recall
from embedlab.lessons.unsupervised_or_supervised.view import choose, draw
from embedlab.lessons.unsupervised_or_supervised.view_batch import draw_batch
from embedlab.lessons.unsupervised_or_supervised.view_geometry import draw_geometry
from embedlab.lessons.unsupervised_or_supervised.view_labelled import draw_labelled
from embedlab.lessons.unsupervised_or_supervised.view_maps import draw_maps
from embedlab.lessons.unsupervised_or_supervised.view_masked import draw_masked
from embedlab.lessons.unsupervised_or_supervised.view_next import draw_next
from embedlab.lessons.unsupervised_or_supervised.view_pair import draw_pair
from embedlab.lessons.unsupervised_or_supervised.view_trained import draw_trained
from embedlab.lessons.unsupervised_or_supervised.view_words import draw_words
from embedlab.models.training.label_training.label_losses import class_loss, triplet_loss
from embedlab.models.training.pair_training.losses import pair_loss, simcse
from embedlab.ui.lesson_page import LessonPage, Part

LESSON = LessonPage(
    slug=KEYS.slug,
    hideable=HIDEABLE,
    choose=choose,
    facts=facts,
    draw=draw,
    parts=(
        Part("maps", "All pairs on a map", draw_maps),
        Part("geometry", "Loss, alignment and uniformity, step by step", draw_geometry),
        Part("batch", "One batch from inside", draw_batch),
        Part("labelled", "SBERT's classifier and triplets, beside the softmax", lambda _: draw_labelled(), always=True),
        Part("pair", "One labelled pair and one triplet from inside", lambda _: draw_pair(), always=True),
        Part("words", "Word vectors from raw text", lambda _: draw_words(), always=True),
        Part("masked", "The hidden word", lambda _: draw_masked(), always=True),
        Part("next", "Next-sentence prediction, and why it taught little", lambda _: draw_next(), always=True),
        Part("trained", "What the models here were trained on", lambda _: draw_trained(), always=True),
    ),
    functions=(
        in_batch,
        pair_loss,
        simcse,
        pair_classes,
        class_loss,
        triplets,
        triplet_loss,
        alignment,
        uniformity,
        match_ranks,
        centred_recall,
    ),
    tables=lambda shown: tables(shown, takeaway()),
    notebook=lambda shown: notebook(shown, takeaway()),
    quiz_facts=quiz_facts,
    told=told,
)
