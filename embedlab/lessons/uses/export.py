"""What can be taken away from lesson 9."""

from collections.abc import Callable, Mapping

from embedlab.lessons.uses.study import Chosen
from embedlab.studies.rows import Rows


def tables(_: Chosen) -> Mapping[str, Callable[[], Rows]]:
    """Return the tables that can be exported, each made only when it is asked for."""
    return {}


def notebook(_: Chosen) -> Mapping[str, object]:
    """Return the values of the notebook's parameters."""
    return {}
