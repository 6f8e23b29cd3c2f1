"""Lesson 8: your own corpus."""

from embedlab.lessons.own_corpus.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
