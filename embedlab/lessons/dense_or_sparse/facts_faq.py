"""What the explanations and the teacher's notes of lesson 4 may speak of: what was measured on three FAQs."""

from dataclasses import dataclass

from embedlab.compute.paired import LUCK
from embedlab.content.facts import Facts
from embedlab.lessons.dense_or_sparse.examples import DENSE, RRF, SPARSE, SUM
from embedlab.lessons.dense_or_sparse.shipped import load_faq_marks, load_gains
from embedlab.lessons.dense_or_sparse.study_faq import CONSTANTS, MIXED, NAMES, TUNED, WORDS, better_end, ndcg_of
from embedlab.numbers_text import change


@dataclass(frozen=True)
class FaqFacts(Facts):
    """Facts of the shipped measurement; every ``ndcg`` is a mean of nDCG@10, 0 to 1.

    Attributes:
        faq_questions: how many questions there are.
        faq_end: the better end of the mixtures, by name.
        faq_end_ndcg: its mean.
        faq_sum_ndcg: that of the even weighted sum.
        faq_tuned_ndcg: that of the weighted sum whose weight was chosen on other questions.
        faq_rrf_ndcg: that of rank fusion with k = 60.
        faq_verdict: in words, what the mixtures gain over that end, and whether it is more than luck.
        faq_best_k: the k of rank fusion with the highest mean, and ``faq_best_k_ndcg`` that mean.
        faq_bm25_ndcg: that of BM25; so are the others.
    """

    faq_questions: int | None = None
    faq_end: str | None = None
    faq_end_ndcg: float | None = None
    faq_sum_ndcg: float | None = None
    faq_tuned_ndcg: float | None = None
    faq_rrf_ndcg: float | None = None
    faq_verdict: str | None = None
    faq_best_k: int | None = None
    faq_best_k_ndcg: float | None = None
    faq_bm25_ndcg: float | None = None
    faq_bm42_ndcg: float | None = None
    faq_splade_ndcg: float | None = None


def told() -> FaqFacts:
    """What is known of the measurement that ships; nothing where it cannot be read."""
    found = load_faq_marks()
    if found is None:
        return FaqFacts()
    end, by_constant = better_end(found), found.by_constant.mean(axis=1)
    mean = {name: float(ndcg_of(found, name).mean()) for name in (end, *MIXED, WORDS, DENSE, "bm42", SPARSE)}
    said = [
        f"{NAMES[each.name]} {change(each.difference[0])} ({'more than luck' if each.p < LUCK else 'can be luck'})"
        for each in load_gains()
    ]
    return FaqFacts(
        faq_questions=found.by_weight.shape[1],
        faq_end=NAMES[end],
        faq_end_ndcg=mean[end],
        faq_sum_ndcg=mean[SUM],
        faq_tuned_ndcg=mean[TUNED],
        faq_rrf_ndcg=mean[RRF],
        faq_verdict=", ".join(said),
        faq_best_k=CONSTANTS[int(by_constant.argmax())],
        faq_best_k_ndcg=float(by_constant.max()),
        faq_bm25_ndcg=mean[WORDS],
        faq_bm42_ndcg=mean["bm42"],
        faq_splade_ndcg=mean[SPARSE],
    )
