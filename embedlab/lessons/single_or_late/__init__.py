"""Lesson 5: single vector or late interaction."""
