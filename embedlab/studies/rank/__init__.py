"""One contract for every family: a query and documents in; scores out, each with the parts that add up to it."""

from embedlab.studies.rank.open_ranker import rank_documents
from embedlab.studies.rank.ranker import Ranked, RankOptions
from embedlab.studies.rank.ranker_id import RankerId

__all__ = ["RankOptions", "Ranked", "RankerId", "rank_documents"]
