"""Lesson 10: fine-tuning."""

from embedlab.lessons.fine_tuning.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
