"""Queries of the reverse dictionary: what is a definition, and which of them would be too easy."""

from scripts.reverse_dictionary import Definition, foldoc_definitions, gcide_definitions, judged, quotes, usable
from scripts.training.readers import Synset

GCIDE = """Anteroom \\An"te*room`\\, n. [Pref. ante- [L.] + room.]
   A room before another; a {waiting room}; as, a cold anteroom. --Milton.
   [1913 Webster]

Anteroom \\anteroom\\ n.
   1. an entrance.
   [WordNet 1.5]
"""


def synset(key: str, word: str, gloss: str) -> Synset:
    return Synset(key, (word,), gloss, ())


def test_a_definition_is_the_first_sense_without_markup_example_or_author() -> None:
    assert list(gcide_definitions(GCIDE)) == [
        Definition("Anteroom", "A room before another; a waiting room", "dict-gcide", ("noun",))
    ]
    text = "applet\n\n   <World-Wide Web> (APL) A {Java} program\n   in a page.\n\n   More.\n\nTWAIN\n\n   A name.\n"
    assert [each.text for each in foldoc_definitions(text)] == ["A Java program in a page."]


def test_a_quotation_is_four_words_in_a_row_or_all_of_a_gloss() -> None:
    assert quotes("One of a small room that is dark", "a small room that leads on")
    assert quotes("A dark and small room", "a small room")
    assert not quotes("A room of small size that is dark", "a small room that leads on")


def test_a_term_with_one_definition_that_does_not_give_it_away_is_usable() -> None:
    known = [
        synset("noun:1", "hall", "an entrance or reception area"),
        synset("noun:2", "attic", "a space below a roof"),
    ]
    fine = Definition("Hall", "The first place that one enters in a house.", "dict-gcide", ("noun",))
    given_away = Definition("Attic", "A low attic story above the main order.", "dict-gcide", ("noun",))
    verb = Definition("Hall", "To do what nobody has ever done before.", "dict-gcide", ("verb",))
    kept, out = usable([fine, given_away, verb, fine], known)
    assert kept == [fine]
    assert out == {"with_the_term_in_it": 1, "of_no_term_or_too_many_senses": 1, "of_a_term_that_has_one": 1}


def test_glosses_that_are_the_same_word_for_word_are_all_relevant() -> None:
    known = [
        synset("noun:1", "hall", "an area"),
        synset("noun:2", "lobby", "an area"),
        synset("noun:3", "attic", "a space"),
    ]
    assert judged([Definition("Hall", "text", "dict-gcide", ("noun",))], known) == [("noun:1", "noun:2")]
