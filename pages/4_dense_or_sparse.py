"""Lesson 4: dense or sparse."""

from embedlab.lessons.dense_or_sparse.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
