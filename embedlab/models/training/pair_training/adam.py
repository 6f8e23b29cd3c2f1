"""Adam on the rows that a batch touches (Kingma and Ba 2015): the other forty thousand are left alone."""

import numpy as np

from embedlab.models.training.pair_training.bags import Floats, Rows


class SparseAdam:
    """A table and the running means that Adam keeps of its gradients.

    Args:
        table: the start, (V, d) float32; copied.
        rate: the learning rate.
    """

    def __init__(self, table: Floats, rate: float, betas: tuple[float, float] = (0.9, 0.999)) -> None:
        self.table = table.copy()
        self._mean, self._square = np.zeros_like(table), np.zeros_like(table)
        self._rate, self._betas, self._steps = rate, betas, 0

    def step(self, rows: Rows, gradient: Floats) -> None:
        """Move the given rows, (r,) without repetition, against their gradient, (r, d)."""
        first, second = self._betas
        self._steps += 1
        mean = self._mean[rows] = first * self._mean[rows] + (1 - first) * gradient
        square = self._square[rows] = second * self._square[rows] + (1 - second) * gradient * gradient
        # Both means begin at 0 and are too small at first; dividing by 1 - beta^t makes up for it.
        size = np.sqrt(square / (1 - second**self._steps)) + 1e-8
        self.table[rows] -= (self._rate / (1 - first**self._steps)) * mean / size
