"""Lesson 3: unsupervised or supervised."""
