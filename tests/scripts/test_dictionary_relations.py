"""Which entries of the dictionary contain each other, and which exclude each other."""

from scripts.dictionary_relations import rows
from scripts.training.readers import Synset

ANIMAL = Synset("noun:1", ("animal", "beast"), "a living thing that moves", ())
DOG = Synset("noun:2", ("dog",), "an animal that barks", (), ("noun:1",))
CAT = Synset("noun:3", ("cat",), "an animal that purrs", (), ("noun:1",))
NAMESAKE = Synset("noun:4", ("dog",), "a dull animal", (), ("noun:1",))
OWL = Synset("noun:5", ("owl",), "an animal that hoots", (), ("noun:1",))
RUN = Synset("verb:1", ("run",), "move fast on foot", (), ("verb:2",))
SYNSETS = [ANIMAL, DOG, CAT, NAMESAKE, OWL, RUN]


def entry(split: str, synset: Synset) -> tuple[str, str, str]:
    return split, synset.words[0], synset.definition


def test_each_noun_gets_its_broader_entry_and_a_sister_of_another_name_from_the_training_side() -> None:
    entries = [entry("train", each) for each in (ANIMAL, DOG, CAT, NAMESAKE, RUN)] + [entry("held-out", OWL)]
    head, *lines = rows(entries, SYNSETS)
    assert head == "entry\tbroader\tsister"
    found = {int(own): (int(broader), int(sister)) for own, broader, sister in (line.split("\t") for line in lines)}
    assert set(found) == {1, 2, 3, 5}, "neither the top of the tree nor a verb has a line"
    assert {broader for broader, _ in found.values()} == {0}
    assert found[1][1] == found[3][1] == 2, "a dog is no sister of what is called a dog as well"
    assert found[5][1] != 5


def test_an_only_child_has_no_line() -> None:
    assert rows([entry("train", ANIMAL), entry("train", DOG), entry("held-out", CAT)], SYNSETS)[1:] == ["2\t0\t1"]
