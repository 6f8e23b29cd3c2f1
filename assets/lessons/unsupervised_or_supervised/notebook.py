# %% [markdown]
# # Unsupervised or supervised?
#
# Run this where EmbedLab is installed, from its folder.

# %% parameters
seconds = 5.0
temperature = 0.05
batch = 512
learning_rate = 0.003
dropout = 0.1
seed = 1

# %% [markdown]
# ## One encoder, two objectives
#
# Both copies begin with the same word vectors and read the same texts. One is told which definition belongs to which
# word; the other, SimCSE, meets every text twice under different dropout.

# %%
import time

from embedlab.lessons.unsupervised_or_supervised.shipped import PAIRS, START
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.models.training import ContrastiveSpec, shared_trainer

spec = ContrastiveSpec(
    table=shared_runtime().store.ensure(card(START)),
    pairs=PAIRS,
    steps=5_000,
    seconds=seconds,
    temperature=temperature,
    batch=batch,
    learning_rate=learning_rate,
    dropout=dropout,
    seed=seed,
)
job = shared_trainer().submit(spec, "notebook")
while job.live:
    job.watch("notebook")
    time.sleep(1)

# %% [markdown]
# ## Recall@10 of held-out definitions, step by step

# %%
for step in job.steps:
    recall = {name: f"{found.recall_10:.1%}" for name, found in step.objectives.items()}
    print(f"{step.step:5d} steps, {step.seconds:5.1f} s", recall)
