"""Lesson 2: word level or sentence level."""

from embedlab.lessons.word_or_sentence.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
