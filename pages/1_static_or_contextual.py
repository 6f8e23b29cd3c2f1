"""Lesson 1: static or contextual."""

from embedlab.lessons.static_or_contextual.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
