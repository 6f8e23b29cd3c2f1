"""Lesson 5: single vector or late interaction."""

from embedlab.lessons.single_or_late.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
