# %% [markdown]
# # Static or contextual?
#
# Run this where EmbedLab is installed, from its folder. A row is a sense, a sentence, and the characters between
# which the word stands in it.

# %% parameters
model = "e5-small-v2"
rows = [
    ("game", "The point decided the match.", 4, 9),
    ("game", "She needed one more point to win the set.", 20, 25),
    ("game", "After a long rally the point was hers.", 23, 28),
    ("tip", "The point of the needle pricked her thumb.", 4, 9),
    ("tip", "He sharpened the pencil to a fine point.", 34, 39),
    ("tip", "A thorn has a hard point at its end.", 19, 24),
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
