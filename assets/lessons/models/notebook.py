# %% [markdown]
# # What one text uses of a model
#
# How many of its learnt numbers does a text read, in a table of words and in a transformer?
#
# It comes from the page *Models* of EmbedLab, with the length that was set there, and needs nothing of EmbedLab:
#
#     pip install "transformers>=5" "torch>=2" "plotly>=6" "nbformat>=5.10"

# %% parameters
model = "sentence-transformers/all-MiniLM-L6-v2"
tokens = 40
# What the page shows: parameters that a text of so many tokens uses, of the transformer and of GloVe's table.
page = {"used": 0, "table_used": 0}

# %% [markdown]
# ## The transformer
#
# Its table of word pieces is one weight; all others are used by every text. Two tokens stand around each text.

# %%
from transformers import AutoModel

network = AutoModel.from_pretrained(model)
everything = sum(weight.numel() for weight in network.parameters())
rows, width = network.get_input_embeddings().weight.shape
used = everything - max(0, rows - (tokens + 2)) * width
print(f"{used:,} of {everything:,} parameters, {used / everything:.0%}")
print(f"the table of word pieces alone: {rows * width / everything:.0%}")

# %% [markdown]
# ## The table of words
#
# GloVe in 50 dimensions: a row for each token, and nothing else.

# %%
result = {"used": used, "table_used": tokens * 50}
print(f"{result} (the page: {page})")

# %% [markdown]
# ## The figure

# %%
import plotly.graph_objects as go

figure = go.Figure(go.Bar(x=["transformer", "table of words"], y=[result["used"], result["table_used"]]))
figure.update_layout(
    title=f"Parameters used by a text of {tokens} tokens", yaxis={"type": "log", "title": "parameters"}
)
figure.show()
