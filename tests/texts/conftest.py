"""What a text claims is computed from the real weights, where it is about them."""

from tests.kit.weights import _weights, runtime  # noqa: F401 - fixtures
