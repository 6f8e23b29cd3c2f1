"""Lesson 2: word or sentence."""
