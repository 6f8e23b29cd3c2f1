# %% [markdown]
# # Symmetric or asymmetric?
#
# A paraphrase says the same as a question; an answer says something else. A model that was trained on paraphrases is
# symmetric: both texts are read alike, and the nearest is the most similar. A model that was trained on questions with
# their answers is told which is which: by a prefix, by a tower of its own, or because it reads both together. Here one
# query is put to the same texts by all of them.
#
# It comes from the page *Symmetric or asymmetric?* of EmbedLab, with the query and the texts that stood there, and
# needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "sentence-transformers>=5"
#
# The models are downloaded once, from the Hugging Face hub.

# %% parameters
query = "What is Python?"
texts = ["What is Python used for?", "Python is a high-level, general-purpose programming language."]
# What each text is: a question, an answer, or something else.
kinds = ["question", "answer"]
# Names on the hub, or folders. The page runs smaller copies of some models (8-bit weights), so that the last digits may
# differ.
symmetric = {
    "paraphrase": "sentence-transformers/paraphrase-MiniLM-L3-v2",
    "MiniLM": "sentence-transformers/all-MiniLM-L6-v2",
}
prefixed = "intfloat/e5-small-v2"
# What the prefixed model reads before a query and before a passage.
prompts = {"query": "query: ", "document": "passage: "}
# The setting of the prefixes on the page: right, none, swapped, same (as a query) or passage (both sides).
prefixes = "right"
# One tower reads the query, the other the texts. EmbedLab trained its own, which are published nowhere; here stand the
# best known ones, so that these scores differ from the page.
towers = [
    "sentence-transformers/facebook-dpr-question_encoder-single-nq-base",
    "sentence-transformers/facebook-dpr-ctx_encoder-single-nq-base",
]
# A cross-encoder reads query and text together and makes no vector.
cross = "cross-encoder/ms-marco-MiniLM-L12-v2"
# What the page shows: the score of each text by each model.
page = {
    "paraphrase": [0.8, 0.6],
    "MiniLM": [0.8, 0.7],
    "no prefix": [0.9, 0.8],
    "with prefix": [0.9, 0.8],
    "two towers": [0.5, 0.6],
    "cross-encoder": [1.0, 9.0],
}

# %% [markdown]
# ## Symmetric: one encoder, both texts read alike
#
# The score is the cosine of two vectors. Swap query and text, and it stays what it was.

# %%
import numpy as np
from sentence_transformers import CrossEncoder, SentenceTransformer


def cosines(encoder: SentenceTransformer, query_prompt: str = "", text_prompt: str = "") -> list[float]:
    """The cosine of the query and each text, by an encoder that reads these prompts first."""
    one = encoder.encode([query], prompt=query_prompt, normalize_embeddings=True)
    many = encoder.encode(texts, prompt=text_prompt, normalize_embeddings=True)
    return (many @ one[0]).tolist()


result = {name: cosines(SentenceTransformer(model)) for name, model in symmetric.items()}

# %% [markdown]
# ## One encoder, two prefixes
#
# E5 was trained with `query: ` before queries and `passage: ` before texts. Without them, or with the same one on both
# sides, it falls back to comparing like with like. Its cosines lie close together: read the order, not the value.

# %%
sides = {
    "right": ("query", "document"),
    "swapped": ("document", "query"),
    "same": ("query", "query"),
    "passage": ("document", "document"),
    "none": (None, None),
}
chosen = [prompts.get(side or "", "") for side in sides[prefixes]]
encoder = SentenceTransformer(prefixed)
result["no prefix"] = cosines(encoder)
result["with prefix"] = cosines(encoder, *chosen)
print("before the query:", repr(chosen[0]), "  before a text:", repr(chosen[1]))

# %% [markdown]
# ## Two towers, and a cross-encoder
#
# Two towers are two encoders with weights of their own, trained together. A cross-encoder is the far end: it reads the
# pair in one go and says how well the text answers, as a number without bounds.

# %%
one = SentenceTransformer(towers[0]).encode([query], normalize_embeddings=True)[0]
result["two towers"] = (SentenceTransformer(towers[1]).encode(texts, normalize_embeddings=True) @ one).tolist()

import torch

reader = CrossEncoder(cross, activation_fn=torch.nn.Identity())
result["cross-encoder"] = reader.predict([(query, text) for text in texts]).tolist()

# %% [markdown]
# ## Which text comes first?

# %%
ranks = {name: [1 + sum(other > score for other in scores) for score in scores] for name, scores in result.items()}
for name, scores in result.items():
    best = int(np.argmax(scores))
    on_page = f" (the page: {page[name][best]:.3f})" if name in page else ""
    print(f"{name:14} {kinds[best]:8} {scores[best]:7.3f}{on_page}   {texts[best][:60]}")
    answers = [rank for rank, kind in zip(ranks[name], kinds, strict=True) if kind == "answer"]
    if answers:
        print(f"{'':14} best answer at rank {min(answers)} of {len(texts)}")

# %% [markdown]
# ## The figure
#
# A column for each model, a line for each text, rank 1 on top. Symmetric models stand left: there questions tend to be
# on top, because a question resembles a question. Follow an answer to the right: where a model was told that it reads a
# query, answers rise.

# %%
import plotly.graph_objects as go

figure = go.Figure()
for number, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
    places = [ranks[name][number] for name in ranks]
    dash = {"answer": "solid", "question": "dot"}.get(kind, "dash")
    figure.add_trace(go.Scatter(x=list(ranks), y=places, name=f"{kind}: {text[:40]}", line_dash=dash))
figure.update_yaxes(autorange="reversed", title_text="rank", dtick=1)
figure.update_layout(title="Rank of each text by each model (answers: solid lines)")
figure.show()
