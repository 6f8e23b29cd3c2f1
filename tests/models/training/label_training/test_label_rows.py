"""Labelled pairs out of a dictionary."""

import gzip
from pathlib import Path

import pytest

from embedlab.errors import StoreError
from embedlab.models.training.label_training.label_rows import load_labelled, read_relations
from embedlab.models.training.term_pairs import read_pairs

DICTIONARY = Path(__file__).resolve().parents[4] / "assets" / "dictionary"


def test_a_definition_stands_with_its_own_term_the_broader_and_the_sisters(
    table: Path, pairs: Path, relations: Path
) -> None:
    found, both = load_labelled(table, pairs, relations), read_pairs(pairs)
    (own, definition), broader, sister = (both.train[row] for row in (5, 6, 7))
    assert found.train.texts[5] == (definition, own, broader[0], sister[0])
    assert len(found.held.texts) == 20
    assert found.held.texts[0][:2] == both.held_out[0][::-1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"nothing", "cannot be read"),
        (gzip.compress(b"entry\tbroader\tsister\none\ttwo\tthree", mtime=0), "cannot be read"),
        (gzip.compress(b"entry\tbroader\tsister\n1\t2", mtime=0), "do not fit the pairs"),
        (gzip.compress(b"entry\tbroader\tsister\n1\t2\t170", mtime=0), "do not fit the pairs"),
    ],
)
def test_relations_that_are_none_are_said(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "odd.gz").write_bytes(content)
    with pytest.raises(StoreError, match=f"The relations in odd.gz {said}"):
        read_relations(tmp_path / "odd.gz", 170)


def test_the_shipped_relations_never_name_a_held_out_entry_as_an_other_one_nor_the_same_term_twice() -> None:
    both = read_pairs(DICTIONARY / "pairs.tsv.gz")
    entries, split = (*both.train, *both.held_out), len(both.train)
    found = read_relations(DICTIONARY / "relations.tsv.gz", len(entries))
    assert sum(own >= split for own, _, _ in found) > 700
    for own, broader, sister in found:
        assert max(broader, sister) < split
        assert len({entries[row][0].lower() for row in (own, broader, sister)}) == 3
