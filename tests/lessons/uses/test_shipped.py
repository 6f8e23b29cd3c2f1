"""What lesson 9 ships is what the heads come to now."""

import numpy as np
import pytest

from embedlab.compute.few_shot import HEADS, HeadName, measured
from embedlab.content.labelled_set import labelled_cards, read_glosses
from embedlab.lessons.uses.shipped import SEED, ShippedCurves, load_curve
from embedlab.lessons.uses.study import DRAWS
from embedlab.lessons.uses.study_curves import parting, sizes_of
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.open_sets import ready_set, set_is_here
from embedlab.studies.labelled.text_points import COUNTS, FIRST, count_points, model_points
from embedlab.studies.shipped_store import load_shipped

SETS = [card.id for card in labelled_cards()]
AGAIN: tuple[int, ...] = (1, 8)
"""Sizes that are computed again for every set; of the set in the repository all of them are."""


@pytest.mark.parametrize("id", SETS)
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("model", [*FIRST, COUNTS])
def test_a_curve_comes_out_again(runtime: Runtime, id: str, head: HeadName, model: str) -> None:
    if not set_is_here(id):
        pytest.skip(f"{id} is not in the store")
    labelled = ready_set(id)
    shipped = load_curve(labelled, model, head, SEED)
    assert shipped is not None
    rows = count_points(labelled.texts).matrix if model == COUNTS else model_points(runtime, labelled, model)
    sizes = sizes_of(labelled)
    chosen = sizes if id == "glosses" else AGAIN
    live = measured(rows, labelled.labels, labelled.test, head, chosen, seed=SEED, draws=DRAWS)
    places = [sizes.index(size) for size in chosen]
    # One text in a hundred may fall to the other side where two scores are equal to the last digits.
    assert live.accuracy == pytest.approx(shipped.accuracy[places], abs=0.01)
    assert np.abs(live.right - shipped.right[places]).mean() < 0.05


@pytest.mark.parametrize("id", SETS)
def test_it_is_of_the_texts_and_labels_that_are_here(id: str) -> None:
    if not set_is_here(id):
        pytest.skip(f"{id} is not in the store")
    found = load_shipped("uses", f"curves-{id}", ShippedCurves)
    assert found is not None
    assert found.parting == parting(ready_set(id))
    assert set(found.curves) == {f"{model}/{head}" for model in (*FIRST, COUNTS) for head in HEADS}


def test_another_seed_or_model_ships_nothing() -> None:
    assert load_curve(read_glosses(), FIRST[0], "logistic", SEED + 1) is None
    assert load_curve(read_glosses(), "word2vec-embedlab", "logistic", SEED) is None


def test_on_few_labels_vectors_are_well_ahead_of_counted_words() -> None:
    """What the page is there to show: at eight a class, on each set that ships."""
    for id in SETS:
        found = load_shipped("uses", f"curves-{id}", ShippedCurves)
        assert found is not None
        place = found.sizes.index(8)
        lead = found.curves[f"{FIRST[0]}/logistic"].at(place) - found.curves[f"{COUNTS}/logistic"].at(place)
        assert lead > {"glosses": 0.3, "20newsgroups": 0.09, "reuters-r8": 0.02}[id]
