# %% [markdown]
# # What is an embedding?
#
# Run this where EmbedLab is installed, from its folder.

# %% parameters
model = "all-minilm-l6-v2"
texts = ["How to change a tire", "Steps to fix a flat tire", "How to change a diaper"]

# %% [markdown]
# ## How close the model puts the texts: the cosine of every pair

# %%
from embedlab.compute.similarity import cosine_similarity
from embedlab.models.encoders import text_vectors
from embedlab.models.local import find_card
from embedlab.models.runtime import shared_runtime

vectors = text_vectors(shared_runtime(), find_card(model), texts).vectors
print(cosine_similarity(vectors, vectors).round(2))
