"""From a card to a verified local folder."""

from embedlab.models.store.model_store import Store
from embedlab.models.store.progress import Progress, Step

__all__ = ["Progress", "Step", "Store"]
