"""Lesson 4: dense or sparse."""
