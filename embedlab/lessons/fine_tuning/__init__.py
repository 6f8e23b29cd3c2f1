"""Lesson 10: a generalist against the same model tuned on a domain, trained on the page."""
