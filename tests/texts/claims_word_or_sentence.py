"""Numbers in the texts of lesson 2, most of them from the bench and the stories that ship with it."""

from collections import Counter
from functools import cache

import numpy as np
from numpy.typing import NDArray

from embedlab.compute.agreement import agreement_difference, pearson
from embedlab.compute.pairs_bench import order_quality
from embedlab.compute.similarity import cosine_similarity
from embedlab.lessons.word_or_sentence.examples import load_pair_kinds, load_pairs
from embedlab.lessons.word_or_sentence.shipped import load_bench, load_lee_results
from embedlab.lessons.word_or_sentence.study_bench import LOOK_ALIKES, UNRELATED, Bench
from embedlab.lessons.word_or_sentence.study_setups import SPELT, Setup, poolable_cards
from embedlab.models.catalog import card
from embedlab.models.runtime import shared_runtime
from embedlab.models.training.words_of_text import words_of_text
from embedlab.studies.lee_stories import load_lee
from tests.texts.kinds import Claim, Computed, Listed, Published
from tests.texts.write import percent, two, word

MINILM, PARAPHRASE, E5, GLOVE = "all-minilm-l6-v2", "paraphrase-minilm-l3-v2", "e5-small-v2", "glove-6b-50d"
STORIES = len(load_lee().texts)
PAIRS = STORIES * (STORIES - 1) // 2


@cache
def bench() -> Bench:
    return Bench(load_pairs(), load_bench())


def sentence_setups() -> list[Setup]:
    return [setup for setup in bench().cosines if setup.model in (MINILM, PARAPHRASE, E5)]


def people(model: str, pooling: str = "mean") -> str:
    return two(load_lee_results().agreements[f"{model}/{pooling}" if pooling else model].pearson)


def kinds_of_pairs() -> tuple[str, ...]:
    kinds = load_pair_kinds()
    (each,) = {len(kind.pairs) for kind in kinds}
    unlike = sum(not kind.same_meaning for kind in kinds)
    alike = word(len(LOOK_ALIKES))
    return (
        f"{word(each, begins=True)} for each kind",
        f"In {alike} of the {word(unlike)} kinds that differ in meaning",
        f"before the other {alike} kinds",
    )


def a_pair_that_is_quoted() -> str:
    quoted = ("half of its workers", "fifty percent of its staff")
    assert any(quoted[0] in pair.left and quoted[1] in pair.right for pair in load_pairs())
    return f"“{quoted[0].capitalize()}” and “{quoted[1]}”"


def stories_and_pairs() -> tuple[str, ...]:
    assert len(load_lee_results().similarities["tf-idf"]) == STORIES
    many = word(STORIES)
    return (
        f"**{many.capitalize()} stories of one kind.**",
        f"{many} short news stories are, each with each: {PAIRS:,} pairs.",
        f"Every choice of model and pooling gives {PAIRS:,} cosines",
        f"{many} stories are drawn",
        f"takes part in {STORIES - 1} pairs",
        f"these {many} stories leave it open",
        f"{many.capitalize()} news stories, rated",
    )


def a_coin_and_a_tie() -> tuple[str, ...]:
    coin = order_quality(np.array([0.5, 0.5]), np.array([True, False]))
    return f"a coin would give {percent(coin)}", f"{coin} is a coin", "an equal score counts half"


def what_no_pooling_gets_right() -> str:
    assert max(bench().paraphrases_above(setup, LOOK_ALIKES) for setup in bench().cosines) <= 1 / 4
    return "in more than a quarter of the comparisons"


def limits_of_the_encoders() -> tuple[str, ...]:
    limits = [card.max_tokens for card in poolable_cards() if card.is_transformer]
    return f"{min(limits)} to {max(limits)} for those here", f"its first {card(MINILM).max_tokens} tokens"


def averages_of_glove() -> tuple[str, ...]:
    setup = Setup(GLOVE, "mean")
    means = bench().means[setup]
    assert two(means["word_order"]) == two(means["role_swap"])
    easy = percent(bench().paraphrases_above(setup, UNRELATED))
    return (
        f"both stand at {two(means['role_swap'])}, and even unrelated sentences at about {two(means['unrelated'])}. "
        f"Paraphrases still come before unrelated pairs in {easy} of comparisons",
    )


def means_of_minilm() -> tuple[str, ...]:
    means = bench().means[Setup(MINILM, "mean")]
    order = ("role_swap", "word_order", "negation", "number", "paraphrase", "unrelated")
    said = ", ".join(
        f"{kind.replace('_', ' ').replace('role swap', 'swapped roles')} {two(means[kind])}" for kind in order
    )
    row = next(at for at, pair in enumerate(load_pairs()) if "mushroom" in pair.left)
    mushrooms = two(bench().cosines[Setup(MINILM, "mean")][row])
    return f"{said}.", f"mushrooms: {mushrooms} with", f"“{two(means['role_swap'])} means that they say the same.”"


def swaps_above_orders() -> str:
    models = {setup.model for setup in sentence_setups()}
    for model in models:
        means = bench().means[Setup(model, "mean")]
        assert means["role_swap"] > means["word_order"]
    return f"with all {word(len(models))} sentence encoders"


def order_of_the_encoders() -> tuple[str, ...]:
    found = bench()
    whole = [found.quality[setup] for setup in sentence_setups()]
    easy = [found.paraphrases_above(setup, UNRELATED) for setup in sentence_setups()]
    hard = [found.paraphrases_above(setup, LOOK_ALIKES) for setup in sentence_setups()]
    return (
        f"between {two(min(whole))} and {two(max(whole))} for each",
        f"won {min(easy) * 100:.0f} to {percent(max(easy))} with",
        f"the {word(len(LOOK_ALIKES))} look-alike kinds, {min(hard) * 100:.0f} to {percent(max(hard))}",
    )


def order_of_weighted_tables() -> str:
    found = [bench().quality[setup] for setup in bench().cosines
             if setup.pooling == "weighted" and card(setup.model).family == "static"]  # fmt: skip
    return f"quality was {two(min(found))} to {two(max(found))}, worse"


def agreement_with_people() -> tuple[str, ...]:
    assert people(PARAPHRASE) == people(PARAPHRASE, "cls")
    found = load_lee_results().similarities
    _, low, high = agreement_difference(load_lee().similarity, found[f"{MINILM}/mean"], found[f"{MINILM}/cls"])
    assert low < 0 < high
    return (
        f"mean {people(MINILM)}, [CLS] {people(MINILM, 'cls')} (too near to tell apart: {word(STORIES)} stories leave",
        f"max {people(MINILM, 'max')}; E5 mean {people(E5)}, [CLS] {people(E5, 'cls')}; averaged GloVe {people(GLOVE)}",
        f"(TF-IDF) reached {people('tf-idf', '')} with",
        f"are level at {people(PARAPHRASE)}",
        f"({people(MINILM, 'max')} and {people(PARAPHRASE, 'max')})",
    )


def words_weighed_by_rarity() -> tuple[str, ...]:
    """Averages of GloVe with scikit-learn's smoothed IDF over the stories, ahead by more than luck."""
    stories = [words_of_text(text) for text in load_lee().texts]
    holding = Counter(each for story in stories for each in set(story))
    table = shared_runtime().table(card(GLOVE))

    def average(story: list[str]) -> NDArray[np.float64]:
        known = [(each, vector) for each in story if (vector := table.vector(each)) is not None]
        return np.sum([(np.log((1 + STORIES) / (1 + holding[each])) + 1) * vector for each, vector in known], axis=0)

    vectors = np.array([average(story) for story in stories])
    weighed, plain = cosine_similarity(vectors, vectors), load_lee_results().similarities[f"{GLOVE}/mean"]
    half = np.triu_indices(STORIES, 1)
    lifted = pearson(weighed[half], load_lee().similarity[half])
    _, low, _ = agreement_difference(load_lee().similarity, weighed, plain)
    assert low > 0
    return "agrees with people at about 0.4, for almost", f"from {people(GLOVE)} to {two(lifted)}"


def ways_to_pool() -> str:
    return f"in {word(len(SPELT))} ways"


CLAIMS: tuple[Claim, ...] = (
    *map(Computed, (
        kinds_of_pairs, a_pair_that_is_quoted, stories_and_pairs, a_coin_and_a_tie, what_no_pooling_gets_right,
        limits_of_the_encoders, averages_of_glove, means_of_minilm, swaps_above_orders, order_of_the_encoders,
        order_of_weighted_tables, agreement_with_people, words_weighed_by_rarity, ways_to_pool,
    )),
    Listed("Three ways lead there", 3, ("Average the rows", "Pool the tokens", "Or train an encoder")),
    Listed("Four recipes are in use", 4, ("- **Mean**", "- **[CLS]**", "- **Max**", "- **Weighted mean**")),
    Published("over seven sets of rated sentence pairs", "arxiv.org/abs/1908.10084"),  # table 1
    Published("among 10,000 sentences took about five seconds instead of 65 hours", "arxiv.org/abs/1908.10084"),
    Published("agreed with each other at about 0.6", "escholarship.org/uc/item/48g155nq"),
)  # fmt: skip
