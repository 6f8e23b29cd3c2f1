# %% [markdown]
# # What embeddings are for
#
# How many labelled texts does a classifier need on frozen vectors, and how many on counted words?
#
# It comes from the page *What embeddings are for* of EmbedLab, with some of the texts that stood there, and needs
# nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "scikit-learn>=1.5"
#     pip install "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5"
#
# The model is downloaded once from the Hugging Face hub.

# %% parameters
# A part of the set: a notebook is a file to read.
texts = [
    "a small bird that sings at night",
    "a large cat with a mane",
    "a bread baked with raisins",
    "a soup of peas and ham",
    "a grey bird that lives near water",
    "a small bread eaten at breakfast",
]
labels = ["animal", "animal", "food", "food", "animal", "food"]
# The first so many are to learn from, the others to test on.
learn = 4
model = "sentence-transformers/all-MiniLM-L6-v2"
# What the model reads before each text.
prefix = ""
# Inverse strength of the penalty on the weights.
c = 10.0
# What the page says of counted words on this part.
page = {"Logistic regression": 1.0, "Nearest centroid": 1.0}

# %% [markdown]
# ## Two kinds of vectors
#
# The model reads each text once; its vectors have length 1 and are frozen. TF-IDF counts words, each the more, the
# fewer texts have it (Spärck Jones 1972). Neither has seen a label.

# %%
import numpy as np
from sentence_transformers import SentenceTransformer
from sklearn.feature_extraction.text import TfidfVectorizer

encoder = SentenceTransformer(model)
vectors = encoder.encode([prefix + text for text in texts], normalize_embeddings=True)
# Words of a single text are left out, unless there are few texts.
counter = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2 if len(texts) > 50 else 1)
words = counter.fit_transform(texts).toarray()

# %% [markdown]
# ## Two heads
#
# Multinomial logistic regression, and the nearest centroid by cosine (Rocchio 1971). The vectors stay as they are.

# %%
from sklearn.linear_model import LogisticRegression

classes = sorted(set(labels))
numbers = np.array([classes.index(label) for label in labels])


def logistic(rows: np.ndarray, size: int) -> float:
    """Accuracy on the test texts, 0 to 1, learnt from the first ``size`` texts of each class."""
    few = first(size)
    head = LogisticRegression(C=c, solver="newton-cg", tol=1e-7).fit(rows[few], numbers[few])
    return float(head.score(rows[learn:], numbers[learn:]))


def centroid(rows: np.ndarray, size: int) -> float:
    """The same by the nearest mean."""
    few = first(size)
    means = np.array([rows[few][numbers[few] == kind].mean(axis=0) for kind in range(len(classes))])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    means = np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
    return float(np.mean(np.argmax(rows[learn:] @ means.T, axis=1) == numbers[learn:]))


def first(size: int) -> list[int]:
    """The first ``size`` texts of each class among those to learn from."""
    return [row for kind in range(len(classes)) for row in np.flatnonzero(numbers[:learn] == kind)[:size]]


most = max(np.bincount(numbers[:learn]))
heads = {"Logistic regression": logistic, "Nearest centroid": centroid}
for name, head in heads.items():
    print(f"{name} on {model}: {head(vectors, most):.3f}")
result = {name: heads[name](words, most) for name in page}
for name, value in result.items():
    print(f"{name} on counted words: {value:.3f} (the page: {page[name]:.3f})")

# %% [markdown]
# These are the numbers of the part that stands above. The page has drawn the labelled texts several times and tested on
# more of them.

# %%
import plotly.graph_objects as go

sizes = [size for size in (1, 2, 4, 8) if size <= most]
figure = go.Figure()
for name, rows in ((model, vectors), ("TF-IDF", words)):
    figure.add_trace(go.Scatter(name=name, x=sizes, y=[logistic(rows, size) for size in sizes]))
figure.update_xaxes(type="log", tickvals=sizes, title_text="labelled texts of each class")
figure.update_yaxes(range=[0, 1], title_text="accuracy on the test texts")
figure.update_layout(title="Accuracy after few labels")
figure.show()
