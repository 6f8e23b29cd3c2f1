"""What lesson 9 ships: the learning curves of the ready sets with the first models, and what its parts ship."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from embedlab.compute.few_shot import HEADS, HeadName
from embedlab.content.labelled_set import LabelledSet, labelled_cards
from embedlab.lessons.uses.shipped_doubles import kinds_doubles, ship_doubles
from embedlab.lessons.uses.shipped_likes import kinds_likes, ship_likes
from embedlab.lessons.uses.study import DRAWS, Curve
from embedlab.lessons.uses.study_curves import curve_of, parting, sizes_of
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled.open_sets import is_ready_set, ready_set
from embedlab.studies.labelled.text_points import FIRST, Points, model_points
from embedlab.studies.shipped_store import load_shipped, save_shipped

LESSON: Final = "uses"
SEED: Final = 0


@dataclass(frozen=True, eq=False)
class ShippedCurves:
    """The curves of one set.

    Attributes:
        parting: of which texts, labels and test.
        sizes: labelled texts a class.
        curves: by model and head, as in ``tf-idf/centroid``.
    """

    parting: str
    sizes: tuple[int, ...]
    curves: Mapping[str, Curve]


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name."""
    curves = {f"curves-{each.id}": ShippedCurves for each in labelled_cards()}
    return {**curves, **kinds_likes(), **kinds_doubles()}


def load_curve(labelled: LabelledSet, model: str, head: HeadName, seed: int) -> Curve | None:
    """The curve that ships; None where none does, or it is of other texts."""
    if seed != SEED or not is_ready_set(labelled.id):
        return None
    found = load_shipped(LESSON, f"curves-{labelled.id}", ShippedCurves)
    if found is None or found.parting != parting(labelled) or found.sizes != sizes_of(labelled):
        return None
    curve = found.curves.get(f"{model}/{head}")
    return curve if curve is not None and curve.accuracy.shape[1] == DRAWS else None


def ship(runtime: Runtime) -> None:
    """Compute and write what ships."""
    for each in labelled_cards():
        labelled = ready_set(each.id)
        made = [_points(runtime, labelled, model) for model in FIRST] + [Points.counted(labelled.texts)]
        curves = {f"{one.model}/{head}": curve_of(labelled, one, head, SEED) for one in made for head in HEADS}
        save_shipped(LESSON, f"curves-{each.id}", ShippedCurves(parting(labelled), sizes_of(labelled), curves))
    ship_likes(runtime)
    ship_doubles(runtime)


def _points(runtime: Runtime, labelled: LabelledSet, model: str) -> Points:
    entry = card(model)
    return Points(model, entry.name, entry.family, model_points(runtime, labelled, model))
