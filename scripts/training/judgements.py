"""How well word vectors agree with people: WordSim-353, SimLex-999, Google analogies, by gensim's readers."""

from typing import Any

from scripts.training.sources import gensim_file


def scores(table: Any) -> dict[str, float]:
    """Spearman correlation on both similarity sets and the share of analogies solved, of gensim `KeyedVectors`.

    Pairs with a word outside the table are left out; ``*_missing`` is their share. The analogies are asked among
    the 30,000 most frequent words.
    """
    found: dict[str, float] = {}
    for name, file in (("wordsim353", "wordsim353.tsv"), ("simlex999", "simlex999.txt")):
        _, spearman, missing = table.evaluate_word_pairs(str(gensim_file(file)), case_insensitive=True)
        found[name], found[f"{name}_missing"] = float(spearman.statistic), missing / 100
    share, _ = table.evaluate_word_analogies(str(gensim_file("questions-words.txt")), restrict_vocab=30_000)
    return {**found, "analogies": float(share)}
