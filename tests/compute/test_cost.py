import numpy as np
import pytest

from embedlab.compute.cost import (
    Cost,
    cross_encoder,
    forward_multiplications,
    late_interaction,
    parameters_touched,
    single_vector,
)


def test_bills_by_hand() -> None:
    assert single_vector(384) == Cost(1536, 384)
    assert late_interaction(32, 60, 96) == Cost(23_040, 184_320)
    assert cross_encoder(12, 384, 100) == Cost(0, 12 * 12 * 384**2 * 100 + 2 * 12 * 384 * 100**2)


def test_bytes_are_those_of_the_stored_array() -> None:
    assert late_interaction(32, 60, 96).bytes_per_doc == np.zeros((60, 96), dtype=np.float32).nbytes
    assert single_vector(96, bytes_per_number=2).bytes_per_doc == np.zeros(96, dtype=np.float16).nbytes


def test_one_token_on_each_side_costs_what_a_single_vector_does() -> None:
    assert late_interaction(1, 1, 384) == single_vector(384)


def test_a_layer_is_the_sum_of_its_matrix_products() -> None:
    tokens, width, heads = 7, 24, 4
    products = [
        *[(tokens, width, width)] * 4,  # query, key, value, output
        (tokens, width, 4 * width),
        (tokens, 4 * width, width),  # feed-forward
        *[(tokens, width // heads, tokens)] * heads,  # attention weights
        *[(tokens, tokens, width // heads)] * heads,  # attention applied
    ]
    assert forward_multiplications(3, width, tokens) == 3 * sum(a * b * c for a, b, c in products)


def test_attention_grows_with_the_square_of_the_length() -> None:
    one, two = forward_multiplications(1, 8, 1000), forward_multiplications(1, 8, 2000)
    assert two - 2 * one == 2 * 8 * (2000**2 - 2 * 1000**2)


def test_sizes_below_one_are_refused() -> None:
    for wrong in (lambda: single_vector(0), lambda: late_interaction(32, 0, 96), lambda: cross_encoder(12, 384, -1)):
        with pytest.raises(ValueError, match="sizes must be above 0"):
            wrong()


def test_a_text_leaves_the_rows_of_other_tokens_untouched() -> None:
    # 10 rows of 4 numbers and 60 other parameters; a text of 3 tokens reads 3 rows.
    assert parameters_touched(100, 10, 4, 3) == 3 * 4 + 60


def test_a_text_of_more_tokens_than_rows_touches_everything() -> None:
    assert parameters_touched(100, 10, 4, 11) == 100


def test_a_table_larger_than_its_model_is_refused() -> None:
    with pytest.raises(ValueError, match="10 x 4 numbers is no part of a model of 39"):
        parameters_touched(39, 10, 4, 3)
