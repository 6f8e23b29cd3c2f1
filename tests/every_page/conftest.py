"""Pages are tested on the real weights."""

from tests.kit.weights import _weights, nothing_trains_on, runtime  # noqa: F401 - fixtures
