# %% [markdown]
# # Symmetric or asymmetric?
#
# Run this where EmbedLab is installed, from its folder.

# %% parameters
query = "What is Python?"
texts = ["What is Python used for?", "Python is a high-level, general-purpose programming language."]
models = ["paraphrase-minilm-l3-v2", "e5-small-v2"]

# %% [markdown]
# ## Which text each model puts first

# %%
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents

for model in models:
    ranked = rank_documents(shared_runtime(), model, query, texts, RankOptions())
    best = int(ranked.scores.argmax())
    print(f"{model}: {texts[best]} ({ranked.scores[best]:.3f})")
