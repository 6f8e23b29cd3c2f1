import numpy as np
import pytest

from embedlab.figures.kit.sense_marks import map_extent

CORNERS = np.array([[-1.0, -1.0], [-0.9, -1.0], [1.0, 1.0], [0.9, 1.0]])


def test_extent_holds_every_layer_with_an_eighth_to_spare() -> None:
    assert map_extent(np.stack([CORNERS, -2 * CORNERS])) == pytest.approx(2.25)
    assert map_extent(np.zeros((3, 2))) == 1.0
