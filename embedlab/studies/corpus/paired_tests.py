"""Set-ups compared on the same queries, one against each of the others, with Holm's correction over the list."""

from collections.abc import Iterable

from embedlab.compute.paired import holm, mcnemar, mean_difference
from embedlab.compute.sign_flips import randomisation_test
from embedlab.studies.corpus.findings import LEVEL, PairedTest, SetUpFound


def compared_with(set_ups: Iterable[SetUpFound], against: SetUpFound) -> tuple[PairedTest, ...]:
    """Compare each other set-up with one, query by query, by the main metric; in the order of ``set_ups``.

    The p-value is that of Fisher's randomisation test, the interval that of the paired bootstrap. Without a judged
    query there is nothing to compare, and the list is empty.

    Raises:
        ValueError: two set-ups were not judged on the same queries.
    """
    if not against.per_query:
        return ()
    others = [found for found in set_ups if found.set_up != against.set_up]
    p_values = [randomisation_test(found.per_query, against.per_query) for found in others]
    return tuple(
        _test(found, against, p, adjusted) for found, p, adjusted in zip(others, p_values, holm(p_values), strict=True)
    )


def _test(first: SetUpFound, second: SetUpFound, p: float, adjusted: float) -> PairedTest:
    difference, low, high = mean_difference(first.per_query, second.per_query, level=LEVEL)
    sides = mcnemar(first.per_query, second.per_query)
    return PairedTest(first.set_up, second.set_up, difference, low, high, sides.first, sides.second, p, adjusted)
