# %% [markdown]
# # Static or contextual?
#
# Run this where EmbedLab is installed, from its folder. A row is a sense, a sentence, and the characters between
# which the word stands in it.

# %% parameters
model = "e5-small-v2"
rows = [
    ("game", "She needed one more point to win the set.", 20, 25),
    ("game", "He lost the last point of the match.", 17, 22),
    ("tip", "The sharp point of the needle pricked her thumb.", 10, 15),
    ("tip", "He broke the point of his pencil.", 13, 18),
]

# %% [markdown]
# ## How often the nearest occurrence has the same sense

# %%
from embedlab.compute.sense_scores import layer_scores
from embedlab.models.encoders import occurrence_states
from embedlab.models.local import find_card
from embedlab.models.runtime import shared_runtime

places = [(sentence, (start, end)) for _, sentence, start, end in rows]
states = occurrence_states(shared_runtime(), find_card(model), places)
scores = layer_scores(states.frames, [sense for sense, *_ in rows], states.others, states.groups)
for layer, accuracy in enumerate(scores.accuracy):
    print(f"layer {layer}: {accuracy:.0%} (chance {scores.chance:.0%})")
