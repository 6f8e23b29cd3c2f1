"""Adam on a few rows beside torch's SparseAdam."""

import numpy as np
import torch

from embedlab.models.training.pair_training.adam import SparseAdam


def test_it_goes_where_torch_goes() -> None:
    rng = np.random.default_rng(0)
    start = rng.standard_normal((6, 3)).astype(np.float32)
    ours = SparseAdam(start, 0.01)
    table = torch.nn.Parameter(torch.tensor(start))
    theirs = torch.optim.SparseAdam([table], lr=0.01)
    for rows in ([0, 2], [2, 3, 5], [0, 5], [2]):
        gradient = rng.standard_normal((len(rows), 3)).astype(np.float32)
        ours.step(np.array(rows), gradient)
        table.grad = torch.sparse_coo_tensor(
            torch.tensor([rows]), torch.tensor(gradient), (6, 3), check_invariants=True
        )
        theirs.step()
    np.testing.assert_allclose(ours.table, table.detach().numpy(), atol=1e-6)


def test_other_rows_and_the_given_table_stay_as_they_are() -> None:
    start = np.ones((3, 2), np.float32)
    adam = SparseAdam(start, 0.1)
    adam.step(np.array([1]), np.ones((1, 2), np.float32))
    assert adam.table.tolist()[::2] == [[1, 1], [1, 1]]
    assert adam.table[1, 0] < 0.95
    assert (start == 1).all()
