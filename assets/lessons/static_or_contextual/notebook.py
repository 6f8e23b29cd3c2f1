# %% [markdown]
# # Static or contextual?
#
# A word with several senses stands in several sentences. A table of word vectors has one row for it, whatever the
# sentence. A transformer reads the sentence first, and gives the word another vector in each. Do the occurrences of one
# sense then lie near each other, and in which layer?
#
# It comes from the page *Static or contextual?* of EmbedLab, with the sentences, the model and the layer that stood
# there, and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "scikit-learn>=1.5" "torch>=2.4" "transformers>=4.48"
#
# The model is downloaded once, from the Hugging Face hub.

# %% parameters
# A name on the hub, or a folder. The page runs smaller copies of some models (8-bit weights): then single occurrences
# may have another neighbour here. For models that EmbedLab trained itself, and that are published nowhere, a well known
# one of the same kind stands here: then the numbers differ more.
model = "intfloat/e5-small-v2"
# The layer on the page; 0 is the input, before any attention.
layer = 6
# A row is a sense, a sentence, and the characters between which the word stands in it.
rows = [
    ("game", "The point decided the match.", 4, 9),
    ("game", "She needed one more point to win the set.", 20, 25),
    ("game", "After a long rally the point was hers.", 23, 28),
    ("tip", "The point of the needle pricked her thumb.", 4, 9),
    ("tip", "He sharpened the pencil to a fine point.", 34, 39),
    ("tip", "A thorn has a hard point at its end.", 19, 24),
]
# What the page shows: for each layer the share of occurrences whose nearest other one has the same sense.
page = [0.4, 0.5, 0.6, 0.8, 0.8, 0.8, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]

# %% [markdown]
# ## A vector for each occurrence, in every layer
#
# The model cuts a sentence into pieces and knows for each piece which characters it came from. The pieces that lie
# within the word are averaged. `output_hidden_states` gives the vectors after every layer, the input first.

# %%
import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained(model)
encoder = AutoModel.from_pretrained(model).eval()
frames = []
for _, sentence, start, end in rows:
    read = tokenizer(sentence, return_tensors="pt", return_offsets_mapping=True, truncation=True)
    places = read.pop("offset_mapping")[0].tolist()
    pieces = [i for i, (left, right) in enumerate(places) if left < end and right > start and right > left]
    with torch.no_grad():
        states = encoder(**read, output_hidden_states=True).hidden_states
    frames.append([state[0, pieces].mean(dim=0).numpy() for state in states])
vectors = np.array(frames).transpose(1, 0, 2)  # layers, occurrences, numbers
print(vectors.shape)

# %% [markdown]
# ## Is the nearest other occurrence of the same sense?
#
# Nearest by cosine, in the original space with all its numbers, never on a map. Where several are equally near they
# share the vote: at layer 0 the word has (nearly) one vector, so that every occurrence is as near as every other, and
# what comes out is luck. Occurrences whose sense nobody named take no part.

# %%
senses = np.array([sense for sense, *_ in rows])
named = np.flatnonzero(senses != "")
scored = 1 < len(set(senses[named])) < len(named)  # two senses, one of them twice: else no neighbour can be right
same = senses[named][:, None] == senses[named]
chance = float((same.sum() - len(named)) / max(1, len(named) * (len(named) - 1)))
result = []
for number, frame in enumerate(vectors if scored else []):
    units = frame[named] / np.linalg.norm(frame[named], axis=1, keepdims=True)
    cosines = units @ units.T
    np.fill_diagonal(cosines, -np.inf)
    nearest = cosines >= cosines.max(axis=1, keepdims=True) - 1e-6
    result.append(float(((nearest & same).sum(axis=1) / nearest.sum(axis=1)).mean()))
    shown = f"   (the page: {page[number]:.0%})" if page else ""
    print(f"layer {number}: {result[-1]:.0%}{shown}")
print(f"by luck, as in any table of word vectors: {chance:.0%}")

# %% [markdown]
# ## How tight are the senses?
#
# The silhouette asks more than the nearest neighbour: 1 when each occurrence is much closer to its own sense than to
# the next one, 0 at the border, below 0 on the wrong side.

# %%
from sklearn.metrics import silhouette_score

if scored:
    for number in (0, layer, len(vectors) - 1):
        score = silhouette_score(vectors[number][named], senses[named], metric="cosine")
        print(f"layer {number}: silhouette {score:.2f}")

# %% [markdown]
# ## The figure
#
# Left, the occurrences in the chosen layer, on the two directions in which the layers together spread most (PCA). It is
# a shadow of hundreds of numbers: near on the map need not be near. Right, the share from above for each layer: where
# the line leaves luck behind, the model has begun to tell the senses apart.

# %%
import plotly.graph_objects as go
from plotly.subplots import make_subplots
from sklearn.decomposition import PCA

centred = vectors - vectors.mean(axis=1, keepdims=True)
centred /= np.maximum(np.linalg.norm(centred, axis=2, keepdims=True), 1e-9)  # layers differ by directions alone
together = PCA(2, svd_solver="full").fit_transform(centred.reshape(-1, vectors.shape[2]))
together *= np.sign(together[np.abs(together).argmax(axis=0), [0, 1]])  # an axis has no sign: the farthest dot is at +
places = together.reshape(len(vectors), -1, 2)[layer]
figure = make_subplots(1, 2, subplot_titles=(f"Layer {layer}", "Nearest occurrence of the same sense"))
for sense in dict.fromkeys(senses.tolist()):
    chosen = senses == sense
    hover = [sentence for (_, sentence, _, _), here in zip(rows, chosen, strict=True) if here]
    dots = go.Scatter(x=places[chosen, 0], y=places[chosen, 1], mode="markers", name=sense or "unnamed", text=hover)
    figure.add_trace(dots, 1, 1)
figure.add_trace(go.Scatter(y=result, mode="lines+markers", showlegend=False), 1, 2)
figure.add_hline(chance, line_dash="dot", annotation_text="luck", row=1, col=2)
figure.add_vline(layer, line_dash="dash", row=1, col=2)
figure.update_xaxes(title_text="layer", row=1, col=2)
figure.update_yaxes(tickformat=".0%", range=[0, 1.05], row=1, col=2)
figure.update_layout(title=f"{len(rows)} occurrences by {model}")
figure.show()
