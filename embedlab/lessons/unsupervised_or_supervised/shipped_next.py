"""What lesson 3 ships of the count on consecutive sentences."""

from embedlab.lessons.unsupervised_or_supervised.shipped_labelled import SLUG
from embedlab.lessons.unsupervised_or_supervised.study_next import NextFound, next_sentences, split_sentences
from embedlab.models.text.word_table import WordTable
from embedlab.models.training.word_training.corpora import lee_background
from embedlab.studies.shipped_store import load_shipped


def stories() -> list[list[str]]:
    """The sentences of the news stories that come with gensim, one list a story.

    Raises:
        StoreError: gensim came without them.
    """
    lines = lee_background().read_text(encoding="utf-8", errors="replace").split("\n")
    return [split_sentences(line) for line in lines if line.strip()]


def compute_next(table: WordTable) -> NextFound:
    """The counts on all stories, computed now."""
    news = stories()
    return next_sentences(table, news, news)


def load_next() -> NextFound | None:
    """The shipped counts; None when they are missing or broken."""
    return load_shipped(SLUG, "next", NextFound)
