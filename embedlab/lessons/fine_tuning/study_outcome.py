"""From the vectors of a tuning to what the page keeps of it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.fine_tuning.examples import Probe
from embedlab.lessons.fine_tuning.study import Outcome, Settings, Step, most_changed
from embedlab.lessons.fine_tuning.study_forgotten import Forgotten, story_sides
from embedlab.lessons.fine_tuning.study_moved import SHOWN, moved
from embedlab.lessons.fine_tuning.study_search import found_by, ranked, searches
from embedlab.models.training.specs import TuningSpec

Vectors = NDArray[np.floating]


def outcome(
    probe: Probe, before: Vectors, after: Vectors, spec: TuningSpec, steps: Sequence[Step], *, key: str = "",
    saved: str = "", domain: str = "shipped", train_pairs: int = 0, parameters: int = 0,
) -> Outcome:  # fmt: skip
    """Measure both models on a probe.

    Args:
        probe: what was read.
        before: (n, d) unit rows by the generalist, in the probe's order.
        after: the same by the tuned model.
        spec: what was asked for.
        steps: the records of the tuning.
        key: names the training.
        saved: names the tuned model.
        domain: names the pairs.
        train_pairs: how many it learnt from.
        parameters: how many numbers could change.
    """
    found = searches(probe, before, after)
    changed = most_changed(found["after"].ndcg - found["before"].ndcg, SHOWN)
    return Outcome(
        key, saved, domain, Settings.of(spec), tuple(steps), found, forgotten(probe, before, after),
        moved(probe, before, after, changed), train_pairs, parameters,
    )  # fmt: skip


def forgotten(probe: Probe, before: Vectors, after: Vectors) -> Forgotten | None:
    """Measure both models on the stories and definitions of a probe; None for a probe without them."""
    if not probe.glosses or not probe.of("story"):
        return None
    asked, glosses = probe.rows("definition"), probe.rows("gloss")
    found = [found_by(ranked(cosine_similarity(each[asked], each[glosses])), probe.glosses) for each in (before, after)]
    return Forgotten(*story_sides(probe, before, after), found[0].ndcg, found[1].ndcg)
