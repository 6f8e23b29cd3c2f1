"""From a card to a verified local folder."""

from embedlab.models.store.progress import Progress, Step
from embedlab.models.store.store import Store

__all__ = ["Progress", "Step", "Store"]
