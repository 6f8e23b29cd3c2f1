"""A word out of its n-grams, over the table that ships: parts that add up, and a row of its own counted once."""

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.lessons.static_or_contextual.study_built_word import build_word
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.models.text.subwords import NgramTable


@pytest.fixture(scope="module")
def table(runtime: Runtime) -> NgramTable:
    found = runtime.table(card("fasttext-embedlab"))
    assert isinstance(found, NgramTable)
    return found


@pytest.mark.parametrize("word", ["microbiologyst", "Physician", "the", "blåbærsyltetøj", "aaaaaaa"])
def test_the_parts_add_up_to_the_cosine_with_the_nearest_word(word: str, table: NgramTable) -> None:
    built = build_word(table, word)
    one, other = table.vector(word), table.vector(built.nearest)
    assert one is not None
    assert other is not None
    assert sum(built.values) == pytest.approx(built.cosine, abs=1e-5)
    assert built.cosine == pytest.approx(one @ other / np.linalg.norm(one) / np.linalg.norm(other), abs=1e-5)
    assert len(built.names) == len(built.values) == len(built.shared)


def test_a_misspelt_word_shares_most_of_its_ngrams_with_the_right_one(table: NgramTable) -> None:
    built = build_word(table, " microbiologyst ")
    assert (built.seen, built.nearest) == (False, "microbiology")
    assert built.ngrams == built.names
    shared = {name for name, both in zip(built.names, built.shared, strict=True) if both}
    assert {"micro", "iolog"} <= shared
    assert not {"gyst>", "logys"} & shared


def test_a_seen_word_has_its_own_row_first_and_is_not_its_own_neighbour(table: NgramTable) -> None:
    built = build_word(table, "Physician")
    assert (built.seen, built.names[0], built.shared[0]) == (True, "physician", False)
    assert built.ngrams == built.names[1:]
    assert built.nearest != "physician"


def test_the_row_of_a_word_is_no_ngram_of_another_that_contains_it(table: NgramTable) -> None:
    """``point`` is an n-gram of ``points``, but the row of *point* takes no part in the vector of *points*."""
    built = build_word(table, "point")
    assert "point" in built.nearest
    assert built.names[0] == "point"
    assert built.shared[0] is False
    assert built.shared[1 + built.ngrams.index("point")] is True


@pytest.mark.parametrize("word", ["", "  "])
def test_no_word_is_refused(word: str, table: NgramTable) -> None:
    with pytest.raises(InputError, match="has no n-gram that was trained; type a longer word"):
        build_word(table, word)
