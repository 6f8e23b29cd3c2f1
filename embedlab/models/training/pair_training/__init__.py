"""The bag-of-embeddings encoder and the two objectives it is trained with, in NumPy."""
