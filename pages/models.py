"""Models: what runs behind the pages."""

from embedlab.lessons.models.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
