"""What models make of labelled texts: what ships is what they make now, and tables and counts need no reading."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from embedlab.content.labelled_set import labelled_cards, labelled_set, read_glosses
from embedlab.errors import InputError
from embedlab.models.catalog import all_cards, card
from embedlab.models.runtime import Runtime
from embedlab.studies.labelled import text_points
from embedlab.studies.labelled.open_sets import ready_set, set_is_here
from embedlab.studies.labelled.text_points import (
    COUNTS,
    FIRST,
    Points,
    count_points,
    makes_points,
    model_points,
    needs_reading,
    points_are_here,
    read_points,
    shipped_points,
    shipped_points_file,
)

SHIP = [(each.id, model) for each in labelled_cards() for model in FIRST[:2]]
FEW = labelled_set("few", "Few", ["a cat", "a dog", "an oak", "a pine", "zzxqv"], ["x", "x", "y", "y", "y"])


@pytest.mark.parametrize(("id", "model"), SHIP)
def test_what_ships_is_what_the_model_makes_now(runtime: Runtime, id: str, model: str) -> None:
    if not set_is_here(id):
        pytest.skip(f"{id} is not in the store")
    labelled = ready_set(id)
    shipped = shipped_points(labelled, model)
    assert shipped is not None, "its digest is that of the set"
    assert shipped.shape == (len(labelled.texts), card(model).dimension)
    assert np.linalg.norm(shipped, axis=1) == pytest.approx(1, abs=1e-5)
    rows = np.linspace(0, len(labelled.texts) - 1, 40, dtype=int)
    live = read_points(runtime, tuple(labelled.texts[row] for row in rows), model)
    assert (live * shipped[rows]).sum(axis=1).min() >= 0.999


def test_what_is_of_other_texts_or_damaged_is_as_good_as_none(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = labelled_set("glosses", "Other", ["p", "q", "r", "s"], ["a", "a", "b", "b"])
    assert shipped_points(other, FIRST[0]) is None
    whole = shipped_points_file("glosses", FIRST[0]).read_bytes()
    for number, content in enumerate([b"", whole[:100], b"no archive"]):
        path = tmp_path / f"{number}.npz"
        path.write_bytes(content)
        monkeypatch.setattr(text_points, "shipped_points_file", lambda *_, path=path: path)
        assert shipped_points(read_glosses(), FIRST[0]) is None


def test_tables_and_counts_need_no_reading(runtime: Runtime) -> None:
    assert not needs_reading(FEW, COUNTS)
    assert not needs_reading(FEW, "glove-6b-50d")
    assert needs_reading(FEW, "paraphrase-minilm-l3-v2")
    assert not points_are_here(FEW, "paraphrase-minilm-l3-v2")
    told: list[float] = []
    rows = model_points(runtime, FEW, "paraphrase-minilm-l3-v2", told.append)
    assert told[-1] == 1
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert not needs_reading(FEW, "paraphrase-minilm-l3-v2")


def test_a_text_without_a_known_word_has_a_row_of_zeros(runtime: Runtime) -> None:
    rows = model_points(runtime, FEW, "glove-6b-50d")
    lengths = np.linalg.norm(rows, axis=1)
    assert lengths[FEW.texts.index("zzxqv")] == 0
    assert np.sort(lengths)[1:] == pytest.approx(1)


def test_models_of_one_side_alone_make_no_points() -> None:
    fit = {entry.id for entry in all_cards().values() if makes_points(entry)}
    assert set(FIRST) <= fit
    assert not {"two-tower-question-embedlab", "bm25", "splade-tiny", "answerai-colbert-small-v1"} & fit


def test_counts_are_scikit_learns() -> None:
    texts = read_glosses().texts[:200]
    theirs = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2).fit_transform(texts)
    assert abs(count_points(texts).matrix - theirs).max() == 0
    assert Points.counted(texts).rows.shape == theirs.shape


def test_texts_without_a_word_to_count_are_said() -> None:
    with pytest.raises(InputError, match="No word is left to count"):
        count_points(("the of", "and"))
