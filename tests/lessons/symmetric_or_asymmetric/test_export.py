"""What can be taken away from lesson 6 as a notebook: the search, the prefixes and the scores of the page."""

from typing import Any

import pytest

from embedlab.lessons.symmetric_or_asymmetric.examples import SHORT
from embedlab.lessons.symmetric_or_asymmetric.export import Takeaway, notebook
from embedlab.lessons.symmetric_or_asymmetric.found import find_rankings
from embedlab.lessons.symmetric_or_asymmetric.study import Asymmetric
from embedlab.studies.searches import Document, Search

TYPED = (Document("What is bread for?", "question"), Document("Bread is baked dough.", "answer"))


@pytest.fixture(scope="module")
def found() -> Asymmetric:
    return find_rankings(Search("What is Python?", "What is bread?", TYPED, shipped=False))


def asked(found: Asymmetric, shown: Takeaway) -> dict[str, Any]:
    """The values as they are when the notebook is asked for."""
    return {name: value() if callable(value) else value for name, value in notebook(found, shown).items()}


def test_the_notebook_has_the_texts_with_their_kinds_and_the_scores_of_the_page(found: Asymmetric) -> None:
    said = asked(found, Takeaway())
    assert (said["texts"], said["kinds"]) == ([d.text for d in TYPED], ["question", "answer"])
    for model in ("paraphrase-minilm-l3-v2", "ms-marco-minilm-l12-v2", "two-tower-embedlab"):
        assert said["page"][SHORT[model]] == pytest.approx(found.results[model].scores, abs=1e-4)


def test_the_notebook_has_the_prefixes_of_the_laboratory_while_it_is_about_this_search(found: Asymmetric) -> None:
    shown = Takeaway("none", found.bare, found.search)
    said = asked(found, shown)
    assert said["prefixes"] == "none"
    assert said["page"]["with prefix"] == said["page"]["no prefix"]
    shown.search = Search("What is Python?", "Another query", TYPED, shipped=False)
    said = asked(found, shown)
    assert said["prefixes"] == "right"
    assert said["page"]["with prefix"] != said["page"]["no prefix"]
