"""The map on the page: what it says before it is made, what stands beside it, and what a lasso lists."""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.gathered import Gathered, documents_of
from embedlab.lessons.own_corpus.found_map import rows_within
from embedlab.lessons.own_corpus.study_map import by_cluster, by_column, columns_of, groups_alike, kept_sentence
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.map_record import CorpusMap, load_map
from embedlab.studies.corpus.map_step import MapStep
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.text_reading import Reading
from tests.kit.pages.screen import alive, bodies, figures, lesson_page, markdown
from tests.studies.corpus.opened import read_by

THINGS = ("cat", "dog", "river", "bank", "moon", "boat", "<b>bird</b>", "money", "night", "forest")
TEXTS = (*(f"a {one} near a {other}" for one in THINGS for other in THINGS[:7]), "a cat near a dog")


@pytest.fixture
def record() -> Iterator[CollectionRecord]:
    ids = [f"d{number}" for number in range(len(TEXTS))]
    begins = [text.split()[1] for text in TEXTS]
    gathered = Gathered("Small", documents_of(ids, TEXTS, {"begins": begins, "own": list(ids)}), None, None)
    made = shared_collections().add(gathered, source="a test")
    yield made
    shared_collections().delete(made)


def mapped(runtime: Runtime, record: CollectionRecord) -> tuple[OpenCorpus, CorpusMap]:
    corpus = OpenCorpus(shared_collections(), record)
    read_by(runtime, corpus, "glove-6b-50d")
    MapStep(corpus.index, Reading("glove-6b-50d")).run([].append)
    found = load_map(corpus.index.path, corpus.count)
    assert found is not None
    return corpus, found


def shown(record: CollectionRecord, **asked: str) -> AppTest:
    return lesson_page("own_corpus", parts=["map"], corpus=record.id, **asked)


def said(app: AppTest) -> str:
    return f"{bodies(app)} {markdown(app)} {' '.join(each.value for each in app.caption)}"


def test_without_vectors_it_says_what_a_map_needs(record: CollectionRecord) -> None:
    app = shown(record)
    assert "A map needs one vector for each text" in said(app)
    assert "own_corpus-map" not in figures(app)


def test_the_map_is_drawn_with_its_groups_and_what_it_keeps(runtime: Runtime, record: CollectionRecord) -> None:
    _, found = mapped(runtime, record)
    words = said(shown(record))
    assert kept_sentence(found) in words
    assert "words that set it apart" in words
    assert "Draw around texts" in words


def test_equal_texts_are_near_duplicates_and_are_marked(runtime: Runtime, record: CollectionRecord) -> None:
    _, found = mapped(runtime, record)
    assert [1, len(TEXTS) - 1] in [sorted(set(group) & {1, len(TEXTS) - 1}) for group in groups_alike(found, 0.99)]
    app = alive(shown(record, **{"map-look": "Near-duplicates"}))
    assert "1 text repeat" in said(app)
    assert "near-duplicates" in json.dumps(figures(app)["own_corpus-map"])


def test_a_visitors_markup_is_text_among_outliers(runtime: Runtime, record: CollectionRecord) -> None:
    mapped(runtime, record)
    words = said(alive(shown(record, **{"map-look": "Outliers"})))
    assert "&lt;b&gt;bird" in words
    assert "<b>bird" not in words


def test_colours_by_a_column_leave_rare_values_without_a_group(runtime: Runtime, record: CollectionRecord) -> None:
    corpus, found = mapped(runtime, record)
    assert columns_of(corpus) == ("begins",)  # a value that is each text's own colours nothing
    shown = by_column(corpus, "begins")
    assert (len(shown.names), sum(shown.sizes)) == (8, 57)
    assert (shown.groups == -1).sum() == len(TEXTS) - 57
    assert sum(by_cluster(found).sizes) == len(TEXTS)


def test_what_is_drawn_around_is_what_lies_within(runtime: Runtime, record: CollectionRecord) -> None:
    _, found = mapped(runtime, record)
    middle = np.sort(found.xy[:, 0])[35:37].mean(dtype=np.float64)
    box = {"x": [middle, 9.0], "y": [9.0, -9.0]}
    assert rows_within(found, {"box": [box]}) == np.flatnonzero(found.xy[:, 0] > middle).tolist()
    outline = {"x": [-9.0, 9.0, 9.0, -9.0], "y": [-9.0, -9.0, 9.0, 9.0]}
    assert rows_within(found, {"lasso": [outline]}) == list(range(len(TEXTS)))
    assert rows_within(found, {}) == []
