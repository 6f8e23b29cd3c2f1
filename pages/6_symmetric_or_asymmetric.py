"""Lesson 6: symmetric or asymmetric."""

from embedlab.lessons.symmetric_or_asymmetric.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
