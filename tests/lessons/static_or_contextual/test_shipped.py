"""What ships for a first figure is what the live models compute today."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual.shipped import (
    FOLDER,
    load_spot,
    load_study,
    save_study,
    sense_file,
    spot_file,
)
from embedlab.lessons.static_or_contextual.study import SenseStudy, WordAttention, attend, study_senses
from embedlab.models.catalog import bundled_cards, card
from embedlab.models.runtime import shared_runtime
from embedlab.studies.word_tables import Spot, spot

CONTEXTUAL = [c.id for c in bundled_cards() if c.is_encoder]
STATIC = [c.id for c in bundled_cards() if c.family == "static"]
WORDS = load_sense_words()


def drift(shipped: SenseStudy, live: SenseStudy) -> list[str]:
    """What differs between two studies beyond the tolerance of each part."""
    assert shipped.scores
    assert live.scores
    wrong = {
        "occurrences": shipped.occurrences != live.occurrences or shipped.unread != live.unread,
        "pieces": shipped.pieces != live.pieces,
        "method": shipped.method != live.method,
        "similarity": far(shipped.similarity, live.similarity, 2e-3),
        "accuracy": far(shipped.scores.accuracy, live.scores.accuracy, 1e-6),
        "chance": far(shipped.scores.chance, live.scores.chance, 1e-9),
        "silhouette": far(shipped.scores.silhouette, live.scores.silhouette, 5e-3),
        "mean cosine": far(shipped.scores.mean_cosine, live.scores.mean_cosine, 2e-3),
        "explained": far(shipped.explained, live.explained, 2e-3),
        "kept": far(shipped.kept, live.kept, 0.03),
        "coordinates": far(shipped.coordinates, mirrored(live.coordinates, shipped.coordinates), 0.02),
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def far(shipped: object, live: object, tolerance: float) -> bool:
    one, other = np.asarray(shipped, dtype=float), np.asarray(live, dtype=float)
    return one.shape != other.shape or not np.allclose(one, other, rtol=0, atol=tolerance, equal_nan=True)


def mirrored(xy: NDArray[np.float32], like: NDArray[np.float32]) -> NDArray[np.float32]:
    """Axes turned to the side on which they lie in ``like``: the sign of a principal component is a convention."""
    axes = tuple(range(xy.ndim - 1))
    return np.asarray(xy * np.where((xy * like).sum(axis=axes) < 0, -1, 1), dtype=np.float32)


def both(model: str, word: str) -> tuple[tuple[SenseStudy, WordAttention], tuple[SenseStudy, WordAttention]]:
    shipped = load_study(model, WORDS[word])
    assert shipped, f"no study of {word} by {model} ships; run scripts.precompute"
    runtime, occurrences = shared_runtime(), WORDS[word].occurrences
    return shipped, (
        study_senses(runtime, card(model), occurrences),
        attend(runtime, card(model), occurrences[0]),
    )


@pytest.mark.parametrize("model", CONTEXTUAL)
@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_shipped_study_is_what_the_model_gives(word: str, model: str) -> None:
    (study, attention), (live, live_attention) = both(model, word)
    assert drift(study, live) == []
    assert (attention.tokens, attention.special, attention.target) == (
        live_attention.tokens, live_attention.special, live_attention.target,
    )  # fmt: skip
    assert not far(attention.heads, live_attention.heads, 1e-3)


def test_nothing_else_ships() -> None:
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.np[yz]")}
    expected = {f"senses/{model}/{word}.npz" for model in CONTEXTUAL for word in WORDS}
    expected |= {f"spots/{model}.npz" for model in STATIC}
    assert found == expected


def test_another_model_is_drift() -> None:
    (study, _), _ = both("e5-small-v2", "bass")
    other = study_senses(shared_runtime(), card("answerai-colbert-small-v1"), WORDS["bass"].occurrences)
    assert {"similarity", "accuracy", "coordinates"} <= set(drift(study, other))


@pytest.mark.parametrize("model", STATIC)
def test_shipped_neighbourhoods_are_those_of_the_table(model: str) -> None:
    table = shared_runtime().table(card(model))
    for word in WORDS:
        shipped, live = load_spot(model, word), spot(table, word)
        assert shipped
        assert shipped.labels == live.labels
        assert not far(shipped.similarities, live.similarities, 1e-5)
        assert not far(shipped.coordinates, mirrored(live.coordinates, shipped.coordinates), 1e-4)


def test_what_does_not_ship_is_none() -> None:
    assert load_study("no-such-model", WORDS["point"]) is None
    assert load_spot("glove-6b-50d", "no-such-word") is None
    assert load_spot("no-such-model", "point") is None


def test_a_saved_study_is_read_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (study, attention), _ = both("e5-small-v2", "bass")
    monkeypatch.setattr("embedlab.lessons.static_or_contextual.shipped.FOLDER", tmp_path)
    assert load_study("e5-small-v2", WORDS["bass"]) is None
    save_study(sense_file("e5-small-v2", "bass"), study, attention)
    again = load_study("e5-small-v2", WORDS["bass"])
    assert again
    assert drift(again[0], study) == []
    assert again[1].tokens == attention.tokens


def test_nothing_that_ships_is_unpickled() -> None:
    paths: Sequence[Path] = [*FOLDER.rglob("*.npz"), spot_file("glove-6b-50d")]
    for path in paths:
        with np.load(path, allow_pickle=False) as data:
            assert all(data[name].dtype != object for name in data.files)


def test_a_word_stands_first_among_its_neighbours() -> None:
    found = load_spot("glove-6b-50d", "point")
    assert isinstance(found, Spot)
    assert found.labels[0] == "point"
    assert found.similarities[0] == 1.0
    assert list(found.similarities) == sorted(found.similarities, reverse=True)
