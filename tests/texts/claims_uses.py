"""Numbers in the texts of lesson 9."""

from embedlab.content.labelled_set import read_glosses
from embedlab.lessons.uses.study import DRAWS, EIGHT
from embedlab.lessons.uses.study_few import AT_ONCE
from embedlab.models.catalog import card
from embedlab.studies.corpus.findings import LEVEL
from embedlab.studies.labelled.open_sets import DRAWN
from embedlab.studies.labelled.text_points import FIRST
from embedlab.studies.ready_collections import ready_card
from tests.texts.kinds import ROOT, Claim, Computed
from tests.texts.write import constant, percent, word


def eight() -> tuple[str, ...]:
    return (
        f"{word(EIGHT, begins=True)} labelled texts of each class",
        f"as the best model with {word(EIGHT)} of each class",
        f"after {word(EIGHT)} of each class",
        f"after {word(EIGHT)} labels of each class",
    )


def sureness() -> tuple[str, str]:
    return f"({percent(LEVEL)} interval", f"the middle {percent(LEVEL)} of the differences"


def draws() -> str:
    return f"drawn {word(DRAWS)} times"


def kinds() -> str:
    return f"which of the {word(len(read_glosses().classes))} kinds"


def at_once() -> str:
    return f"then let {word(AT_ONCE)} be labelled"


def weights() -> tuple[str, str]:
    models = [card(model) for model in FIRST if card(model).family == "dense"]
    assert all(1_000 < model.dimension * len(read_glosses().classes) < 10_000 for model in models)
    assert all(model.parameters > 2e6 for model in models)
    return "a few thousand weights", "the encoder has millions"


def newsgroups() -> str:
    return f"Choose {ready_card('20newsgroups').name}"


def version_of_wordnet() -> str:
    assert "WordNet 3.0" in (ROOT / "scripts/training/sources.py").read_text(encoding="utf-8")
    return "WordNet 3.0"


def glosses() -> tuple[str, str]:
    learn, test = constant("scripts/labelled_glosses.py", "LEARN"), constant("scripts/labelled_glosses.py", "TEST")
    kinds = len(read_glosses().classes)
    return f"texts of {word(kinds)} kinds of things", f"{learn} of each class to learn from and {test} to test on"


def groups() -> tuple[str, ...]:
    (learn, test), card = DRAWN["20newsgroups"], ready_card("20newsgroups")
    assert "the 1990s" in card.source
    return card.name, "the 1990s", f"{learn} of each group to learn from", f"and {test} to test on, of the later ones"


def topics() -> tuple[str, ...]:
    (learn, test), card = DRAWN["reuters-r8"], ready_card("reuters-r8")
    assert "newswire of 1987 (Reuters-21578), the eight largest topics" in card.source
    return (
        "Newswire of 1987, eight topics of Reuters-21578",
        f"At most {learn} of each topic to learn from and {test} to test on",
    )


SETS: tuple[Claim, ...] = tuple(map(Computed, (version_of_wordnet, glosses, groups, topics)))
CLAIMS: tuple[Claim, ...] = tuple(map(Computed, (eight, sureness, draws, kinds, at_once, weights, newsgroups)))
