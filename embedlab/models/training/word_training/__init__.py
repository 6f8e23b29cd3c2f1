"""Word vectors from raw text, with gensim."""
