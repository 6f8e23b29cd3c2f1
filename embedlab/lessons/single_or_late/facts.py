"""What lesson 5 computes and its texts may speak of."""

from dataclasses import dataclass
from typing import Literal

from embedlab.content.facts import Facts
from embedlab.lessons.single_or_late.examples import COLBERT, CROSS
from embedlab.lessons.single_or_late.study import Late
from embedlab.models.catalog import card
from embedlab.studies.search_facts import RankChange, rank_change, told_rank

Cells = Literal["dot_of_means", "maxsim", "neither"]
Ratio = Literal["under_10", "from_10_to_100", "over_100"]
Coarse = Literal["first", "second_to_fifth", "later"]
Share = Literal["none", "under_half", "half_or_more"]


@dataclass(frozen=True)
class LateFacts(Facts):
    """The facts of one search.

    Attributes:
        model: the dense model that is used both ways.
        documents: number of texts.
        rank_single: rank of the text that answers by one vector; like the other ranks 1 to ``documents``, the mean
            over tied orders.
        rank_late: the same by MaxSim over the token vectors of ``model``.
        rank_cross: the same by the cross-encoder.
        late_gain: ``rank_late`` against ``rank_single``.
        mean_of_cells: of the matrix of query and the text that answers, unit token vectors; -1 to 1.
        dot_of_means: dot product of the two mean vectors of that matrix.
        maxsim_score: sum of the row maxima of that matrix.
        cells_mean: what the mean of all cells equals, to 1e-4.
        doc_vectors: token vectors of a text, on average.
        bytes_ratio: bytes of a text's token vectors over bytes of its one vector.
        late_bytes: the same in three steps.
        coarse_rank: rank by one vector of the text that MaxSim puts first.
        coarse_place: the same in three steps.
        query_tokens: tokens of the query that ColBERT compares.
        mask_tokens: those of them that are [MASK].
        mask_share: their share of the MaxSim score, 0 to 1.
        mask_part: the same in three steps.
    """

    model: str | None = None
    documents: int | None = None
    rank_single: float | None = None
    rank_late: float | None = None
    rank_cross: float | None = None
    late_gain: RankChange | None = None
    mean_of_cells: float | None = None
    dot_of_means: float | None = None
    maxsim_score: float | None = None
    cells_mean: Cells | None = None
    doc_vectors: float | None = None
    bytes_ratio: float | None = None
    late_bytes: Ratio | None = None
    coarse_rank: float | None = None
    coarse_place: Coarse | None = None
    query_tokens: int | None = None
    mask_tokens: int | None = None
    mask_share: float | None = None
    mask_part: Share | None = None


def facts(late: Late) -> LateFacts:
    """Return what is known; nothing when no text is known to answer, or a model of the page is not here yet."""
    wanted = late.search.answering
    own = late.matrices.get(late.models.own)
    if wanted is None or not own or any(model not in late.results for model in late.models.rankers):
        return LateFacts()
    scores = {model: result.scores for model, result in late.results.items()}
    single, maxima = told_rank(scores[late.models.dense], [wanted]), told_rank(scores[late.models.own], [wanted])
    coarse = told_rank(scores[late.models.dense], [int(late.results[late.models.own].ranking.order[0])])
    matrix = own[wanted]
    vectors = sum(int(m.document.compared.sum()) for m in own) / len(own)
    colbert = late.matrices.get(COLBERT)
    masks = colbert[wanted] if colbert else None
    share = masks.share(masks.query.masks) / masks.scored.score if masks else None
    return LateFacts(
        model=card(late.models.dense).name,
        documents=len(late.search.texts),
        rank_single=single,
        rank_late=maxima,
        rank_cross=told_rank(scores[CROSS], [wanted]),
        late_gain=rank_change(single, maxima),
        mean_of_cells=matrix.readings.mean_of_cells,
        dot_of_means=matrix.readings.dot_of_means,
        maxsim_score=matrix.scored.score,
        cells_mean=cells_choice(matrix.readings.mean_of_cells, matrix.readings.dot_of_means, matrix.scored.score),
        doc_vectors=vectors,
        bytes_ratio=vectors,  # each has as many numbers as the single vector
        late_bytes=ratio_choice(vectors),
        coarse_rank=coarse,
        coarse_place=coarse_choice(coarse),
        query_tokens=int(masks.query.compared.sum()) if masks else None,
        mask_tokens=len(masks.query.masks) if masks else None,
        mask_share=share,
        mask_part=None if share is None else mask_choice(share),
    )


def cells_choice(mean_of_cells: float, dot_of_means: float, maxsim: float) -> Cells:
    """Return what the mean of all cells equals to 1e-4: single precision agrees that far, chance does not."""
    if abs(mean_of_cells - dot_of_means) <= 1e-4:
        return "dot_of_means"
    return "maxsim" if abs(mean_of_cells - maxsim) <= 1e-4 else "neither"


def mask_choice(share: float) -> Share:
    """Return how much of the MaxSim score [MASK] tokens bring; ``share`` is 0 to 1."""
    return "none" if share == 0 else "under_half" if share < 0.5 else "half_or_more"


def ratio_choice(ratio: float) -> Ratio:
    """Return how many times the bytes of one vector a text's token vectors take."""
    return "under_10" if ratio < 10 else "from_10_to_100" if ratio <= 100 else "over_100"


def coarse_choice(rank: float) -> Coarse:
    """Return where one vector puts the text that MaxSim puts first; rank 1 is first."""
    return "first" if rank == 1 else "second_to_fifth" if rank <= 5 else "later"
