# %% [markdown]
# # What embeddings are for
