"""What lesson 1 computes for its texts, and which option is right: every bound of its wording, from both sides."""

import pytest

from embedlab.content.facts import choices_of
from embedlab.content.sense_words import load_sense_words
from embedlab.content.sentences import parse_sentences
from embedlab.lessons.static_or_contextual import facts
from embedlab.lessons.static_or_contextual.shipped import load_study
from embedlab.lessons.static_or_contextual.study import Senses, study_senses
from embedlab.models.catalog import card
from embedlab.models.measure import Cost
from embedlab.models.runtime import shared_runtime

CASES = {
    "accuracy_layer0_vs_chance": (
        facts.layer0_choice,
        [
            ((0.05, 0.2), "chance"),
            ((0.2, 0.2), "chance"),
            ((0.29, 0.2), "chance"),
            ((0.31, 0.2), "better"),
            ((1.0, 0.2), "perfect"),
        ],
    ),
    "best_layer_region": (
        facts.region_choice,
        [
            (((0,), 6), "first"),
            (((1,), 6), "middle"),
            (((3, 5), 6), "middle"),
            (((6,), 6), "last"),
            (((11, 12), 12), "several"),
        ],
    ),
    "random_words_cosine": (
        facts.random_words_choice,
        [
            ((-0.02,), "near_zero"),
            ((0.09,), "near_zero"),
            ((0.1,), "between"),
            ((0.49,), "between"),
            ((0.5,), "above_half"),
        ],
    ),
}
FLAT = [(name, arguments, value) for name, (_, cases) in CASES.items() for arguments, value in cases]


@pytest.mark.parametrize(("name", "arguments", "value"), FLAT)
def test_a_choice_falls_where_its_option_says(name, arguments, value):
    assert CASES[name][0](*arguments) == value


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_a_choice_can_be_reached(name):
    assert {value for _, value in CASES[name][1]} == set(choices_of(facts.SenseFacts)[name])


def shipped(model: str, word: str) -> Senses:
    found = load_study(model, word, load_sense_words()[word].occurrences)
    assert found
    return Senses(word, found.study.occurrences, shipped=True, model=card(model), study=found.study)


def live(text: str) -> Senses:
    found, model = parse_sentences(text, "point").occurrences, card("paraphrase-minilm-l3-v2")
    return Senses("point", found, shipped=False, model=model, study=study_senses(shared_runtime(), model, found))


@pytest.mark.parametrize("word", ["point", "bass", "seal"])
@pytest.mark.parametrize("model", ["e5-small-v2", "paraphrase-minilm-l3-v2"])
def test_facts_are_the_numbers_of_the_study(model: str, word: str) -> None:
    found = shipped(model, word)
    scores = found.study.scores
    assert scores
    accuracy = scores.accuracy.tolist()
    best = accuracy.index(max(accuracy))
    known = facts.facts(found).known()
    expected = {
        "word": word,
        "model": card(model).name,
        "n": len(load_sense_words()[word].occurrences),
        "senses": len(load_sense_words()[word].senses),
        "layers": card(model).layers,
        "best_layer": best,
        "best_accuracy": scores.accuracy[best],
        "layer0_accuracy": scores.accuracy[0],
        "anisotropy": scores.mean_cosine[best],
    }
    assert {name: known[name] for name in expected} == pytest.approx(expected)
    assert all(known[name] in options for name, options in choices_of(facts.SenseFacts).items() if name in known)


@pytest.mark.parametrize(("cost", "cheaper"), [(Cost(2.0, 8.0, 20), "lookup"), (Cost(9_000.0, 8.0, 20), "forward")])
def test_cheaper_is_what_was_measured(cost: Cost, cheaper: str) -> None:
    expected = {"lookup_us": cost.lookup_us, "forward_ms": cost.forward_ms, "cheaper": cheaper}
    assert facts.cost_facts(cost).known() == expected


def test_without_scores_there_are_no_facts() -> None:
    assert facts.facts(live("a: a point")).known() == {}


def test_several_forms_and_no_other_words_leave_their_facts_out() -> None:
    forms = facts.facts(live("a: two points here\na: a point there\nb: the sharp point\nb: its point")).known()
    assert forms
    assert "static_spots" not in forms
    alone = facts.facts(live("a: point\na: point.\nb: point!")).known()
    assert alone
    assert not {"anisotropy", "random_words_cosine"} & set(alone)


def test_layers_that_share_the_best_accuracy_are_all_named() -> None:
    """The page's own word by E5: its last two layers are equally good, so no single one is right."""
    known = facts.facts(shipped("e5-small-v2", "point")).known()
    assert (known["best_layers"], known["best_layer_region"]) == ("layers 11 and 12", "several")
    assert facts.facts(shipped("e5-small-v2", "bass")).best_layers
