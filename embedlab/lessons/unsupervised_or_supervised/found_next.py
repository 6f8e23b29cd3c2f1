"""What lesson 3 counts on consecutive sentences, shipped or live."""

from embedlab.errors import InputError
from embedlab.lessons.unsupervised_or_supervised.shipped import START
from embedlab.lessons.unsupervised_or_supervised.shipped_next import load_next, stories
from embedlab.lessons.unsupervised_or_supervised.study_next import NextFound, next_sentences, split_sentences
from embedlab.limits import TEXT_CHARS
from embedlab.models.catalog import card
from embedlab.numbers_text import whole
from embedlab.studies.remembered import remembered
from embedlab.ui.model_access import ready, runtime


def find_next(own: str) -> NextFound | None:
    """The counts on the news stories, or on the visitor's ``own`` text; None while the word vectors are not here.

    Raises:
        EmbedLabError: the text is too long or too short, or the stories cannot be read.
    """
    if not own and (found := load_next()) is not None:
        return found
    if len(own) > TEXT_CHARS:
        raise InputError(f"These are {whole(len(own))} characters; paste at most {whole(TEXT_CHARS)}.")
    return _counted(own) if ready(card(START)) else None


@remembered
def _counted(own: str) -> NextFound:
    news = stories()
    return next_sentences(runtime().table(card(START)), [split_sentences(own)] if own else news, news)
