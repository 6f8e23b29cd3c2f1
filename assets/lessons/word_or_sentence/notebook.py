# %% [markdown]
# # Word level or sentence level?
#
# A transformer gives every token of a text a vector; a table gives one to every word. To compare two texts by one
# number each, the many must become one. This notebook pools them in four ways, and shows what the mean has to do with
# the matrix of all pairs of tokens.
#
# It comes from the page *Word level or sentence level?* of EmbedLab, with the texts, the model and the pooling that
# stood there, and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "torch>=2.4" "transformers>=4.48" "gensim>=4.3"
#     pip install "smart-open[http]>=7"
#
# The model is downloaded once, from the Hugging Face hub or, for a table of word vectors, from gensim-data.

# %% parameters
text_a = "The dog bit the man."
text_b = "The man bit the dog."
# A name on the hub, a folder, or the address of a table in the word2vec format (.gz). The page runs smaller copies of
# some models (8-bit weights), so that the last digits may differ. For models that EmbedLab trained itself, and that are
# published nowhere, a well known one of the same kind stands here: then the numbers differ more.
model = "sentence-transformers/all-MiniLM-L6-v2"
# Put before both texts: some models were trained with such a prompt.
prompt = ""
max_tokens = 256
# The pooling on the page: mean, cls, max or weighted.
pooling = "mean"
# What the page shows: the cosine of the two texts by every pooling.
page = {"mean": 0.98, "cls": 0.97, "max": 0.98, "weighted": 0.97}

# %% [markdown]
# ## A vector for each token
#
# Special tokens and the prompt take part, as they did when the model was trained. A table of words has neither; words
# that it does not know are left out.

# %%
import re

import numpy as np

if model.endswith(".gz"):
    from gensim.models import KeyedVectors

    table = KeyedVectors.load_word2vec_format(model, binary="google-news" in model, limit=400_000)
else:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    encoder = AutoModel.from_pretrained(model).eval()


def tokens_of(text: str) -> tuple[list[str], np.ndarray]:
    """The T tokens of a text and their vectors, (T, d)."""
    if model.endswith(".gz"):
        typed = re.findall(r"\w+(?:['’]\w+)*", text)
        words = [form for word in typed for form in [word if word in table else word.lower()] if form in table]
        return words, np.array([table[word] for word in words])
    read = tokenizer(prompt + text, return_tensors="pt", truncation=True, max_length=max_tokens)
    with torch.no_grad():
        vectors = encoder(**read).last_hidden_state[0].numpy()
    return tokenizer.convert_ids_to_tokens(read["input_ids"][0]), vectors


tokens_a, vectors_a = tokens_of(text_a)
tokens_b, vectors_b = tokens_of(text_b)
print(len(tokens_a), tokens_a)
print(len(tokens_b), tokens_b)

# %% [markdown]
# ## Four ways to make one vector of many
#
# The mean of all; the first one, `[CLS]`, which a table does not have; the largest value of each dimension; and a mean
# in which later tokens weigh more. Each text becomes one vector, and two vectors have a cosine.

# %%
ways = {
    "mean": lambda vectors: vectors.mean(axis=0),
    "cls": lambda vectors: vectors[0],
    "max": lambda vectors: vectors.max(axis=0),
    "weighted": lambda vectors: np.arange(1, len(vectors) + 1) @ vectors / np.arange(1, len(vectors) + 1).sum(),
}
result = {}
for name, pool in ways.items():
    if name == "cls" and model.endswith(".gz"):
        continue
    one, other = pool(vectors_a), pool(vectors_b)
    result[name] = float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
    shown = f"   (the page: {page[name]:.4f})" if name in page else ""
    print(f"{name:9} {result[name]:.4f}{shown}{'   <- chosen' if name == pooling else ''}")

# %% [markdown]
# ## The mean is all pairs at once
#
# Multiply every token of one text with every token of the other. The mean of all these cells is exactly the dot product
# of the two mean vectors: who averages vectors averages all pairs of tokens, whether they belong together or not. That
# is why the mean sees so little of the order of words.

# %%
cells = vectors_a @ vectors_b.T
print(f"mean of {cells.size} cells: {cells.mean():.4f}")
print(f"dot product of the means: {vectors_a.mean(axis=0) @ vectors_b.mean(axis=0):.4f}")

# %% [markdown]
# ## The figure
#
# A row for each token of text A, a column for each token of text B, and in each cell their cosine. Look for the bright
# cells off the diagonal: a word finds itself wherever it stands in the other text, and the mean adds up everything.

# %%
import plotly.graph_objects as go

lengths = np.linalg.norm(vectors_a, axis=1)[:, None] * np.linalg.norm(vectors_b, axis=1)
numbered_a, numbered_b = ([f"{i} {token}" for i, token in enumerate(side, 1)] for side in (tokens_a, tokens_b))
figure = go.Figure(go.Heatmap(z=cells / lengths, x=numbered_b, y=numbered_a, colorbar_title="cosine"))
figure.update_yaxes(autorange="reversed", title_text="A")
figure.update_xaxes(title_text="B")
figure.update_layout(title=f"Token by token; pooled by {pooling}, the cosine of the texts is {result[pooling]:.2f}")
figure.show()
