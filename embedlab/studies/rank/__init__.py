"""One contract for every family: a query and documents in; scores out, each with the parts that add up to it."""

from embedlab.studies.rank.base import Ranked, RankOptions
from embedlab.studies.rank.open import rank_documents

__all__ = ["RankOptions", "Ranked", "rank_documents"]
