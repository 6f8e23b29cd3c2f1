"""Lesson 9: what embeddings are for."""

from embedlab.lessons.uses.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
