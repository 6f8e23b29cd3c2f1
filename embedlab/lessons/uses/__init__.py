"""Lesson 9: what embeddings are for."""
