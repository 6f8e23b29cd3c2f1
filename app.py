"""Home: what an embedding is, the map of the taxonomy, and how the field came here."""

from embedlab.lessons.home.lesson import LESSON
from embedlab.ui.lesson_page import run_page

run_page(LESSON)
