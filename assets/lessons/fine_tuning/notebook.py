# %% [markdown]
# # Fine-tuning
#
# A generalist, all-MiniLM-L6-v2, was made for everything. Pairs of a heading and the passage below it teach it what
# belongs together in one documentation. What does one step of that look like, and what do a few do?
#
# It comes from the page *Fine-tuning* of EmbedLab, with some of the pairs that the page learns from and the settings
# that stood there, and needs nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10"
#     pip install "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5"
#
# The model is downloaded once from the Hugging Face hub. The page learns from two thousand pairs and measures on
# questions that stand in none of them; a notebook is a file to read, so here is the same in small.

# %% parameters
# A heading, the passage below it, and one that shares words with the heading and is no answer.
pairs = [
    ("Opening a file", "Call open with its path and a mode.", "A file is closed by close."),
    ("Sorting a list", "The method sort changes it in place.", "A list is opened by a bracket."),
]
model = "sentence-transformers/all-MiniLM-L6-v2"
# What cosines are divided by before the softmax.
temperature = 0.05
# Whether the third texts are used, besides all others of the batch.
hard = True
seed = 1
# What the page says of these pairs before tuning: the loss in nats, and the mean cosine of a heading with its passage.
page = {"loss": 0.5, "own cosine": 0.5}

# %% [markdown]
# ## Before tuning
#
# Every heading is compared with every passage. The softmax turns a row into shares that add up to 1; the loss is small
# where the own passage has nearly all of it (Henderson and others 2017; with hard negatives Karpukhin and others 2020).

# %%
import numpy as np
from sentence_transformers import SentenceTransformer

encoder = SentenceTransformer(model, device="cpu")
headings, passages, wrong = (list(side) for side in zip(*pairs, strict=True))
candidates = passages + wrong if hard else passages


def measured() -> dict[str, float]:
    """The loss of the pairs, and the mean cosine of a heading with its own passage."""
    cosines = (
        encoder.encode(headings, normalize_embeddings=True) @ encoder.encode(candidates, normalize_embeddings=True).T
    )
    logits = cosines / temperature
    logits -= logits.max(axis=1, keepdims=True)
    shares = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return {"loss": float(-shares.diagonal().mean()), "own cosine": float(cosines.diagonal().mean())}


result = measured()
for name, value in result.items():
    print(f"{name}: {value:.3f} (the page: {page[name]:.3f})")

# %% [markdown]
# ## A few steps
#
# The gradient of the loss pulls each heading and its passage together, and pushes away what has a share that it should
# not have. Here all weights may change; the page also changes less: a matrix behind the model, or low-rank matrices
# within it (LoRA, Hu and others 2021).

# %%
import torch
from torch.nn import functional

torch.manual_seed(seed)
optimiser = torch.optim.AdamW(encoder.parameters(), lr=2e-5)
losses = []
for _ in range(5):
    sides = []
    for texts in (headings, candidates):
        tokens = encoder.tokenizer(texts, padding=True, truncation=True, max_length=96, return_tensors="pt")
        sides.append(functional.normalize(encoder(dict(tokens))["sentence_embedding"], dim=1))
    loss = functional.cross_entropy(sides[0] @ sides[1].T / temperature, torch.arange(len(headings)))
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    losses.append(loss.item())
encoder.eval()
print("loss before each step:", [round(loss, 3) for loss in losses])
print({name: round(value, 3) for name, value in measured().items()}, "afterwards")

# %% [markdown]
# A loss that falls on the pairs themselves is no success: they were learnt. What counts are questions that were kept
# away, as the page has them, and what the model could do before and can no more (McCloskey and Cohen 1989).

# %%
import plotly.graph_objects as go

figure = go.Figure(go.Scatter(x=list(range(len(losses))), y=losses, mode="lines+markers"))
figure.update_yaxes(range=[0, max(losses) * 1.1], title_text="loss, nats")
figure.update_xaxes(title_text="steps")
figure.update_layout(title="The loss of a few pairs, step by step")
figure.show()
