"""Lesson 1: static or contextual."""
