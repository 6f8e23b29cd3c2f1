"""Lesson 7: one query put to every family of models, and where they agree."""
