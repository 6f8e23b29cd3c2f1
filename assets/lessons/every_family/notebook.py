# %% [markdown]
# # One query, every family
#
# The same query and the same texts, ranked by several families of models. Where do they agree, and where not?
#
# It comes from the page *One query, every family* of EmbedLab, with the query and the texts that stood there, and needs
# nothing of EmbedLab:
#
#     pip install "numpy>=2" "plotly>=6" "nbformat>=5.10" "scikit-learn>=1.5"
#     pip install "torch>=2.4" "transformers>=4.48" "sentence-transformers>=5"

# %% parameters
query = "How do I fix a flat bike tire?"
texts = ["Flat rate: every bike tire costs ten euros.", "Glue a patch over the hole in the tube."]
# A name on the hub, or a folder.
dense = "sentence-transformers/all-MiniLM-L6-v2"
# What the page shows: the score of each text by each ranker.
page = {"all-MiniLM-L6-v2": [0.5, 0.3]}

# %% [markdown]
# ## One vector a text

# %%
import numpy as np
from sentence_transformers import SentenceTransformer

encoder = SentenceTransformer(dense)
vectors = encoder.encode([query, *texts], normalize_embeddings=True)
scores = {"all-MiniLM-L6-v2": vectors[1:] @ vectors[0]}
result = {name: scores[name] for name in page if name in scores}
print({name: np.round(values, 3) for name, values in result.items()})

# %% [markdown]
# ## The figure

# %%
import plotly.graph_objects as go

figure = go.Figure([go.Bar(x=values, y=texts, orientation="h", name=name) for name, values in result.items()])
figure.show()
