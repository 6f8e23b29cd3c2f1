# %% [markdown]
# # Your own corpus
#
# Which model is the right one for these texts? Words counted, one vector a text, and both together, measured on
# questions whose answers are known.
#
# It comes from the page *Your own corpus* of EmbedLab, with some of the texts and questions that stood there, and needs
# nothing of EmbedLab:
#
#     pip install "numpy>=2" "scipy>=1.14" "plotly>=6" "nbformat>=5.10" "bm25s>=0.2.6" "ir-measures>=0.4"
#     pip install "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5"
#
# The model is downloaded once from the Hugging Face hub.

# %% parameters
# A part of the collection: it takes minutes to read a few hundred texts, and a notebook is a file to read.
texts = [
    "Press and hold the power button for ten seconds.",
    "Invoices are sent on the first day of a month.",
    "The blue light means that the battery is full.",
]
questions = ["How do I restart the device?", "When do I get my bill?"]
# For each question the numbers of the texts that answer it, from 0.
relevant = [[0], [1]]
model = "sentence-transformers/all-MiniLM-L6-v2"
# What the model reads before a question and before a text.
prompts = ["", ""]
# How soon repetition stops to count, and how much length counts.
k1 = 1.5
b = 0.75
# What the page says of BM25 on this part.
page = {"nDCG@10": 1.0, "R@10": 1.0}

# %% [markdown]
# ## A score for each text
#
# BM25 counts the words that question and text share, each the more, the fewer texts have it. The model gives every
# text one vector of length 1; the score is the dot product with the vector of the question.

# %%
import re

import bm25s
import numpy as np
from sentence_transformers import SentenceTransformer


def terms(text: str) -> list[str]:
    """The words of a text, lower case."""
    return re.findall(r"\w+", text.lower())


index = bm25s.BM25(method="lucene", k1=k1, b=b)
index.index([terms(text) for text in texts], show_progress=False)
words = np.array([index.get_scores(terms(question)) for question in questions])

encoder = SentenceTransformer(model)
text_vectors = encoder.encode([prompts[1] + text for text in texts], normalize_embeddings=True)
question_vectors = encoder.encode([prompts[0] + question for question in questions], normalize_embeddings=True)
vectors = question_vectors @ text_vectors.T

# %% [markdown]
# ## Both together
#
# Reciprocal rank fusion adds 1 / (60 + rank) over both rankings (Cormack, Clarke and Büttcher 2009).

# %%
from scipy.stats import rankdata


def ranks(scores: np.ndarray) -> np.ndarray:
    """Rank 1 is the highest score of a row; equal scores share a rank."""
    return np.array([rankdata(-row, method="min") for row in scores])


fused = 1 / (60 + ranks(words)) + 1 / (60 + ranks(vectors))

# %% [markdown]
# ## How good is each?

# %%
import ir_measures
from ir_measures import RR, R, nDCG

measures = [nDCG @ 10, RR @ 10, R @ 10]
qrels = {str(q): {str(d): 1 for d in answers} for q, answers in enumerate(relevant)}


def measured(scores: np.ndarray) -> dict[str, float]:
    """The means over the questions, each 0 to 1."""
    run = {str(q): {str(d): float(score) for d, score in enumerate(row)} for q, row in enumerate(scores)}
    return {str(name): value for name, value in ir_measures.calc_aggregate(measures, qrels, run).items()}


every = {"BM25": measured(words), model: measured(vectors), "fusion": measured(fused)}
for name, values in every.items():
    print(name, {measure: round(value, 3) for measure, value in values.items()})
result = {name: every["BM25"][name] for name in page}
for name, value in result.items():
    print(f"BM25, {name}: {value:.3f} (the page: {page[name]:.3f})")

# %% [markdown]
# These are the numbers of the part that stands above. The page has measured the whole collection, with intervals: a
# part of it is easier, as fewer texts can stand in the way of an answer.

# %%
import plotly.graph_objects as go

figure = go.Figure()
for measure in map(str, measures):
    figure.add_trace(go.Bar(name=measure, x=list(every), y=[values[measure] for values in every.values()]))
figure.update_yaxes(range=[0, 1], title_text="mean over the questions")
figure.update_layout(title="Quality of three searches", barmode="group")
figure.show()
