# %% [markdown]
# # Unsupervised or supervised?
#
# A contrastive encoder learns by comparing: each text must find its partner among all others of a batch. Told which
# definition belongs to which word, that is supervised. Without such pairs a text can still be its own partner, read
# twice under different dropout: unsupervised SimCSE (Gao et al. 2021). What does each of them learn from the same
# texts?
#
# It comes from the page *Unsupervised or supervised?* of EmbedLab, with the curves, the pairs and the settings that
# stood there, and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "torch>=2.4" "sentence-transformers>=5" "gensim>=4.3"
#     pip install "smart-open[http]>=7"
#
# The page trains on tens of thousands of definitions, from word vectors that are published nowhere. So its curves stand
# here as numbers, and what follows them is the same training in small: on one batch of pairs, from GloVe (70 MB, from
# gensim-data).

# %% parameters
# Recall@10 on the page, after so many steps: how many held-out definitions have their word among the ten nearest.
curves = {
    "step": [0, 50, 175, 400],
    "supervised": [0.223, 0.344, 0.523, 0.595],
    "simcse": [0.223, 0.342, 0.443, 0.461],
}
# How that training was set: steps of each objective, pairs in a step, what cosines are divided by, what SimCSE drops.
batch = 512
temperature = 0.05
learning_rate = 0.003
dropout = 0.1
seed = 1
steps = 400
# The batch of pairs on the page, and the encoder of its matrix: a name on the hub, a folder, or the address of a table
# in the word2vec format (.gz). For the encoders that the page trains itself, GloVe stands here, and page is empty.
pairs = [
    ("lighthouse", "a tower at the coast whose lamp guides ships at night"),
    ("violin", "a small wooden instrument with four strings, played with a bow"),
    ("vinegar", "a sour liquid made from wine and used in salads"),
]
model = "sentence-transformers/all-MiniLM-L6-v2"
# The word vectors that the small training starts from.
table = "glove-wiki-gigaword-50.gz"
# What the page shows: the cosine of each first text, row, with each second text, column.
page = [[0.5, 0.0, 0.0], [0.0, 0.6, 0.1], [0.1, 0.0, 0.6]]

# %% [markdown]
# ## What the page found
#
# Both copies of the encoder began with the same word vectors and read the same texts. These definitions no training has
# seen, and there are many words to confuse.

# %%
for name in ("supervised", "simcse"):
    print(f"{name:10} recall@10 {curves[name][0]:.1%} -> {curves[name][-1]:.1%}")
print(f"{curves['step'][-1]} of {steps} steps, each of {batch} pairs")
print(f"temperature {temperature}, learning rate {learning_rate}, dropout {dropout} (SimCSE)")

# %% [markdown]
# ## One batch from inside
#
# Every first text is compared with every second one. The softmax turns a row into shares that add up to 1; the loss is
# small where the partner, on the diagonal, has nearly all of it. All other texts of the batch are negatives.

# %%
import re

import numpy as np
from gensim.models import KeyedVectors

words = KeyedVectors.load_word2vec_format(table, limit=400_000)


def known(text: str) -> list[str]:
    """The words of a text that the table has."""
    typed = re.findall(r"\w+(?:['’]\w+)*", text)
    return [form for word in typed for form in [word if word in words else word.lower()] if form in words]


def unit(vectors: np.ndarray) -> np.ndarray:
    """The same directions, with length 1."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


sides = [list(side) for side in zip(*pairs, strict=True)]
if model.endswith(".gz"):
    first, second = (unit(np.array([np.mean([words[w] for w in known(text)], axis=0) for text in s])) for s in sides)
else:
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(model)
    first, second = (encoder.encode(side, normalize_embeddings=True) for side in sides)
result = (first @ second.T).tolist()
logits = np.array(result) / temperature
shares = np.exp(logits - logits.max(axis=1, keepdims=True))
shares /= shares.sum(axis=1, keepdims=True)
for i, (text, _) in enumerate(pairs):
    shown = f" (the page: {page[i][i]:.2f})" if page else ""
    print(f"cosine {result[i][i]:.2f}{shown}, share of its partner {shares[i, i]:.0%}: {text[:60]}")
print(f"loss {-np.log(shares.diagonal()).mean():.3f}; without any knowledge {np.log(len(pairs)):.3f}")

# %% [markdown]
# ## The same training in small
#
# The encoder is a table: the vector of a text is the mean of the vectors of its words, and these vectors are what is
# trained. Once the loss knows the pairs; once it sees each text beside itself, under two dropout masks.

# %%
import torch
from torch.nn import functional

vocabulary = sorted({word for side in sides for text in side for word in known(text)})
start = torch.tensor(np.array([words[word] for word in vocabulary]), dtype=torch.float32)
bags = []
for side in sides:
    counts = torch.tensor([[known(text).count(word) for word in vocabulary] for text in side], dtype=torch.float32)
    bags.append(counts / counts.sum(dim=1, keepdim=True).clamp(min=1))


def in_batch_loss(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """Row i of one side belongs to row i of the other; both sides choose."""
    similar = functional.normalize(one) @ functional.normalize(other).T / temperature
    own = torch.arange(len(similar))
    return (functional.cross_entropy(similar, own) + functional.cross_entropy(similar.T, own)) / 2


def share_of_partners(vectors: torch.Tensor) -> float:
    """The mean share that the softmax gives to the partners."""
    one, other = (functional.normalize(bag @ vectors) for bag in bags)
    return float((one @ other.T / temperature).softmax(dim=1).diagonal().mean())


small = {}
for name in ("supervised", "simcse"):
    torch.manual_seed(seed)
    vectors = start.clone().requires_grad_()
    adam = torch.optim.Adam([vectors], lr=learning_rate)
    small[name] = [share_of_partners(vectors.detach())]
    for _ in range(100):
        left, right = (bag @ vectors for bag in bags)
        if name == "supervised":
            loss = in_batch_loss(left, right)
        else:
            twice = [[functional.dropout(side, dropout) for _ in range(2)] for side in (left, right)]
            loss = (in_batch_loss(*twice[0]) + in_batch_loss(*twice[1])) / 2
        adam.zero_grad()
        loss.backward()
        adam.step()
        small[name].append(share_of_partners(vectors.detach()))
    print(f"{name:10} share of the partners {small[name][0]:.0%} -> {small[name][-1]:.0%}, loss {loss.item():.3f}")

# %% [markdown]
# ## The figure
#
# Left, the page: thousands of pairs, measured on definitions that were held out. Right, the small training, measured on
# the very pairs that it learns: the supervised line rises to the top because it is told the answer, which says nothing
# of other words. That is why the left one counts. SimCSE never hears of a partner; what it gains, it gains by spreading
# the texts apart.

# %%
import plotly.graph_objects as go
from plotly.subplots import make_subplots

titles = (f"Page: recall@10, {batch} pairs a step", f"Here: share of the partner, {len(pairs)} pairs")
figure = make_subplots(1, 2, subplot_titles=titles)
for name, dash in (("supervised", "solid"), ("simcse", "dash")):
    figure.add_trace(go.Scatter(x=curves["step"], y=curves[name], name=f"{name}, page", line_dash=dash), 1, 1)
    figure.add_trace(go.Scatter(y=small[name], name=f"{name}, here", line_dash=dash), 1, 2)
figure.update_xaxes(title_text="steps")
figure.update_yaxes(tickformat=".0%", range=[0, 1.02])
figure.update_layout(title="Two objectives from the same start")
figure.show()
