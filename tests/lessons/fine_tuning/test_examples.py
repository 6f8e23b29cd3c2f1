"""What ships to learn from, and what is read before and after: no question of a FAQ is among the pairs."""

import numpy as np

from embedlab.compute.near_duplicates import SAME, jaccard, shingles
from embedlab.content.faq import load_faq
from embedlab.content.toml_records import ASSETS
from embedlab.lessons.fine_tuning.examples import DEFINITIONS, FROZEN, GLOSSES, HAYSTACK, load_pairs, load_probe
from embedlab.words import folded_terms


def folded(text: str) -> str:
    return " ".join(term for term, _ in folded_terms(text))


def test_no_heading_asks_what_a_faq_asks() -> None:
    questions = [shingles(question, 1) for question in load_faq().questions]
    asked = {folded(question) for question in load_faq().questions}
    for query in load_pairs().query:
        assert folded(query) not in asked
        assert max(jaccard(shingles(query, 1), each) for each in questions) < SAME


def test_no_passage_is_an_answer_or_a_text_that_is_searched() -> None:
    searched = {folded(text) for text in load_probe().of("text")}
    assert not searched & {folded(text) for text in load_pairs().text}


def test_a_negative_is_neither_the_own_passage_nor_a_repeat_of_it() -> None:
    pairs = load_pairs()
    assert len(set(pairs.query)) == len(pairs.query) == len(set(pairs.text)) == 2_000
    for row, negative in enumerate(pairs.negative):
        assert negative != row
        assert jaccard(shingles(pairs.text[row]), shingles(pairs.text[negative])) < SAME


def test_the_probe_has_all_questions_and_their_answers_first() -> None:
    probe, faq = load_probe(), load_faq()
    assert probe.of("query") == faq.questions
    assert probe.of("text")[: len(faq.texts)] == faq.texts
    assert len(probe.of("text")) == len(faq.texts) + HAYSTACK
    assert probe.relevant == tuple((number,) for number in range(len(faq.questions)))
    assert len(probe.of("story")) == 50
    assert len(probe.of("definition")) == len(probe.glosses) == DEFINITIONS
    assert len(probe.of("gloss")) == GLOSSES + len({place for row in probe.glosses for place in row})


def test_the_frozen_vectors_are_those_of_these_texts() -> None:
    with np.load(ASSETS / FROZEN, allow_pickle=False) as stored:
        shapes = {name: stored[name].shape for name in stored.files}
        lengths = np.linalg.norm(stored["query"].astype(np.float32), axis=1)
    count = len(load_pairs().query)
    assert shapes == {"query": (count, 384), "text": (count, 384), "probe": (len(load_probe().texts), 384)}
    assert np.abs(lengths - 1).max() < 2e-3


def test_what_ships_of_this_lesson_is_under_seven_megabytes() -> None:
    files = [path for path in (ASSETS / "tuning").iterdir() if path.is_file()]
    files += (ASSETS / "lessons" / "fine_tuning").rglob("*.npz")
    assert sum(path.stat().st_size for path in files) < 7_000_000
