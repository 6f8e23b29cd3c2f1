"""Tuning: a model that came trained goes on learning from pairs of a domain, with sentence-transformers' own loss."""
