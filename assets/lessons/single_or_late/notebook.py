# %% [markdown]
# # Single vector or late interaction?
#
# Run this where EmbedLab is installed, from its folder.

# %% parameters
query = "When was the clock repaired?"
texts = ["The clock was repaired in 1893.", "A clock needs care and a little oil."]
models = ["all-minilm-l6-v2", "all-minilm-l6-v2+maxsim"]
shown = "all-minilm-l6-v2+maxsim"

# %% [markdown]
# ## Which text each model puts first

# %%
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import rank_documents

for model in models:
    ranked = rank_documents(shared_runtime(), model, query, texts)
    best = int(ranked.scores.argmax())
    print(f"{model}: {texts[best][:60]} ({ranked.scores[best]:.3f})")

# %% [markdown]
# ## One matrix, two readings
#
# MaxSim sums the row maxima. The mean of all cells is the dot product of the two mean vectors.

# %%
from embedlab.lessons.single_or_late.study import token_matrices

for matrix in token_matrices(shared_runtime(), shown, query, texts):
    same = f"{matrix.readings.mean_of_cells:.4f} = {matrix.readings.dot_of_means:.4f}"
    print(f"MaxSim {matrix.scored.score:.3f}; mean of cells = dot of means: {same}")
