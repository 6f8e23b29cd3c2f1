"""A second query over the same texts: every family reads the query alone, and a cross-encoder all pairs, as it must."""

from collections.abc import Iterator

import pytest

from embedlab.models.local import parts_of
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.studies.rank import RankerId, RankOptions, rank_documents

TEXTS = [f"{number}. The river bank was green, and the boat was late." for number in range(70)]
"""More than a ranker asks for at once."""
FIRST, SECOND = "When does the boat leave?", "Who owns the bank?"


@pytest.fixture(scope="module")
def fresh() -> Iterator[Runtime]:
    """A runtime that nobody else has asked anything."""
    runtime = Runtime(read_settings())
    yield runtime
    runtime.close()


def texts_read(runtime: Runtime, ranker: str) -> int:
    """Texts and pairs that the networks of a ranker have read so far."""
    own = {part.id for card in RankerId.parse(ranker).cards(RankOptions()) for part in parts_of(card)}
    return sum(each.latency.texts for each in runtime.report().loaded if each.model in own and each.latency)


@pytest.mark.parametrize(
    ("ranker", "read"),
    [
        ("all-minilm-l6-v2", 1),
        ("all-minilm-l6-v2+cls", 1),
        ("e5-small-v2", 1),
        ("two-tower-embedlab", 1),
        ("splade-tiny", 1),
        ("answerai-colbert-small-v1", 1),
        ("all-minilm-l6-v2+maxsim", 1),
        ("hybrid-weighted", 1),
        ("bm42", 0),  # of a query only the words are counted
        ("ms-marco-minilm-l12-v2", len(TEXTS)),
    ],
)
def test_of_a_second_query_only_the_query_is_read(fresh: Runtime, ranker: str, read: int) -> None:
    rank_documents(fresh, ranker, FIRST, TEXTS)
    before = texts_read(fresh, ranker)
    assert before > 0
    rank_documents(fresh, ranker, f"{SECOND} ({ranker})", TEXTS)  # nobody else has asked it
    assert texts_read(fresh, ranker) - before == read


def test_the_first_query_reads_every_text_once(fresh: Runtime) -> None:
    before = texts_read(fresh, "paraphrase-minilm-l3-v2")
    rank_documents(fresh, "paraphrase-minilm-l3-v2", FIRST, TEXTS)
    assert texts_read(fresh, "paraphrase-minilm-l3-v2") - before == len(TEXTS) + 1
