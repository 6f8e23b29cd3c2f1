import numpy as np
import pytest

from embedlab.compute.parts import Part, total
from embedlab.compute.sparse import bytes_dense, bytes_sparse, sparse_dot_parts, splade_weights


def test_splade_weights_by_hand() -> None:
    logits = np.array([[0, -5, np.e - 1], [-1, -2, 0.5], [3, -1, 0]], np.float32)
    weights, winners = splade_weights(logits)
    assert weights == pytest.approx([np.log(4), 0, 1])
    assert winners.tolist() == [2, 0, 0]  # nothing won the second


def test_only_shared_terms_have_a_part_in_the_order_of_the_query() -> None:
    query = {"tire": 2.0, "vehicle": 1.0, "car": 0.5}
    document = {"car": 4.0, "wheel": 9.0, "tire": 1.5}
    assert sparse_dot_parts(query, document) == (Part("tire", 3.0), Part("car", 2.0))


def test_the_parts_add_up_to_the_dot_product_of_the_whole_vectors() -> None:
    rng = np.random.default_rng(0)
    dense = rng.normal(size=(2, 300)) * (rng.random((2, 300)) < 0.2)
    query, document = ({f"t{i}": row[i] for i in np.flatnonzero(row)} for row in dense)
    assert total(sparse_dot_parts(query, document)) == pytest.approx(dense[0] @ dense[1], abs=1e-12)


def test_nothing_shared_is_no_part() -> None:
    assert sparse_dot_parts({"vehicle": 1.0}, {"automobile": 1.0}) == ()
    assert sparse_dot_parts({}, {"automobile": 1.0}) == ()


def test_a_shared_term_of_no_weight_is_shown_as_nothing() -> None:
    assert sparse_dot_parts({"the": 1.0}, {"the": 0.0}) == (Part("the", 0.0),)


def test_single_precision_weights_become_plain_numbers() -> None:
    (part,) = sparse_dot_parts({"tire": np.float32(0.5)}, {"tire": np.float32(3.0)})
    assert type(part.value) is float


def test_sizes_by_hand() -> None:
    assert bytes_dense(10, 384) == np.zeros((10, 384), dtype=np.float32).nbytes
    assert bytes_sparse(7) == np.zeros(7, dtype=np.float32).nbytes + np.zeros(7, dtype=np.int32).nbytes
