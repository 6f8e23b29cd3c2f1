"""The loop of a tuning: sentence-transformers' own loss, AdamW, a warm-up, and an eye on a loss that runs away.

The loss is that of in-batch negatives (Henderson et al. 2017, "Efficient Natural Language Response Suggestion"): in a
batch of n pairs, cross-entropy of each query's own text among all n texts, and hard negatives where there are some,
by cosine over temperature.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Final, NoReturn

import numpy as np

from embedlab.errors import InputError
from embedlab.models.training.specs import TuningSpec
from embedlab.models.training.tuning.tuning_rows import Rows
from embedlab.numbers_text import signed, signed_or, whole

Feed = Callable[[Rows], list[dict[str, Any]]]
"""The columns of a batch as the loss takes them: features of the queries, of the texts, of the negatives."""
WARM_UP: Final = 0.1
"""Share of the steps in which the learning rate rises."""
_RUN_AWAY_STEPS: Final = 10
_HOPEFUL: Final = 0.9
"""A loss that begins over this share of a guess's is not taken for diverged before it has doubled."""


@dataclass
class Watch:
    """The losses so far; ends a tuning whose loss runs away.

    Attributes:
        candidates: texts that a query is compared with in a full batch.
        steps: that are planned.
        losses: one for each step that was made.
    """

    candidates: int
    steps: int
    losses: list[float] = field(default_factory=list)

    def add(self, loss: float) -> None:
        """Take in the loss of the next step.

        Raises:
            InputError: it is no number, or has stayed too high for too long.
        """
        self.losses.append(loss)
        lately = min(_RUN_AWAY_STEPS, max(2, self.steps // 4))
        warm = len(self.losses) - lately >= WARM_UP * self.steps
        mean = float(np.mean(self.losses[-lately:]))
        if not math.isfinite(mean) or (warm and mean > self.highest):
            self.end(f"the loss went from {signed(self.losses[0])} to {signed_or(mean, 'no number')}")

    def end(self, why: str) -> NoReturn:
        """End it as diverged.

        Raises:
            InputError: always.
        """
        raise InputError(
            f"Tuning diverged at step {whole(len(self.losses))} of {whole(self.steps)}: {why}; the generalist is kept. "
            "Choose a smaller learning rate."
        )

    @property
    def highest(self) -> float:
        """The loss over which a tuning has run away: twice the first, or what a guess costs where that is less."""
        first, guess = self.losses[0], math.log(self.candidates)
        return min(max(2 * first, 1.0), 0.98 * guess) if first < _HOPEFUL * guess else 2 * first


def learn(model: Any, feed: Feed, plan: list[Rows], spec: TuningSpec, tell: Callable[[Watch, float], None]) -> Watch:
    """Tune what of a model may change, one step for each batch of the plan, until the time is up.

    Args:
        model: a torch module, from features to ``sentence_embedding``; only parameters that ask for a gradient change.
        feed: from the rows of a batch to its columns.
        plan: the batches in order.
        spec: rate, temperature and seconds.
        tell: called after each step, with the seconds since the first began.

    Raises:
        InputError: the loss has run away.
    """
    import torch
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

    loss = MultipleNegativesRankingLoss(model, scale=1 / spec.temperature)
    changing = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(changing, lr=spec.learning_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_share(step, len(plan)))
    watch = Watch(len(plan[0]) * (2 if spec.hard else 1), len(plan))
    begin = perf_counter()
    for rows in plan:
        value = loss(feed(rows), labels=None)
        value.backward()
        torch.nn.utils.clip_grad_norm_(changing, 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        watch.add(float(value.detach()))
        tell(watch, perf_counter() - begin)
        if perf_counter() - begin >= spec.seconds:
            break
    return watch


def rate_share(step: int, steps: int) -> float:
    """The share of the learning rate at a step, counted from 0: it rises over a tenth of the steps, then falls."""
    rising = max(1, round(WARM_UP * steps))
    return (step + 1) / rising if step < rising else max(0.0, (steps - step) / max(1, steps - rising))


def told_at(steps: int, most: int = 40) -> frozenset[int]:
    """The steps after which a record is due: the first, the last, and evenly between, at most so many."""
    return frozenset(np.unique(np.linspace(1, steps, min(steps, most)).round().astype(int)).tolist())


def numbers_in(parameters: Iterable[Any]) -> int:
    """How many numbers some tensors hold."""
    return sum(int(parameter.numel()) for parameter in parameters)
