"""What one head says of the test texts, and its scores in parts that add up."""

import numpy as np
import pytest

from embedlab.compute.few_shot import HEADS, HeadName
from embedlab.content.labelled_set import read_glosses
from embedlab.lessons.uses.study_mixed import BIAS, lead_of, lead_rows, mixed_rows, told_of
from embedlab.models.catalog import card
from embedlab.studies.labelled.text_points import COUNTS, FIRST, Points, shipped_points

GLOSSES = read_glosses()


def points(model: str) -> Points:
    if model == COUNTS:
        return Points.counted(GLOSSES.texts)
    rows = shipped_points(GLOSSES, model)
    assert rows is not None
    return Points(model, card(model).name, card(model).family, rows)


def test_every_test_text_has_its_cell() -> None:
    told = told_of(GLOSSES, points(FIRST[0]), "logistic", 8, 0)
    counts = told.counts(GLOSSES)
    assert counts.sum() == GLOSSES.test.sum()
    assert np.trace(counts) == (told.given == GLOSSES.labels[told.tested]).sum()
    mixed = told.mixed(GLOSSES)
    assert sum(count for *_, count in mixed) == counts.sum() - np.trace(counts)
    assert [count for *_, count in mixed] == sorted((count for *_, count in mixed), reverse=True)
    true, given, count = mixed[0]
    assert len(told.texts_of(GLOSSES, true, given)) == count
    rows = mixed_rows(GLOSSES, told)
    assert rows[true * 10 + given]["texts"] == count


def test_the_surest_mistake_comes_first_and_probabilities_sum_to_1() -> None:
    told = told_of(GLOSSES, points(FIRST[0]), "logistic", 8, 0)
    true, given, _ = told.mixed(GLOSSES)[0]
    places = told.texts_of(GLOSSES, true, given)
    leads = [told.scores[place, given] - told.scores[place, true] for place in places]
    assert leads == sorted(leads, reverse=True)
    assert all(lead > 0 for lead in leads)
    assert told.probabilities(places[0]).sum() == pytest.approx(1)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("model", [*FIRST[:2], COUNTS])
def test_the_parts_of_a_lead_add_up_to_it(model: str, head: HeadName) -> None:
    made = points(model)
    told = told_of(GLOSSES, made, head, 8, 0)
    for true, given, _ in told.mixed(GLOSSES)[:5]:
        place = told.texts_of(GLOSSES, true, given)[0]
        lead = lead_of(GLOSSES, made, told, place, true)
        assert lead.parts.sum() == pytest.approx(lead.total, abs=1e-3)
        assert lead.total == pytest.approx(told.scores[place, given] - told.scores[place, true])
        assert (BIAS in lead.names) is (head == "logistic")
        assert lead_rows(lead)[-1]["value"] == lead.total


def test_the_parts_of_counted_words_are_its_words() -> None:
    made = points(COUNTS)
    told = told_of(GLOSSES, made, "logistic", 64, 0)
    true, given, _ = told.mixed(GLOSSES)[0]
    place = told.texts_of(GLOSSES, true, given)[0]
    text = GLOSSES.texts[told.tested[place]].lower()
    lead = lead_of(GLOSSES, made, told, place, true)
    assert all(name in text for name in lead.names if name != BIAS)
    assert lead.rows == ()


def test_the_parts_of_vectors_are_the_labelled_texts() -> None:
    made = points(FIRST[0])
    told = told_of(GLOSSES, made, "centroid", 4, 0)
    true, given, _ = told.mixed(GLOSSES)[0]
    place = told.texts_of(GLOSSES, true, given)[0]
    lead = lead_of(GLOSSES, made, told, place, true)
    assert lead.rows == tuple(told.learnt)
    largest = int(np.argmax(np.abs(lead.parts)))
    assert lead.names[largest] == "text 1"
    other = [part for part, row in zip(lead.parts, lead.rows, strict=True) if GLOSSES.labels[row] not in (true, given)]
    assert not np.any(other)
