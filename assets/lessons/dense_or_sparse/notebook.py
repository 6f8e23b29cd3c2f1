# %% [markdown]
# # Dense or sparse?
#
# A sparse vector has a number for each word of a vocabulary, nearly all of them 0, and one can read what it says. A
# dense vector has a few hundred numbers without names. Which texts does each bring up for a query, and what comes out
# when both are mixed?
#
# It comes from the page *Dense or sparse?* of EmbedLab, with the query, the texts and the settings that stood there,
# and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "scikit-learn>=1.5" "bm25s>=0.2.6"
#     pip install "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5"
#
# The models are downloaded once, from the Hugging Face hub.

# %% parameters
query = "vehicle tire"
texts = [
    "Every automobile wheel needs new rubber.",
    "The vehicle must be registered.",
    "Children tire of a new toy.",
    "A flat tire is a nuisance.",
]
# How relevant each text is, 0 to 2; empty where nobody has said.
grades = [2, 0, 0, 1]
# Names on the hub, or folders. The page runs smaller copies of some models (8-bit weights), so that the last digits may
# differ.
dense = "sentence-transformers/all-MiniLM-L6-v2"
prompts = {"query": "", "document": ""}
splade = "rasyosef/splade-tiny"
cross = "cross-encoder/ms-marco-MiniLM-L12-v2"
# BM42 reads the attention of this encoder.
attending = "sentence-transformers/all-MiniLM-L6-v2"
# BM25: lucene, robertson, atire, bm25l or bm25+, its constants, and whether common English words are left out.
variant = "lucene"
constants = {"k1": 1.5, "b": 0.75, "delta": 0.0}
stop_words = False
# The hybrids: the word side, the weight of the dense side in the sum, how scores come to one scale, k of rank fusion.
word_side = "BM25"
weight = 0.5
scale = "minmax"
rrf_k = 60
# How many texts, from the top of rank fusion, the cross-encoder reads again.
depth = 5
# What the page shows: the score of each text by each ranker (for the reranked order, minus the rank).
page = {"BM25": [0.0, 0.6, 0.5, 0.5]}

# %% [markdown]
# ## Words that are counted: TF-IDF and BM25
#
# A word weighs more the fewer texts have it. TF-IDF compares two such vectors by their cosine; BM25 lets repetition
# stop to count and holds long texts back. Words are taken as they stand: *tire* and *tires* are two.

# %%
import re
import unicodedata

import bm25s
import numpy as np
from bm25s.stopwords import STOPWORDS_EN
from sklearn.feature_extraction.text import TfidfVectorizer


def terms_of(text: str, leave_out: bool = stop_words) -> list[str]:
    """The words of a text, in lower case."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    return [word for word in words if not leave_out or word not in STOPWORDS_EN]


scores: dict[str, np.ndarray] = {}
counted = TfidfVectorizer(analyzer=terms_of)
vectors = counted.fit_transform(texts)
scores["TF-IDF"] = (vectors @ counted.transform([query]).T).toarray()[:, 0]

cut = [terms_of(text) for text in texts]
known = [term for term in terms_of(query) if any(term in words for words in cut)]
index = bm25s.BM25(method=variant, **{**constants, "k1": max(constants["k1"], 1e-300)}, dtype="float64")
index.index(cut, show_progress=False)
scores["BM25"] = index.get_scores(known).astype(float) if known else np.zeros(len(texts))
if index.nonoccurrence_array is not None:
    # bm25+ and bm25l grant a bonus; as in the papers, only texts with the word shall have it.
    for term in known:
        lacking = np.array([term not in words for words in cut])
        scores["BM25"] -= lacking * index.nonoccurrence_array[index.vocab_dict[term]]
print("words of the query that the texts know:", known)

# %% [markdown]
# ## Words that are learned: SPLADE
#
# A masked language model says at each position which words could stand there. The largest value of each word, damped by
# a logarithm, is its weight: words that stand nowhere in the text get a number too.

# %%
import torch
from transformers import AutoModel, AutoModelForMaskedLM, AutoTokenizer

splade_tokenizer = AutoTokenizer.from_pretrained(splade)
splade_model = AutoModelForMaskedLM.from_pretrained(splade).eval()


def splade_vector(text: str) -> np.ndarray:
    """A weight for each word of the vocabulary, most of them 0."""
    with torch.no_grad():
        logits = splade_model(**splade_tokenizer(text, return_tensors="pt", truncation=True)).logits[0]
    return torch.log1p(torch.relu(logits.max(dim=0).values)).numpy()


expanded = splade_vector(query)
scores["SPLADE"] = np.array([float(expanded @ splade_vector(text)) for text in texts])
heaviest = expanded.argsort()[::-1][:12]
for term, value in zip(splade_tokenizer.convert_ids_to_tokens(heaviest.tolist()), expanded[heaviest], strict=True):
    if value > 0:
        print(f"    {term}: {value:.2f}")

# %% [markdown]
# ## BM42: attention in the place of counts
#
# How rare a word is, times how much the `[CLS]` token of an encoder attends to it in the text (Qdrant, 2024).

# %%
reading = AutoTokenizer.from_pretrained(attending)
attention_model = AutoModel.from_pretrained(attending, attn_implementation="eager").eval()


def attended(text: str) -> dict[str, float]:
    """The largest attention that each word of a text gets."""
    read = reading(text, return_tensors="pt", return_offsets_mapping=True, truncation=True)
    places = read.pop("offset_mapping")[0].tolist()
    with torch.no_grad():
        row = attention_model(**read, output_attentions=True).attentions[-1][0].mean(dim=0)[0].numpy()
    found: dict[str, float] = {}
    for word in re.finditer(r"\w+(?:['’]\w+)*", text):
        pieces = [i for i, (left, right) in enumerate(places) if left < word.end() and right > max(word.start(), left)]
        parts = terms_of(word.group(), leave_out=False)
        for part in parts if pieces else ():
            found[part] = max(found.get(part, 0.0), float(row[pieces].sum()) / len(parts))
    return found


uncut = [set(terms_of(text, leave_out=False)) for text in texts]
attention = [attended(text) for text in texts]
scores["BM42"] = np.zeros(len(texts))
for term in dict.fromkeys(terms_of(query, leave_out=False)):
    frequency = sum(term in words for words in uncut)
    rarity = np.log1p((len(texts) - frequency + 0.5) / (frequency + 0.5))
    scores["BM42"] += [rarity * found.get(term, 0.0) for found in attention]

# %% [markdown]
# ## Dense, and the two mixtures
#
# The dense score is the cosine of two vectors. The sum first brings both sides to one scale; rank fusion forgets scores
# and adds up 1 / (k + rank).

# %%
from sentence_transformers import CrossEncoder, SentenceTransformer

encoder = SentenceTransformer(dense)
one = encoder.encode([query], prompt=prompts["query"], normalize_embeddings=True)[0]
scores["Dense"] = encoder.encode(texts, prompt=prompts["document"], normalize_embeddings=True) @ one


def ranks_of(values: np.ndarray) -> np.ndarray:
    """1 for the best; texts with one score share a rank."""
    return 1 + (values[None, :] > values[:, None] + 1e-6).sum(axis=1)


def scaled(values: np.ndarray) -> np.ndarray:
    """Scores on one scale: 0 to 1, or deviations from their mean."""
    if np.ptp(values) <= 1e-9:
        return np.zeros(len(values))
    if scale == "minmax":
        return (values - values.min()) / np.ptp(values)
    return (values - values.mean()) / values.std()


scores["Hybrid sum"] = weight * scaled(scores["Dense"]) + (1 - weight) * scaled(scores[word_side])
scores["Hybrid RRF"] = sum(1 / (rrf_k + ranks_of(scores[side])) for side in ("Dense", word_side))

# %% [markdown]
# ## Reranking
#
# A cross-encoder reads the query together with each of the first few texts and puts them into a new order. What the
# first stage did not bring up cannot come back.

# %%
head = np.argsort(-scores["Hybrid RRF"], kind="stable")[:depth]
reader = CrossEncoder(cross, activation_fn=torch.nn.Identity())
again = reader.predict([(query, texts[i]) for i in head])
order = ranks_of(scores["Hybrid RRF"]).astype(float)
tail = np.setdiff1d(np.arange(len(texts)), head)
order[head] = ranks_of(again)
order[tail] = ranks_of(scores["Hybrid RRF"][tail]) + len(head)
scores["Rerank"] = -order

# %% [markdown]
# ## Which text comes first, and how good is the order?
#
# nDCG@10 is 1 when the texts stand in the order of their grades, and less the later a relevant one comes.

# %%
from sklearn.metrics import ndcg_score

result = {name: scores[name] for name in page or scores}
for name, values in result.items():
    best = int(np.argmax(values))
    on_page = f" (the page: {page[name][best]:.3f})" if name in page else ""
    good = f"nDCG@10 {ndcg_score([grades], [values], k=10):.2f} " if len(grades) > 1 and max(grades) > 0 else ""
    print(f"{name:10} {good} first: {values[best]:7.3f}{on_page}  {texts[best][:60]}")

# %% [markdown]
# ## The figure
#
# A column for each ranker, a line for each text, rank 1 on top; solid lines are the texts that answer best. From words
# on the left to vectors on the right: a line that jumps is a text that one of them sees and the other does not.

# %%
import plotly.graph_objects as go

figure = go.Figure()
for number, text in enumerate(texts):
    places = [int(ranks_of(values)[number]) for values in result.values()]
    dash = "solid" if grades and grades[number] == max(grades) else "dot"
    figure.add_trace(go.Scatter(x=list(result), y=places, name=f"{number + 1} {text[:40]}", line_dash=dash))
figure.update_yaxes(autorange="reversed", title_text="rank", dtick=1)
figure.update_layout(title="Rank of each text by each ranker")
figure.show()
