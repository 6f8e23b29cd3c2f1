"""What lesson 6 ships for its examples is what the live models give today."""

import numpy as np
import pytest

from embedlab.content.collections import load_collections
from embedlab.lessons.symmetric_or_asymmetric.ship import LESSON, RANKED
from embedlab.models.runtime import shared_runtime
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.shipped_ranks import load_scores


@pytest.mark.parametrize(("model", "prefixes"), RANKED)
def test_shipped_scores_are_those_of_the_live_model(model: str, prefixes: Prefixes) -> None:
    options = RankOptions(prefixes=prefixes)
    for collection in load_collections(LESSON):
        shipped = load_scores(LESSON, collection.name, model, options)
        assert shipped, f"{collection.name} by {model} ({prefixes}) does not ship; run scripts.precompute"
        live = rank_documents(shared_runtime(), model, collection.query, [d.text for d in collection.docs], options)
        assert np.abs(shipped[0] - live.scores).max() < 2e-3
        assert shipped[1] == live.note
