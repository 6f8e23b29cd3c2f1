"""What the README counts of the lessons is what they hold."""

from pathlib import Path

from embedlab.content.collections import load_collections
from embedlab.content.sense_words import load_sense_words
from embedlab.content.triples import load_triples
from embedlab.lessons.word_or_sentence.examples import load_pairs
from embedlab.studies.lee_stories import STORIES


def test_the_readme_counts_what_the_lessons_hold(root: Path) -> None:
    text = " ".join((root / "README.md").read_text(encoding="utf-8").split())
    texts = len(load_collections("symmetric_or_asymmetric")[0].docs)
    assert (len(load_sense_words()), texts) == (16, 10)
    counted = (
        "Sixteen words ship",
        f"{len(load_pairs())} pairs of sentences",
        f"{STORIES * (STORIES - 1) // 2:,} pairs of news stories",
        "Ten texts in the orders of two models",
        f"over {len(load_triples())} shipped triples",
    )
    assert [phrase for phrase in counted if phrase not in text] == []
