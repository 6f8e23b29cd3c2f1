# %% [markdown]
# # Word level or sentence level?
#
# Run this where EmbedLab is installed, from its folder.

# %% parameters
text_a = "The dog bit the man."
text_b = "The man bit the dog."
model = "all-minilm-l6-v2"

# %% [markdown]
# ## The cosine of the two texts by every pooling

# %%
from embedlab.lessons.word_or_sentence.study_bench import pair_cosines
from embedlab.models.local import find_card
from embedlab.models.runtime import shared_runtime

for setup, cosine in pair_cosines(shared_runtime(), find_card(model), [(text_a, text_b)]).items():
    print(f"{setup.pooling}: {float(cosine[0]):.4f}")

# %% [markdown]
# ## One average is all pairs at once
#
# The mean of all cells of the token matrix is the dot product of the two mean vectors.

# %%
from embedlab.compute.maxsim import two_readings
from embedlab.lessons.word_or_sentence.study import token_table

tokens = [token_table(shared_runtime(), find_card(model), text).real for text in (text_a, text_b)]
read = two_readings(*tokens)
print(f"mean of all cells {read.mean_of_cells:.4f} = dot of the means {read.dot_of_means:.4f}")
