"""Lesson 8: your own corpus."""
