"""A ready set, or a collection of a visitor's own, by its id."""

from collections.abc import Iterator

import numpy as np
import pyarrow
import pytest

from embedlab.content.gathered import Gathered, documents_of
from embedlab.content.labelled_set import labelled_cards
from embedlab.errors import InputError
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.labelled.open_sets import (
    DRAWN,
    collection_set,
    is_ready_set,
    label_columns,
    ready_set,
    set_is_here,
)

TEXTS = [f"text number {n}" for n in range(12)]


@pytest.fixture
def record() -> Iterator[CollectionRecord]:
    documents = documents_of([f"d{n}" for n in range(12)], TEXTS)
    for name, values in {
        "kind": ["fruit", "tool", "fruit", "tool"] * 3, "same": ["x"] * 12, "apart": [f"v{n}" for n in range(12)],
    }.items():  # fmt: skip
        documents = documents.append_column(name, pyarrow.array(values))
    made = shared_collections().add(Gathered("Mine", documents), source="a test")
    yield made
    shared_collections().delete(made)


@pytest.mark.parametrize("id", [card.id for card in labelled_cards()])
def test_a_ready_set_has_at_most_so_many_texts_of_a_class(id: str) -> None:
    if not set_is_here(id):
        pytest.skip(f"{id} is not in the store")
    found = ready_set(id)
    assert is_ready_set(id)
    learn, test = np.bincount(found.labels[~found.test]), np.bincount(found.labels[found.test])
    assert (learn.max(), test.max()) == DRAWN.get(id, (64, 46))
    assert ready_set(id) is found


def test_no_other_id_is_ready() -> None:
    with pytest.raises(InputError, match="There is no set 'nope'; choose one of the list"):
        ready_set("nope")


def test_a_column_that_sorts_the_texts_can_be_chosen(record: CollectionRecord) -> None:
    assert label_columns(record.id) == ("kind",)
    found = collection_set(record.id, "kind")
    assert found.classes == ("fruit", "tool")
    assert sorted(found.texts) == sorted(TEXTS)
    assert (found.name, found.id) == ("Mine", record.id)


def test_a_column_that_does_not_is_said(record: CollectionRecord) -> None:
    with pytest.raises(InputError, match="All texts of Mine are of one class, 'x'"):
        collection_set(record.id, "same")
    with pytest.raises(InputError, match="In Mine the labels are all different"):
        collection_set(record.id, "apart")
    with pytest.raises(InputError, match="Mine has no column 'price'; choose one of the list"):
        collection_set(record.id, "price")


def test_a_collection_that_is_gone_is_said() -> None:
    for ask in (label_columns, lambda id: collection_set(id, "kind")):
        with pytest.raises(InputError, match="is not on this server: it was deleted, or has expired"):
            ask("0" * 32)
