"""Lesson 6: symmetric or asymmetric."""
