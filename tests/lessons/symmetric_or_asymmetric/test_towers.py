"""Ranking by a pair of towers: the query through one, the texts through the other, and parts that add up."""

from collections.abc import Iterator
from types import MappingProxyType

import numpy as np
import pytest

from embedlab.errors import InputError
from embedlab.models.cards import Role
from embedlab.models.catalog import card, catalog
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes
from tests.models.kit.modern import tiny_modern
from tests.models.kit.wheels import changed

SIDES: tuple[Prefixes, Prefixes] = ("right", "swapped")
QUERY, TEXTS = "what is a bank?", ("the river bank", "money on a mat", "hello world")


@pytest.fixture(scope="module")
def towers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """A runtime with a pair of tiny towers in the catalog."""
    root = tmp_path_factory.mktemp("towers")
    names = {"query": "question", "document": "passage"}
    for seed, name in enumerate(names.values()):
        tiny_modern(root / name, "ModernBertModel", seed=seed)
    paths = {role: str(root / name) for role, name in names.items()}
    pair = changed("e5-small-v2", id="pair", name="A pair", prompts={}, sources=(), towers=paths)
    known = MappingProxyType({**catalog(), "pair": pair})
    runtime = Runtime(Settings(home=tmp_path_factory.mktemp("home"), engine="onnx"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("embedlab.models.catalog.catalog", lambda: known)
        yield runtime
    runtime.close()


@pytest.mark.parametrize(
    ("prefixes", "sides"),
    [
        ("right", ("query", "document")),
        ("swapped", ("document", "query")),
        ("same", ("query", "query")),
        ("passage", ("document", "document")),
    ],
)
def test_each_text_is_read_by_the_tower_of_its_side(
    prefixes: Prefixes, sides: tuple[Role, Role], towers: Runtime
) -> None:
    found = rank_documents(towers, "pair", QUERY, TEXTS, RankOptions(prefixes=prefixes))
    one = text_vectors(towers, card("pair"), [QUERY], sides[0]).vectors
    many = text_vectors(towers, card("pair"), TEXTS, sides[1]).vectors
    assert found.scores == pytest.approx((many @ one.T).ravel(), abs=1e-6)


def test_the_parts_of_a_score_add_up(towers: Runtime) -> None:
    found = rank_documents(towers, "pair", QUERY, TEXTS)
    for document, score in enumerate(found.scores):
        assert sum(part.value for part in found.explain(document)) == pytest.approx(score, abs=1e-5)


def test_the_sides_are_not_the_same(towers: Runtime) -> None:
    right, swapped = (rank_documents(towers, "pair", QUERY, TEXTS, RankOptions(prefixes=p)).scores for p in SIDES)
    assert np.abs(right - swapped).max() > 0.01


def test_a_setting_without_sides_is_refused_in_plain_words(towers: Runtime) -> None:
    with pytest.raises(InputError, match=r"^A pair has one encoder for queries and one for documents; say which"):
        rank_documents(towers, "pair", QUERY, TEXTS, RankOptions(prefixes="none"))


def test_late_interaction_reads_each_side_with_its_tower_too(towers: Runtime) -> None:
    found = rank_documents(towers, "pair+maxsim", QUERY, TEXTS)
    assert found.scores.shape == (3,)
    assert sum(part.value for part in found.explain(0)) == pytest.approx(found.scores[0], abs=1e-4)
