"""How sure a share is that was counted over n items."""

from math import sqrt
from statistics import NormalDist

from embedlab.errors import InputError


def wilson_interval(share: float, count: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return Wilson's score interval (1927) for a share of ``count`` items, -> (low, high), both from 0 to 1.

    (p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n), z the normal quantile of (1 + ``level``) / 2. It does not
    shrink to a point at 0 or at all of n, as the bootstrap does: what was never seen may still be rare. An item that
    is half won may count half.

    Raises:
        InputError: there is no item.
        ValueError: ``share`` is not from 0 to 1, or ``level`` not between them.
    """
    if count < 1:
        raise InputError("There is nothing to count; add at least one example.")
    if not 0 <= share <= 1 or not 0 < level < 1:
        raise ValueError(f"a share of {share} or a level of {level} is not between 0 and 1")
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    middle = share + z2 / (2 * count)
    reach = sqrt(z2 * (share * (1 - share) / count + z2 / (4 * count * count)))
    # Rounding can carry an end at 0 or 1 a little past it.
    return max(0.0, (middle - reach) / (1 + z2 / count)), min(1.0, (middle + reach) / (1 + z2 / count))
