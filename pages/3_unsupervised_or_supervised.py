"""Lesson 3: unsupervised or supervised."""

from embedlab.lessons.unsupervised_or_supervised.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
