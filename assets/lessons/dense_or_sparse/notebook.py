# %% [markdown]
# # Dense or sparse?
#
# Run this where EmbedLab is installed, from its folder.

# %% parameters
query = "vehicle tire"
texts = ["Every automobile wheel needs new rubber.", "The vehicle must be registered.", "Children tire of a new toy."]
models = ["bm25", "splade-tiny", "all-minilm-l6-v2", "hybrid-weighted", "hybrid-rrf"]
options = {"weight": 0.5, "rrf_k": 60}

# %% [markdown]
# ## Which text each ranker puts first, and why
#
# The parts of a score add up to it: the words of BM25 and SPLADE, the two sides of a hybrid.

# %%
from embedlab.compute.ranking import rank
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents

settings = RankOptions(**options)
for model in models:
    ranked = rank_documents(shared_runtime(), model, query, texts, settings)
    best = int(rank(ranked.scores).order[0])
    print(f"{model}: {texts[best][:60]} ({ranked.scores[best]:.3f})")
    for part in sorted(ranked.explain(best), key=lambda part: -abs(part.value))[:12]:
        print(f"    {part.name}: {part.value:.3f}")
