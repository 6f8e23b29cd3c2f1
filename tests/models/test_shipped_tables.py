"""The word vectors trained for EmbedLab: what their cards claim is recomputed from the files that ship."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.models.catalog import card
from embedlab.models.text.subwords import NgramTable, open_table
from embedlab.models.text.word_table import WordTable
from scripts.training.sources import gensim_file

SETS = {"WordSim-353": "wordsim353.tsv", "SimLex-999": "simlex999.txt"}
TARGETS = {
    ("word2vec-embedlab", "WordSim-353"): 0.60,
    ("word2vec-embedlab", "SimLex-999"): 0.38,
    ("fasttext-embedlab", "WordSim-353"): 0.60,
    ("fasttext-embedlab", "SimLex-999"): 0.40,
}


@pytest.fixture(scope="module", params=["word2vec-embedlab", "fasttext-embedlab"])
def shipped(request: pytest.FixtureRequest, home: Path) -> tuple[str, WordTable]:
    return request.param, open_table(home / "models" / request.param)


def judged(name: str) -> Iterator[tuple[str, str, float]]:
    """Pairs of words and what people think of them."""
    for line in gensim_file(SETS[name]).read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if not line.startswith("#") and len(fields) == 3:
            yield fields[0], fields[1], float(fields[2])


def spearman(table: WordTable, name: str) -> tuple[float, int]:
    """Rank correlation with people, and the number of pairs that both sides know."""
    from scipy.stats import spearmanr

    found = [(table.vector(a), table.vector(b), people) for a, b, people in judged(name)]
    known = [(a, b, people) for a, b, people in found if a is not None and b is not None]
    cosines = [a @ b / np.linalg.norm(a) / np.linalg.norm(b) for a, b, _ in known]
    return float(spearmanr(cosines, [people for *_, people in known]).statistic), len(known)


def claimed(model: str) -> dict[str, Any]:
    training = card(model).training
    assert training is not None
    return {score.name: score for score in training.scores}


@pytest.mark.parametrize("name", SETS)
def test_a_table_agrees_with_people_as_its_card_claims(name: str, shipped: tuple[str, WordTable]) -> None:
    model, table = shipped
    value, pairs = spearman(table, name)
    score = claimed(model)[name]
    assert value >= TARGETS[model, name]
    assert score.value == pytest.approx(value, abs=6e-4)
    assert f" {pairs} " in score.measure


def test_the_google_analogies_are_solved_as_often_as_the_card_claims(shipped: tuple[str, WordTable]) -> None:
    model, table = shipped
    assert solved(table) == pytest.approx(claimed(model)["Google analogies"].value, abs=6e-4)


def solved(table: WordTable) -> float:
    """Share of the Google analogies whose answer is nearest to b - a + c, the three themselves left out."""
    unit = table.frequent[:30_000]
    rows = {word: row for row, word in enumerate(table.words[:30_000])}
    lines = gensim_file("questions-words.txt").read_text(encoding="utf-8").lower().splitlines()
    asked = [line.split() for line in lines if not line.startswith(":")]
    questions = np.array([[rows[word] for word in words] for words in asked if all(word in rows for word in words)])
    right = 0
    for part in np.array_split(questions, 40):
        a, b, c, answer = part.T
        cosines = (unit[b] - unit[a] + unit[c]) @ unit.T
        np.put_along_axis(cosines, part[:, :3], -np.inf, axis=1)
        right += int((cosines.argmax(axis=1) == answer).sum())
    return right / len(questions)


def test_every_word_of_both_sets_has_a_fasttext_vector(home: Path) -> None:
    table = open_table(home / "models" / "fasttext-embedlab")
    words = {word for name in SETS for a, b, _ in judged(name) for word in (a, b)}
    assert len(words) > 1_300
    assert any(table.row(word) is None for word in words), "some of them are unseen, so n-grams are needed"
    vectors = [table.vector(word) for word in words]
    assert all(vector is not None and np.isfinite(vector).all() and vector.any() for vector in vectors)


def test_both_tables_have_the_same_words_most_frequent_first(home: Path) -> None:
    first, second = (open_table(home / "models" / name) for name in ("word2vec-embedlab", "fasttext-embedlab"))
    assert first.words == second.words
    assert first.words[:4] == ["the", "of", "a", "to"]
    assert len(first.words) == len(first.vectors) == 57_403


def test_a_misspelt_word_lies_near_the_right_one_in_fasttext_alone(home: Path) -> None:
    glove, word2vec, fasttext = (
        open_table(home / "models" / name) for name in ("glove-6b-50d", "word2vec-embedlab", "fasttext-embedlab")
    )
    assert isinstance(fasttext, NgramTable)
    assert (glove.vector("microbiologyst"), word2vec.vector("microbiologyst")) == (None, None)
    wrong, right = fasttext.vector("microbiologyst"), fasttext.vector("microbiology")
    assert wrong is not None
    assert right is not None
    assert wrong @ right / np.linalg.norm(wrong) / np.linalg.norm(right) > 0.9


@pytest.mark.parametrize("model", ["word2vec-embedlab", "fasttext-embedlab"])
def test_the_files_are_small_enough_to_ship(model: str, root: Path) -> None:
    assert all(path.stat().st_size <= 25_000_000 for path in (root / "assets/models" / model).iterdir())


@pytest.mark.parametrize("model", ["word2vec-embedlab", "fasttext-embedlab"])
def test_a_card_says_how_the_table_was_made(model: str, root: Path) -> None:
    training = card(model).training
    assert training is not None
    assert (root / training.script).is_file()
    assert training.seed == 1
    assert [score.name for score in training.scores] == ["WordSim-353", "SimLex-999", "Google analogies"]
    for named in ("Dictionary of English", "WordNet", "On-line Dictionary of Computing", "Wikipedia", "Jargon"):
        assert named in training.corpus
