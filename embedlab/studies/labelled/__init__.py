"""Texts with classes, and what models make of them: the ground of lesson 9."""
