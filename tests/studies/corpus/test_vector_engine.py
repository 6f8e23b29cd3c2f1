"""One contract for every engine: the same vectors and queries give the answers of NumPy, whoever keeps them.

The client's local modes stand in for a Qdrant server; they compare everything, so a graph and smaller vectors are
looked at where there are some, in Edge.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from qdrant_client import QdrantClient
from scipy.sparse import csr_matrix, random_array

from embedlab.studies.corpus.edge_engine import EdgeEngine
from embedlab.studies.corpus.qdrant_server import QdrantServer
from embedlab.studies.corpus.vector_engine import Batch, How, Shape, Side, Terms, VectorEngine, Within

pytestmark = pytest.mark.filterwarnings("ignore:Local mode", "ignore:Payload indexes")

N, D, TERMS = 300, 16, 40
KINDS = {"colour of it": ("red", "green", "bl'ue"), 'a.b["c"]': ("x", "y")}
SHAPE = Shape({"one": D, "two": 8}, {"plain": False, "weighed": True}, {"tokens": 6}, tuple(KINDS))
EXACT = How(exact=True)

rng = np.random.default_rng(5)
DENSE = {name: rng.standard_normal((N, d)).astype(np.float32) for name, d in SHAPE.dense.items()}
SPARSE = csr_matrix(random_array((N, TERMS), density=0.1, rng=rng, dtype=np.float32))
TOKENS = [rng.standard_normal((1 + row % 5, 6)).astype(np.float32) for row in range(N)]
PAYLOAD = [{column: values[row % len(values)] for column, values in KINDS.items()} for row in range(N)]
QUERY = rng.standard_normal(D).astype(np.float32)
TERM_QUERY = Terms(np.array([3, 7, 20]), np.array([1.0, 0.5, 2.0], dtype=np.float32))

Opener = Callable[[Shape], VectorEngine]


def part(start: int, stop: int) -> Batch:
    rows = slice(start, stop)
    return Batch(
        start,
        {name: vectors[rows] for name, vectors in DENSE.items()},
        dict.fromkeys(SHAPE.sparse, SPARSE[rows]),
        {"tokens": TOKENS[rows]},
        PAYLOAD[rows],
    )


def best(scores: np.ndarray, limit: int = 10) -> tuple[list[int], np.ndarray]:
    order = sorted(range(len(scores)), key=lambda row: (-scores[row], row))[:limit]
    return order, scores[order]


@pytest.fixture(params=["edge", "client on disk"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens the same collection again and again."""
    if request.param == "edge":
        yield lambda shape: EdgeEngine(tmp_path / "engine", shape)
    else:
        yield lambda shape: QdrantServer(QdrantClient(path=str(tmp_path / "client")), "a collection/é", shape)


@pytest.fixture(params=["edge", "client in memory"], scope="module")
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VectorEngine]:
    engine: VectorEngine
    if request.param == "edge":
        engine = EdgeEngine(tmp_path_factory.mktemp("edge") / "engine", SHAPE)
    else:
        engine = QdrantServer(QdrantClient(":memory:"), "full", SHAPE)
    engine.add(part(0, 200))
    engine.add(part(200, N))
    engine.build()
    yield engine
    engine.close()


@pytest.mark.parametrize("name", ["one", "two"])
@pytest.mark.parametrize("how", [EXACT, How(), How(ef=200)], ids=["exact", "as it likes", "ef 200"])
def test_dense_vectors_are_found_by_their_dot_product(full: VectorEngine, name: str, how: How) -> None:
    query = QUERY[: SHAPE.dense[name]]
    rows, scores = best(DENSE[name] @ query)
    found = full.nearest(name, query, 10, how=how)
    assert found.rows.tolist() == rows
    np.testing.assert_allclose(found.scores, scores, atol=1e-5)


def test_sparse_vectors_are_found_by_the_terms_that_they_share(full: VectorEngine) -> None:
    weights = np.zeros(TERMS)
    weights[TERM_QUERY.indices] = TERM_QUERY.values
    rows, scores = best(SPARSE @ weights)
    found = full.nearest("plain", TERM_QUERY, 10)
    assert found.rows.tolist() == rows
    np.testing.assert_allclose(found.scores, scores, atol=1e-5)


def test_a_rare_term_weighs_more_where_it_was_asked_for(full: VectorEngine) -> None:
    # Robertson and Sparck Jones' weight without negative ones, as Lucene has it: BM25's.
    frequency = np.diff(SPARSE.tocsc().indptr)
    some = (np.diff(SPARSE.indptr) > 0).sum()
    assert some < N
    idf = np.log(1 + (some - frequency + 0.5) / (frequency + 0.5))
    weights = np.zeros(TERMS)
    weights[TERM_QUERY.indices] = TERM_QUERY.values * idf[TERM_QUERY.indices]
    rows, scores = best(SPARSE @ weights)
    found = full.nearest("weighed", TERM_QUERY, 10)
    assert found.rows.tolist() == rows
    np.testing.assert_allclose(found.scores, scores, atol=1e-5)


def test_token_vectors_are_found_by_maxsim(full: VectorEngine) -> None:
    query = np.random.default_rng(1).standard_normal((4, 6)).astype(np.float32)
    rows, scores = best(np.array([(query @ tokens.T).max(axis=1).sum() for tokens in TOKENS]))
    found = full.nearest("tokens", query, 10)
    assert found.rows.tolist() == rows
    np.testing.assert_allclose(found.scores, scores, atol=1e-5)


def test_fusion_sums_the_reciprocal_ranks_of_what_each_search_brings(full: VectorEngine) -> None:
    sides = [Side("one", QUERY, 20, EXACT), Side("plain", TERM_QUERY, 15)]
    expected: dict[int, float] = {}
    for side in sides:
        for rank, row in enumerate(full.nearest(side.name, side.query, side.depth, how=EXACT).rows.tolist(), 1):
            expected[row] = expected.get(row, 0) + 1 / (60 + rank)
    rows, scores = best(np.array([expected.get(row, 0) for row in range(N)]), 12)
    found = full.fused(sides, 12)
    np.testing.assert_allclose(found.scores, scores, atol=1e-5)
    assert found.rows[:3].tolist() == rows[:3]


@pytest.mark.parametrize(
    ("within", "fits"),
    [
        (Within(columns={"colour of it": ("red", "bl'ue")}), lambda row: row % 3 != 1),
        (Within(columns={"colour of it": ("green",), 'a.b["c"]': ("y",)}), lambda row: row % 3 == 1 and row % 2),
        (Within(rows=np.arange(40, 60)), lambda row: 40 <= row < 60),
        (Within(rows=np.arange(40, 60), columns={'a.b["c"]': ("x",)}), lambda row: 40 <= row < 60 and row % 2 == 0),
        (Within(columns={"colour of it": ("no such value",)}), lambda _: False),
        (Within(rows=np.array([], dtype=np.int64)), lambda _: False),
    ],
)
def test_a_search_can_be_narrowed(full: VectorEngine, within: Within, fits: Callable[[int], bool]) -> None:
    scores = np.where([fits(row) for row in range(N)], DENSE["one"] @ QUERY, -np.inf)
    expected = [row for row in best(scores)[0] if fits(row)]
    assert full.nearest("one", QUERY, 10, within, EXACT).rows.tolist() == expected
    assert full.nearest("one", QUERY, 10, within).rows.tolist() == expected
    fused = full.fused([Side("one", QUERY, 10)], 10, within).rows.tolist()
    assert fused == expected


def test_what_was_added_is_there_when_it_is_opened_again(opener: Opener) -> None:
    engine = opener(SHAPE)
    assert engine.count() == 0
    engine.add(part(0, 12))
    engine.close()
    engine = opener(SHAPE)
    assert engine.count() == 12
    engine.add(part(8, 30))  # brought again is not there twice
    assert engine.count() == 30
    engine.build()
    engine.close()
    engine = opener(SHAPE)
    assert engine.nearest("one", QUERY, 10, how=EXACT).rows.tolist() == best(DENSE["one"][:30] @ QUERY)[0]
    engine.drop()
    engine = opener(SHAPE)
    assert engine.count() == 0
    engine.close()


@pytest.mark.parametrize("quantisation", ["int8", "binary"])
@pytest.mark.parametrize("kind", ["edge", "client in memory"])
def test_smaller_vectors_bring_candidates_and_the_vectors_themselves_their_scores(
    kind: str, quantisation: str, tmp_path: Path
) -> None:
    shape = Shape({"one": D}, quantisation=quantisation)
    memory = QdrantServer(QdrantClient(":memory:"), "small", shape)
    engine = EdgeEngine(tmp_path / "engine", shape) if kind == "edge" else memory
    engine.add(Batch(0, {"one": DENSE["one"]}))
    engine.build()
    scores = DENSE["one"] @ QUERY
    rows = best(scores)[0]
    rescored = engine.nearest("one", QUERY, 10, how=How(rescore=True, oversampling=20))
    assert rescored.rows.tolist() == rows
    np.testing.assert_allclose(rescored.scores, scores[rows], atol=1e-5)
    assert engine.nearest("one", QUERY, 10, how=EXACT).rows.tolist() == rows
    rough = engine.nearest("one", QUERY, 10, how=How(rescore=False))
    assert len(rough.rows) == 10
    if engine is memory:
        assert rough.rows.tolist() == rows  # the local mode has no smaller vectors
    elif quantisation == "binary":
        assert np.abs(rough.scores - scores[rough.rows]).max() > 0.1  # signs alone say little of the product
    engine.close()


def test_a_batch_is_of_one_number_of_texts() -> None:
    with pytest.raises(ValueError, match="one number of texts"):
        _ = Batch(0, {"one": DENSE["one"], "two": DENSE["two"][:-1]}).texts
