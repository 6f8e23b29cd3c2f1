"""Lesson 7: one query, every family."""

from embedlab.lessons.every_family.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
