# %% [markdown]
# # What is an embedding?
#
# An embedding model turns a text into a list of numbers, a vector. Texts that mean much the same should get vectors
# that point much the same way. The cosine of two vectors says how much they do: 1 for the same direction, 0 for a right
# angle. This notebook asks which of two texts a model puts closer to a first one: the one that says the same in other
# words, or the one with more words in common.
#
# It comes from the page *What is an embedding?* of EmbedLab, with the texts and the model that stood there, and needs
# nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "sentence-transformers>=5" "gensim>=4.3" "smart-open[http]>=7"
#
# The model is downloaded once, from the Hugging Face hub or, for a table of word vectors, from gensim-data.

# %% parameters
# A name on the hub, a folder, or the address of a table in the word2vec format (.gz). The page runs smaller copies of
# some models (8-bit weights), so that the last digits may differ. For models that EmbedLab trained itself, and that are
# published nowhere, a well known one of the same kind stands here: then the numbers differ more.
model = "sentence-transformers/all-MiniLM-L6-v2"
texts = ["How to change a tire", "Steps to fix a flat tire", "How to change a password"]
# What the page shows: the cosine of A with B and with C.
page = {"A and B": 0.74, "A and C": 0.45}
# On the page this share (in %) of pairs of unrelated sentences has at most this cosine, by its model.
random_pairs = {0: -0.15, 5: -0.05, 25: 0.03, 50: 0.08, 75: 0.14, 95: 0.27, 100: 0.6}

# %% [markdown]
# ## The words that two texts share
#
# Before any model: what would a search engine without embeddings go by? The share of words in common, out of all words
# of both texts (Jaccard).

# %%
import re

words = [list(dict.fromkeys(re.findall(r"\w+", text.casefold()))) for text in texts]
for name, other in (("B", words[1]), ("C", words[2])):
    shared = [word for word in words[0] if word in other]
    print(f"A and {name}: {len(shared) / len({*words[0], *other}):.0%} ({', '.join(shared) or 'no word'})")

# %% [markdown]
# ## Three vectors
#
# A sentence encoder reads the whole text at once. A table of word vectors knows nothing but words: the vector of a text
# is the mean of those of its words. Either way each text becomes one row, here divided by its length, so that the dot
# product of two rows is their cosine.

# %%
import numpy as np

if model.endswith(".gz"):
    from gensim.models import KeyedVectors

    table = KeyedVectors.load_word2vec_format(model, binary="google-news" in model, limit=400_000)
    rows = []
    for text in texts:
        typed = re.findall(r"\w+(?:['’]\w+)*", text)
        known = [form for word in typed for form in [word if word in table else word.lower()] if form in table]
        rows.append(np.mean([table[word] for word in known], axis=0))
    vectors = np.array(rows) / np.linalg.norm(rows, axis=1, keepdims=True)
else:
    from sentence_transformers import SentenceTransformer

    vectors = np.asarray(SentenceTransformer(model).encode(texts, normalize_embeddings=True))
print(vectors.shape)

# %% [markdown]
# ## The cosine, and what it is worth
#
# A cosine of 0.7 is rare for one model and ordinary for another. So it is held against pairs of sentences that have
# nothing to do with each other: how many of them are less similar?

# %%
result = {"A and B": float(vectors[0] @ vectors[1]), "A and C": float(vectors[0] @ vectors[2])}
for pair, cosine in result.items():
    below = np.interp(cosine, list(random_pairs.values()), list(random_pairs))
    distance = float(np.sqrt(max(0.0, 2 - 2 * cosine)))
    print(f"{pair}: cosine {cosine:.2f} (the page: {page[pair]:.2f}), Euclidean distance {distance:.2f}, ", end="")
    print(f"above about {below:.0f} % of random pairs")

# %% [markdown]
# ## The figure
#
# The curve counts random pairs: at a cosine on the axis below, it says which share of them is less similar. The two
# lines are the pairs of this notebook. The further right a line stands, and the higher the curve is there, the more
# that cosine means. Compare the two lines with the words that are shared: do meaning and words agree?

# %%
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=list(random_pairs.values()), y=list(random_pairs), name="random pairs"))
figure.add_vline(result["A and B"], annotation_text="A and B")
figure.add_vline(result["A and C"], line_dash="dash", annotation_text="A and C", annotation_position="bottom right")
figure.update_layout(
    title="Two cosines among those of random pairs", xaxis_title="cosine", yaxis_title="% of random pairs below"
)
figure.show()
