"""Texts with twins: what ships is what the script makes, and each text is in one pair at most."""

from collections import Counter

import numpy as np
import pyarrow.parquet

from embedlab.compute.near_duplicates import jaccard, shingles
from embedlab.content.duplicate_texts import TWINS, read_duplicates
from embedlab.content.toml_records import ASSETS
from scripts.duplicate_pairs import EDITS, drawn

FOUND = read_duplicates()


def rows(name: str) -> list[dict[str, object]]:
    return list(pyarrow.parquet.read_table(ASSETS / "dictionary" / f"{name}.parquet").to_pylist())


def test_what_ships_is_what_the_script_makes() -> None:
    assert drawn(rows("glosses"), rows("definitions")) == rows("duplicates")


def test_each_text_is_there_once_and_in_one_pair_at_most() -> None:
    assert len(set(FOUND.labelled.texts)) == len(FOUND.labelled.texts) == 600
    members = Counter(row for pair in FOUND.pairs for row in (pair.first, pair.second))
    assert max(members.values()) == 1
    assert Counter(pair.kind for pair in FOUND.pairs) == {"reworded": 120, "near": 96, "sisters": 48}
    assert Counter(pair.how for pair in FOUND.pairs if pair.kind == "near") == dict.fromkeys(EDITS, 16)


def test_a_pair_is_of_one_half_and_the_halves_are_equal() -> None:
    test = FOUND.labelled.test
    assert all(test[pair.first] == test[pair.second] == pair.tested for pair in FOUND.pairs)
    assert [int((test == side).sum()) for side in (False, True)] == [300, 300]
    for kind in TWINS:
        halves = Counter(pair.tested for pair in FOUND.pairs if pair.kind == kind)
        assert halves[True] == halves[False]


def test_edited_copies_and_look_alikes_share_words_and_reworded_twins_hardly_any() -> None:
    texts = FOUND.labelled.texts
    shared: dict[str, list[float]] = {"near": [], "reworded": [], "sisters": []}
    for pair in FOUND.pairs:
        shared[pair.kind].append(jaccard(shingles(texts[pair.first], 1), shingles(texts[pair.second], 1)))
    means = {kind: float(np.mean(values)) for kind, values in shared.items()}
    assert means["near"] > 0.85
    assert means["sisters"] > 0.7
    assert means["reworded"] < 0.25
