"""One model of the store is missing and cannot be had: each page with words of one's own says so once, and works."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from embedlab.content.pages import load_pages
from embedlab.errors import StoreError
from embedlab.models.cards import ModelCard
from embedlab.models.local import parts_of
from embedlab.models.runtime import Runtime, shared_runtime
from embedlab.models.runtime.model_runtime import State
from embedlab.models.store import Progress, Store
from embedlab.models.store.progress import silent
from embedlab.studies.remembered import RESULTS
from embedlab.ui import model_access
from tests.kit.pages.screen import all_parts, figures, lesson_page, problems

QUESTION = {"query_0": "What keeps snow cold?", "documents_0": "answer: Shade keeps it.\nother: Cats like fish."}
OWN: dict[str, dict[str, str]] = {
    "home": {"b": "Nobody shipped this sentence."},
    "static_or_contextual": {
        "word": "set",
        "sentences": "a: a set of sets\na: the set of all sets\nb: suns set",
    },
    "word_or_sentence": {"text_a6": "Snow falls.", "long": "It is cold.", "open_live": "true"},
    "unsupervised_or_supervised": {"masked": "Snow is [MASK] and cold."},
    "dense_or_sparse": QUESTION | {"all": "true"},
    "every_family": QUESTION,
    "own_corpus": {"search_query_faq": "How do I keep snow cold?"},
    "fine_tuning": {},
    "models": {},
    "single_or_late": QUESTION,
    "symmetric_or_asymmetric": QUESTION,
    "uses": {"mixed_of": "GloVe 6B 50d"},
}


class _Store(Store):
    """The store of this user without one of its models."""

    missing = ""

    def problems(self, card: ModelCard, *, thorough: bool = False) -> list[str]:
        """As if nobody had fetched it yet."""
        parts = [part.id for part in parts_of(card)]
        return [f"{self.missing} is not here"] if self.missing in parts else super().problems(card, thorough=thorough)

    def ensure(self, card: ModelCard, progress: Progress = silent, *, thorough: bool = False) -> Path:
        """Fetch nothing, not even what ships with EmbedLab."""
        if self.problems(card):
            raise StoreError(f"{card.id} is not in the store and cannot be had.")
        return super().ensure(card, progress, thorough=thorough)


class _Runtime(Runtime):
    """Notes which models a page asks for."""

    def __init__(self) -> None:
        super().__init__(replace(shared_runtime().settings, offline=True))
        self.store: _Store = _Store(self.settings.home, offline=True)
        self.asked: dict[str, ModelCard] = {}

    def state(self, card: ModelCard) -> State:
        """Whether it is here, as the page wants to know."""
        if card.has_weights:
            self.asked |= {part.id: part for part in parts_of(card)}
        return super().state(card)


@pytest.fixture(scope="module")
def runtime() -> Iterator[_Runtime]:
    made = _Runtime()
    yield made
    made.close()


def visit(slug: str, runtime: _Runtime, missing: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The page with all its parts open, drawn until every fetch that it began has failed."""
    monkeypatch.setattr(model_access, "shared_runtime", lambda: runtime)
    runtime.store.missing = missing
    lesson_page(slug, **OWN[slug])
    for fetch in model_access._fetches()[0].values():
        assert fetch.thread is not None
        fetch.thread.join(20)
    return lesson_page(slug, **OWN[slug])


@pytest.mark.parametrize("slug", [page.slug for page in load_pages() if page.ready])
def test_each_model_that_a_page_asks_for_may_be_missing(
    slug: str, runtime: _Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all_parts(slug)
    runtime.asked = {}
    model_access._fetches.clear()
    RESULTS.clear()
    whole = visit(slug, runtime, "", monkeypatch)
    assert not problems(whole)
    assert not model_access._fetches()[0]
    asked = {model: card for model, card in runtime.asked.items() if card.bundled}
    needed = set()
    for model, card in asked.items():
        runtime.unload(card)
        model_access._fetches.clear()
        RESULTS.clear()  # or an answer of before would be shown as if the model were here
        page = visit(slug, runtime, model, monkeypatch)
        begun = set(model_access._fetches()[0])
        assert begun <= {model}, "what is here is not fetched"
        needed |= begun
        # Only offered in a list of choices, a model that is not here is no loss to say anything of.
        assert problems(page) == [f"{model} is not in the store and cannot be had."] * len(begun)
        assert figures(page), f"without {model} the page is empty"
        assert set(figures(page)) <= set(figures(whole)), model
        assert begun or set(figures(page)) == set(figures(whole)), f"without {model} a figure is missing without a word"
    # The page of the models lists them and waits for none.
    assert needed or slug == "models", "a page with words of one's own needs a model"
    model_access._fetches.clear()
