"""Numbers in the texts of lesson 1."""

from embedlab.content.sense_words import load_sense_words
from embedlab.lessons.static_or_contextual.shipped import load_study
from embedlab.models.catalog import bundled_cards
from tests.texts.kinds import Claim, Computed, Imagined, Listed
from tests.texts.write import word

POINT = load_sense_words()["point"].occurrences


def sentences_of_the_word() -> str:
    count = len(POINT)
    return f"With some {word(count)} of them, one dot that changes sides is worth {word(round(100 / count))} percentage"


def tables_of_the_static_room() -> str:
    return f"in the {word(sum(card.family == 'static' for card in bundled_cards()))} tables of the static room"


def where_the_accuracy_rises() -> str:
    """For the page's own word by every model that it offers, more than half of the whole rise."""
    for card in bundled_cards():
        if card.is_encoder:
            found = load_study(card.id, "point", POINT)
            assert found
            assert found.study.scores
            accuracy = found.study.scores.accuracy
            assert accuracy[len(accuracy) // 2] - accuracy[0] > (accuracy.max() - accuracy[0]) / 2
    return "The accuracy rises most in the first half of the layers"


def units_of_time() -> str:
    assert round(1e-3 / 1e-6) == 1000
    return "A millisecond is a thousand microseconds"


CLAIMS: tuple[Claim, ...] = (
    Computed(sentences_of_the_word),
    Computed(tables_of_the_static_room),
    Computed(where_the_accuracy_rises),
    Computed(units_of_time),
    Listed("Three cautions are safe", 3, ("A weight says how", "From the second layer on", "much weight often rests")),
    Imagined("a cosine of 0.8"),
    Imagined("Read three of the sentences aloud"),
)
