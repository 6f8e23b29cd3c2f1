"""What lesson 2 computes and its texts may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from embedlab.content.facts import Facts
from embedlab.lessons.word_or_sentence.study import Comparison
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED
from embedlab.lessons.word_or_sentence.study_cut import Cut
from embedlab.lessons.word_or_sentence.study_people import Ahead, LeeResults
from embedlab.lessons.word_or_sentence.study_setups import SPELT, Setup
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card

StaticOrder = Literal["same", "high", "low"]
HardestKind = Literal["negation", "role_swap", "number", "unrelated"]
PooledNumber = Literal["dot", "cosine", "neither"]
LeePooling = Literal["mean", "cls", "open"]
CutPart = Literal["nothing", "under_half", "half_or_more"]


@dataclass(frozen=True)
class PoolingFacts(Facts):
    """The facts of one model and pooling. The wording of the options sets the bounds of the choices.

    Attributes:
        model: the model that is chosen, by name.
        pooling: how it pools, as a reader calls it.
        bench_pairs: number of shipped pairs.
        cosine_paraphrase: mean cosine of the pairs of this kind by ``model`` and ``pooling``; like the others -1 to 1.
        cosine_word_order: of the same words in a harmless other order.
        cosine_negation: of a sentence and its negation.
        cosine_role_swap: of swapped roles.
        cosine_number: of another number.
        cosine_unrelated: of unrelated sentences.
        order_chosen: how often a pair of the same meaning scores above one of different meaning, over all pairs; like
            the other orders 0 to 1, ties half.
        order_easy: the same for paraphrases against unrelated pairs.
        order_hard: the same for paraphrases against negation, swapped roles and numbers.
        order_static: ``order_chosen`` by averaged GloVe vectors.
        static_role_swap: ``cosine_role_swap`` by averaged GloVe vectors.
        static_order: what that number says.
        hardest_kind: the kind of different meaning with the highest mean cosine.
        cells_average: mean of all cells of the token-pair matrix of the two texts on the page, any number.
        pooled_dot: dot product of their two mean vectors, any number.
        pooled_cosine: cosine of the same, -1 to 1.
        pooled_number: which of the two the mean of all cells equals, to 1e-4.
        lee_model: the encoder that is asked about people: ``model``, or the first one where that is a table.
        lee_mean: Pearson correlation with people over the news stories by ``lee_model`` with mean pooling, -1 to 1.
        lee_cls: the same with [CLS].
        lee_static: the same by averaged GloVe vectors.
        lee_low: lower end of the 95 % interval of ``lee_mean``.
        lee_high: upper end of it.
        lee_pairs: number of pairs of stories.
        lee_ahead: ``lee_mean`` less ``lee_cls``, over the same stories.
        lee_ahead_low: lower end of its 95 % interval (paired bootstrap over the stories).
        lee_ahead_high: upper end of it.
        lee_pooling: which pooling agrees better with people, if that interval does not hold 0.
        cut_share: share of the characters of the long text that the encoder never reads, 0 to 1.
        cut_part: the same in three steps.
        token_limit: tokens that the encoder reads at most, special ones included.
        text_tokens: tokens of the long text, special ones included.
    """

    model: str | None = None
    pooling: str | None = None
    bench_pairs: int | None = None
    cosine_paraphrase: float | None = None
    cosine_word_order: float | None = None
    cosine_negation: float | None = None
    cosine_role_swap: float | None = None
    cosine_number: float | None = None
    cosine_unrelated: float | None = None
    order_chosen: float | None = None
    order_easy: float | None = None
    order_hard: float | None = None
    order_static: float | None = None
    static_role_swap: float | None = None
    static_order: StaticOrder | None = None
    hardest_kind: HardestKind | None = None
    cells_average: float | None = None
    pooled_dot: float | None = None
    pooled_cosine: float | None = None
    pooled_number: PooledNumber | None = None
    lee_model: str | None = None
    lee_mean: float | None = None
    lee_cls: float | None = None
    lee_static: float | None = None
    lee_low: float | None = None
    lee_high: float | None = None
    lee_pairs: int | None = None
    lee_ahead: float | None = None
    lee_ahead_low: float | None = None
    lee_ahead_high: float | None = None
    lee_pooling: LeePooling | None = None
    cut_share: float | None = None
    cut_part: CutPart | None = None
    token_limit: int | None = None
    text_tokens: int | None = None


DIFFERENT_KINDS: tuple[HardestKind, ...] = ("negation", "role_swap", "number", "unrelated")
"""The kinds of pairs that differ in meaning, in the order in which a tie is settled."""

STATIC = Setup("glove-6b-50d", "mean")


def facts(found: Comparison) -> PoolingFacts:
    """Return what the guess and two questions ask; nothing while the chosen or the static model is missing."""
    chosen, bench = found.choice.setup, found.bench
    if chosen not in bench.cosines or STATIC not in bench.cosines:
        return PoolingFacts()
    means, static = bench.means[chosen], bench.means[STATIC]["role_swap"]
    by_kind: dict[str, Any] = {f"cosine_{kind}": value for kind, value in means.items()}
    return PoolingFacts(
        model=found.choice.card.name,
        pooling=SPELT[chosen.pooling],
        bench_pairs=len(bench.pairs),
        **by_kind,
        order_chosen=bench.quality[chosen],
        order_easy=bench.paraphrases_above(chosen, UNRELATED),
        order_hard=bench.paraphrases_above(chosen, LOOK_ALIKES),
        order_static=bench.quality[STATIC],
        static_role_swap=static,
        static_order=static_order_choice(static),
        hardest_kind=hardest_kind_choice(means),
    )


def quiz_facts(found: Comparison, long_text: str, cut: Cut | None, ahead: Ahead | None) -> PoolingFacts:
    """Return what is known of the two texts, of people, and of the long text as the encoder reads it.

    ``ahead``: how much better the mean of the encoder's tokens agrees with people than its [CLS], see ``find_ahead``.
    """
    known: dict[str, Any] = {}
    if found.tables is not None:
        read, cosine = found.tables.readings, found.tables.cosine_of_means
        known |= {"cells_average": read.mean_of_cells, "pooled_dot": read.dot_of_means, "pooled_cosine": cosine}
        known["pooled_number"] = pooled_number_choice(read.mean_of_cells, read.dot_of_means, cosine)
    if cut is not None and cut.limit is not None:
        share = cut.share_lost(long_text)
        known |= {
            "cut_share": share,
            "token_limit": cut.limit,
            "text_tokens": cut.tokens,
            "cut_part": cut_choice(share),
        }
    return PoolingFacts(**known, **_people_facts(encoder_of(found.choice.card), found.people, ahead))


def encoder_of(chosen: ModelCard) -> ModelCard:
    """The chosen model, or the first one where a table of words was chosen: it has no [CLS] and cuts nothing."""
    return card("all-minilm-l6-v2") if chosen.family == "static" else chosen


def _people_facts(encoder: ModelCard, found: LeeResults, ahead: Ahead | None) -> dict[str, Any]:
    keys = [Setup(encoder.id, "mean").key, Setup(encoder.id, "cls").key, STATIC.key]
    if ahead is None or any(key not in found.agreements for key in keys):
        return {}
    mean, cls, static = (found.agreements[key] for key in keys)
    return {
        "lee_model": encoder.name,
        "lee_mean": mean.pearson,
        "lee_cls": cls.pearson,
        "lee_static": static.pearson,
        "lee_low": mean.low,
        "lee_high": mean.high,
        "lee_pairs": mean.pairs,
        "lee_ahead": ahead[0],
        "lee_ahead_low": ahead[1],
        "lee_ahead_high": ahead[2],
        "lee_pooling": lee_choice(*ahead[1:]),
    }


def static_order_choice(cosine: float) -> StaticOrder:
    """Return the value of ``static_order`` from a cosine of -1 to 1; "same": 1 to three digits, "low": below 0.5."""
    if cosine >= 0.9995:
        return "same"
    return "high" if cosine >= 0.5 else "low"


def hardest_kind_choice(means: Mapping[str, float]) -> HardestKind:
    """Return the value of ``hardest_kind``: which kind of different meaning has the highest mean cosine.

    ``means`` maps the keys of kinds to cosines; other kinds are not looked at.

    Raises:
        KeyError: a kind is left out.
    """
    return max(DIFFERENT_KINDS, key=lambda kind: means[kind])


def pooled_number_choice(cells_average: float, dot: float, cosine: float) -> PooledNumber:
    """Return the value of ``pooled_number``: what the mean of all cells equals to 1e-4; the dot product first."""
    if abs(cells_average - dot) <= 1e-4:
        return "dot"
    return "cosine" if abs(cells_average - cosine) <= 1e-4 else "neither"


def lee_choice(low: float, high: float) -> LeePooling:
    """Return the value of ``lee_pooling`` from the interval of mean less [CLS]; "open": it holds 0."""
    if low <= 0 <= high:
        return "open"
    return "mean" if low > 0 else "cls"


def cut_choice(share: float) -> CutPart:
    """Return the value of ``cut_part`` from the share of characters that is not read, 0 to 1."""
    if share <= 0:
        return "nothing"
    return "under_half" if share < 0.5 else "half_or_more"
