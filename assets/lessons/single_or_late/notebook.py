# %% [markdown]
# # Single vector or late interaction?
#
# One vector for a whole text must hold everything at once; a detail drowns. Late interaction keeps a vector for each
# token and lets every token of the query look for its best match in the text: the sum of these maxima is MaxSim. Here
# one model is used both ways, beside ColBERT, which was trained for it, and a cross-encoder, the far end.
#
# It comes from the page *Single vector or late interaction?* of EmbedLab, with the query, the texts and the models that
# stood there, and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5"
#
# The models are downloaded once, from the Hugging Face hub.

# %% parameters
query = "When was the clock repaired?"
texts = ["The clock was repaired in 1893.", "A clock needs care and a little oil."]
# Names on the hub, or folders. The page runs smaller copies of some models (8-bit weights), so that the last digits may
# differ.
dense = "sentence-transformers/all-MiniLM-L6-v2"
max_tokens = 256
# What the dense model reads before a query and before a text, where it was trained so.
prompts = {"query": "", "document": ""}
# The page, and so this notebook, uses ColBERT without its last linear layer (384 to 96 numbers).
colbert = "answerdotai/answerai-colbert-small-v1"
cross = "cross-encoder/ms-marco-MiniLM-L12-v2"
# The matrix on the page: "its token vectors" (of the dense model), "ColBERT" or "masks seen" (ColBERT too), and the
# number of its text from 0.
shown = "its token vectors"
document = 0
# Whether ColBERT is also asked as it was not trained, its words attending to its masks: "masks seen".
both_ways = False
# What the page shows: the score of each text by each ranker.
page = {
    "one vector": [0.8, 0.5],
    "its token vectors": [4.4, 2.9],
    "ColBERT": [31.0, 29.0],
    "cross-encoder": [9.0, -2.0],
}

# %% [markdown]
# ## One vector: the mean of all tokens

# %%
import string

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

Tokens = tuple[list[str], np.ndarray]
tokenizer = AutoTokenizer.from_pretrained(dense)
encoder = AutoModel.from_pretrained(dense).eval()


def states_of(text: str, prompt: str) -> tuple[Tokens, np.ndarray]:
    """The tokens of a text with their vectors, (T, d), and which of them are the text's own, (T,)."""
    read = tokenizer(
        prompt + text, return_tensors="pt", return_offsets_mapping=True, truncation=True, max_length=max_tokens
    )
    places = read.pop("offset_mapping")[0].numpy()
    with torch.no_grad():
        vectors = encoder(**read).last_hidden_state[0].numpy()
    # Special tokens stand at no character, the prompt before the first one of the text.
    own = (places[:, 1] > places[:, 0]) & (places[:, 0] >= len(prompt))
    return (tokenizer.convert_ids_to_tokens(read["input_ids"][0]), vectors), own


def unit(vectors: np.ndarray) -> np.ndarray:
    """The same directions, with length 1."""
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


read_query = states_of(query, prompts["query"])
read_texts = [states_of(text, prompts["document"]) for text in texts]
whole = unit(read_query[0][1].mean(axis=0))
result = {"one vector": [float(unit(vectors.mean(axis=0)) @ whole) for (_, vectors), _ in read_texts]}

# %% [markdown]
# ## The same model, token by token
#
# The same vectors, not averaged. Special tokens and prompts stay out of the comparison; every vector gets length 1, so
# that a product is a cosine. MaxSim takes the best cell of each row and adds them up.


# %%
def own_tokens(read: tuple[Tokens, np.ndarray]) -> Tokens:
    """The tokens that are compared, and their vectors."""
    (tokens, vectors), own = read
    return [token for token, kept in zip(tokens, own, strict=True) if kept], unit(vectors[own])


def maxsim(one: Tokens, other: Tokens) -> float:
    """The sum, over the tokens of the query, of the largest cosine with a token of the text."""
    return float((one[1] @ other[1].T).max(axis=1).sum())


late = {"its token vectors": (own_tokens(read_query), [own_tokens(read) for read in read_texts])}

# %% [markdown]
# ## ColBERT
#
# It was trained for MaxSim. A marker says whether it reads a query or a document. A query is filled up to 32 tokens
# with `[MASK]`, and these masks look for matches too; of a document punctuation does not count. The masks attend to the
# words, the words do not attend to the masks: so it was trained, and other models were trained otherwise. "masks
# seen" is the same model with the words attending to the masks, an easy mistake.

# %%
late_tokenizer = AutoTokenizer.from_pretrained(colbert)
late_encoder = AutoModel.from_pretrained(colbert).eval()


def colbert_tokens(text: str, marker: str, length: int, masks_seen: bool = False) -> Tokens:
    """The tokens as ColBERT reads them, with unit vectors."""
    ids = late_tokenizer(text, truncation=True, max_length=length - 1)["input_ids"]
    ids = [ids[0], late_tokenizer.convert_tokens_to_ids(marker), *ids[1:]]
    attended = [1] * len(ids)
    if marker == "[unused0]":
        ids += [late_tokenizer.mask_token_id] * (length - len(ids))
    attended += [int(masks_seen)] * (len(ids) - len(attended))
    with torch.no_grad():
        read = late_encoder(input_ids=torch.tensor([ids]), attention_mask=torch.tensor([attended]))
        vectors = unit(read.last_hidden_state[0].numpy())
    return late_tokenizer.convert_ids_to_tokens(ids), vectors


def without_punctuation(read: Tokens) -> Tokens:
    """The tokens of a document that are compared."""
    kept = [token not in string.punctuation for token in read[0]]
    return [token for token in read[0] if token not in string.punctuation], read[1][kept]


late_texts = [without_punctuation(colbert_tokens(text, "[unused1]", 300)) for text in texts]
late["ColBERT"] = colbert_tokens(query, "[unused0]", 32), late_texts
if both_ways:
    late["masks seen"] = colbert_tokens(query, "[unused0]", 32, masks_seen=True), late_texts
for name, (one, many) in late.items():
    result[name] = [maxsim(one, other) for other in many]

# %% [markdown]
# ## A cross-encoder, and all side by side

# %%
from sentence_transformers import CrossEncoder

reader = CrossEncoder(cross, activation_fn=torch.nn.Identity())
result["cross-encoder"] = reader.predict([(query, text) for text in texts]).tolist()
for name, scores in result.items():
    best = int(np.argmax(scores))
    on_page = f" (the page: {page[name][best]:.3f})" if name in page else ""
    rank = 1 + sum(score > scores[document] for score in scores)
    print(f"{name:18} first: {scores[best]:7.3f}{on_page} {texts[best][:50]}   text {document + 1}: rank {rank}")

# %% [markdown]
# ## One matrix, two readings
#
# Average all cells of the matrix, and you have the dot product of the two mean vectors: a single vector compares
# everything with everything. MaxSim reads the same cells and keeps the best of each row.

# %%
(query_tokens, query_vectors), (tokens, vectors) = late[shown][0], late[shown][1][document]
cells = query_vectors @ vectors.T
print(f"mean of all {cells.size} cells {cells.mean():.4f}")
print(f"dot product of the means  {query_vectors.mean(axis=0) @ vectors.mean(axis=0):.4f}")
print(f"MaxSim, the sum of the row maxima {cells.max(axis=1).sum():.4f}")
for row in cells.max(axis=1).argsort()[::-1][:5]:
    print(f"    {query_tokens[row]} -> {tokens[cells[row].argmax()]}: {cells[row].max():.3f}")

# %% [markdown]
# ## The figure
#
# A row for each token of the query, a column for each token of the text. A mark stands on the best cell of each row:
# these are what MaxSim adds up. A single bright cell in a dark matrix is what an average loses.

# %%
import plotly.graph_objects as go

rows, columns = ([f"{i} {token}" for i, token in enumerate(side, 1)] for side in (query_tokens, tokens))
figure = go.Figure(go.Heatmap(z=cells, x=columns, y=rows, colorbar_title="cosine"))
winners = [columns[i] for i in cells.argmax(axis=1)]
figure.add_trace(go.Scatter(x=winners, y=rows, mode="markers", marker_symbol="circle-open", name="best of the row"))
figure.update_yaxes(autorange="reversed")
figure.update_layout(title=f"Text {document + 1}, {shown}: MaxSim {cells.max(axis=1).sum():.2f}")
figure.show()
