"""Lesson 6: what the visitor changes changes the figures, and bad input is said without losing anything."""

import csv
import io

import numpy as np
import pytest
from scipy.stats import binomtest
from streamlit.testing.v1 import AppTest

from embedlab.content.collections import Collection, load_collections
from embedlab.content.lesson_text import load_lesson
from embedlab.content.triples import load_triples
from embedlab.lessons.symmetric_or_asymmetric.examples import COMPARED
from embedlab.lessons.symmetric_or_asymmetric.export import triple_rows
from embedlab.lessons.symmetric_or_asymmetric.found import find_rankings
from embedlab.lessons.symmetric_or_asymmetric.shipped import load_task_ranks, load_triple_scores
from embedlab.models.runtime import shared_runtime
from embedlab.numbers_text import percent
from embedlab.studies.rank import RankOptions, rank_documents
from embedlab.studies.rank.ranker import Prefixes
from embedlab.studies.rows import Rows, csv_bytes
from embedlab.studies.searches import Document, Search, rank_rows
from tests.kit.pages.screen import (
    alive,
    alternatives,
    bodies,
    figures,
    findings,
    lesson_page,
    markdown,
    notes,
    problems,
    results,
)

SLUG = "symmetric_or_asymmetric"
RANKINGS, MODELS, ORDER = f"{SLUG}-rankings", f"{SLUG}-models", f"{SLUG}-prefix-order"
LESSON = load_lesson("symmetric_or_asymmetric")
EXAMPLES = {collection.name: collection for collection in load_collections(LESSON.slug)}
OWN = "question: What is bread for?\nanswer: Bread is baked dough.\nThe sea is deep."


def own(text: str) -> AppTest:
    """The first example with the visitor's documents, which stay where they were typed."""
    app = lesson_page(SLUG)
    alive(app.text_area(key=f"{SLUG}-documents-0").set_value(text).run())
    assert app.text_area(key=f"{SLUG}-documents-0").value == text
    assert "The measurement in numbers" in bodies(app)
    assert "el-reading" in bodies(app)
    return app


def test_the_first_screen_answers() -> None:
    app = lesson_page(SLUG)
    assert {RANKINGS, MODELS, f"{SLUG}-shares", ORDER, f"{SLUG}-prefix-moves"} <= set(figures(app))
    assert findings(app)[0] == (
        "First by paraphrase: a question, the best answer at rank 6. First by two towers: an answer. "
        "Over the page's 6 examples an answer comes first in 0 by paraphrase and 6 by two towers."
    )
    assert findings(app)[2].startswith("The best answer stands at rank 6 by paraphrase, 2 by MiniLM, 1 by E5, ")
    assert findings(app)[2].endswith(", 1 by ColBERT, 1 by cross-encoder.")
    assert "goes from rank 5 to rank 1" in findings(app)[3]
    assert len([radio for radio in app.radio if (radio.key or "").startswith("el-quiz")]) == 5
    assert problems(app) == []


def test_what_gives_the_answer_away_is_veiled_until_the_visitor_has_guessed() -> None:
    app = lesson_page(SLUG, guess="", parts="")
    assert not any(line.startswith("First by") for line in findings(app))
    # The guess is about the first text by the paraphrase model: till then the texts stand as they are listed.
    assert "by as listed: What is Python used for?; two towers, asymmetric: Python is" in alternatives(app)[RANKINGS]
    assert "answer</span>" not in str(figures(app)[RANKINGS])
    alive(app.button(key=f"el-guess-{SLUG}-0").click().run())
    assert findings(app)[0].startswith("First by paraphrase: a question")
    assert "as listed" not in alternatives(app)[RANKINGS]
    assert "answer</span>" in str(figures(app)[RANKINGS])
    assert "has rank **6** of" in markdown(app)


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    assert set(figures(lesson_page(SLUG, parts=""))) == {RANKINGS, f"{SLUG}-shares"}


def test_the_visitor_chooses_which_two_models_are_compared_and_a_link_keeps_it() -> None:
    app = lesson_page(SLUG, parts="", first="MiniLM", second="E5")
    assert findings(app)[0] == (
        "First by MiniLM: a question, the best answer at rank 2. First by E5: an answer. "
        "Over the page's 6 examples an answer comes first in 0 by MiniLM and 1 by E5."
    )
    alive(app.selectbox(key=f"{SLUG}-second").set_value("ms-marco-minilm-l12-v2").run())
    assert "First by cross-encoder: an answer." in findings(app)[0]
    assert "MiniLM, symmetric: " in alternatives(app)[RANKINGS]
    assert "cross-encoder, asymmetric: " in alternatives(app)[RANKINGS]


def test_another_example_and_another_query_change_the_ranking() -> None:
    app = lesson_page(SLUG)
    before = alternatives(app)[RANKINGS]
    alive(app.selectbox(key=f"{SLUG}-example").set_value("What is Mercury?").run())
    mercury = alternatives(app)[RANKINGS]
    assert mercury != before
    alive(app.text_input(key=f"{SLUG}-query-1").set_value("How hot is Mercury?").run())
    assert alternatives(app)[RANKINGS] != mercury


def test_the_setting_of_the_prefixes_changes_the_order() -> None:
    before = alternatives(app := lesson_page(SLUG))[ORDER], findings(app)
    alive(app.segmented_control(key=f"{SLUG}-prefix").set_value("swapped").run())
    assert alternatives(app)[ORDER] != before[0]
    assert findings(app) != before[1]


def test_own_documents_with_kinds_are_ranked_live() -> None:
    app = own(OWN)
    assert findings(app)[0].startswith("First by paraphrase: ")
    assert findings(app)[2].startswith("The best answer stands at rank")
    assert "Bread is baked dough." in bodies(app)
    assert problems(app) == []


def test_without_a_named_answer_the_page_says_so() -> None:
    app = own("Bread is baked dough.\nThe sea is deep.")
    assert "No text is called an answer" in findings(app)[0]
    assert any("the questions have answers" in line for line in notes(app))


def test_an_empty_query_and_no_documents() -> None:
    app = lesson_page(SLUG)
    alive(app.text_input(key=f"{SLUG}-query-0").set_value(" ").run())
    assert problems(app) == ["The query is empty. Type something to search for."]
    assert problems(own(" ")) == ["There is no document to search. Press Documents and type some, one a line."]


@pytest.mark.parametrize("markup", ["<img src=x onerror=alert(1)>", "<script>1</script> $x^2$ **b** :smile:"])
def test_markup_is_shown_and_never_interpreted(markup: str) -> None:
    app = own(f"answer: {markup}\nother: plain")
    sent = bodies(app) + str([figure["data"] for figure in figures(app).values()])
    assert "<img" not in sent
    assert "<script" not in sent


def test_ten_thousand_characters_are_refused_with_their_number() -> None:
    assert any("Document 1 has 10,000 characters" in line for line in problems(own("x" * 10_000 + "\nplain")))


def test_501_documents_are_too_many_by_one_and_the_others_are_ranked() -> None:
    app = own("\n".join(f"answer: {number}" for number in range(501)))
    assert problems(app) == ["These are 501 documents; only the first 500 are used."]
    assert alternatives(app)[RANKINGS].startswith("Ranks of 500 texts by 2 rankers.")
    assert alternatives(app)[MODELS].startswith(f"Ranks of 500 texts by {len(COMPARED)} rankers.")
    assert findings(app)[2].startswith("The best answer stands at rank 1 by paraphrase")


def rank_of_answer(collection: Collection, model: str, prefixes: Prefixes = "right") -> int:
    """The rank of the best answer by a live ranking, worked out by sorting."""
    texts = [doc.text for doc in collection.docs]
    scores = rank_documents(shared_runtime(), model, collection.query, texts, RankOptions(prefixes=prefixes)).scores
    order: list[int] = np.argsort(-scores).tolist()
    return min(order.index(i) for i, doc in enumerate(collection.docs) if doc.kind == "answer") + 1


def right_options(collection: Collection) -> list[str]:
    """The right option of each question, from live rankings and the shipped scores of the triples."""
    texts = [doc.text for doc in collection.docs]
    paraphrase = rank_documents(shared_runtime(), "paraphrase-minilm-l3-v2", collection.query, texts)
    bare, prefixed = (rank_of_answer(collection, "e5-small-v2", prefixes) for prefixes in ("none", "right"))
    scores = load_triple_scores()
    same, roles = (load_task_ranks()[key].duplicate == 1 for key in ("e5-small-v2 (same)", "e5-small-v2"))
    control = np.mean(scores["e5-small-v2"].entry > scores["e5-small-v2"].paraphrase)
    one, other = (scores[key].answer > scores[key].related for key in ("all-minilm-l6-v2", "e5-small-v2 (none)"))
    alone = int((one & ~other).sum()), int((other & ~one).sum())
    found = int((same & ~roles).sum()), int((roles & ~same).sum())
    luck = binomtest(alone[0], sum(alone)).pvalue >= 0.05
    return [
        collection.docs[int(paraphrase.scores.argmax())].kind,
        "higher" if prefixed < bare else "same" if prefixed == bare else "lower",
        "open" if binomtest(found[0], sum(found)).pvalue >= 0.05 else "same" if found[0] > found[1] else "right",
        "hardly_ever" if control < 0.1 else "sometimes" if control < 0.5 else "mostly",
        "open" if luck else "minilm" if alone[0] > alone[1] else "bare",
    ]


def checked(app: AppTest, number: int, option: str) -> str:
    """The verdict on one answer."""
    key = f"el-quiz-{LESSON.slug}-{number}"
    app.radio(key=key).set_value(option)
    alive(app.button(key=f"{key}-press").click().run())
    return results(app)[-1]


@pytest.mark.parametrize("example", ["What is Python?", "What is a sonata?"])
def test_every_right_answer_is_the_computed_one(example: str) -> None:
    app = lesson_page(SLUG, example=example)
    for number, option in enumerate(right_options(EXAMPLES[example])):
        assert checked(app, number, option) == "Right."


def test_the_examples_do_not_have_the_same_answers() -> None:
    assert right_options(EXAMPLES["What is Python?"]) != right_options(EXAMPLES["What is a sonata?"])


def test_a_wrong_answer_is_told_the_right_one_with_the_numbers_of_the_page() -> None:
    app = lesson_page(SLUG)
    right = right_options(EXAMPLES["What is Python?"])[1]
    wrong = next(option for option in LESSON.quiz[1].options if option != right)
    assert checked(app, 1, wrong) == f"Not here. On this page the answer is: {LESSON.quiz[1].options[right]}"
    assert "From rank 5 without prefixes to rank 1 with them" in markdown(app)


TYPED = (
    Document("=1+1 is a formula in a spreadsheet.", "other"),
    Document('Bread is "baked" dough,\\ it\'s {food}.', "answer"),
    Document("Brot, хлеб, 麵包: what are they?", "question"),
)


def searched() -> Search:
    return Search("What is Python?", "What is bread?", TYPED, shipped=False)


def parsed(rows: Rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))


def test_the_rankings_come_back_from_their_csv() -> None:
    found = list(find_rankings(searched()).results.values())
    rows = parsed(rank_rows(searched(), found))
    assert len(rows) == len(COMPARED) * len(TYPED)
    assert {row["query"] for row in rows} == {"What is bread?"}
    for result, start in zip(found, range(0, len(rows), len(TYPED)), strict=True):
        part = rows[start : start + len(TYPED)]
        assert {row["model"] for row in part} == {result.model}
        assert [(row["text"].removeprefix("'"), row["kind"]) for row in part] == [(d.text, d.kind) for d in TYPED]
        assert [float(row["score"]) for row in part] == pytest.approx(result.scores)
        by_score = sorted(part, key=lambda row: -float(row["score"]))
        assert [int(row["rank"]) for row in by_score] == [1, 2, 3]
    assert rows[0]["text"].startswith("'=")


def test_the_csv_of_the_triples_gives_the_shares_of_the_page() -> None:
    rows = parsed(triple_rows(load_triple_scores()))
    shares = {}
    for key in load_triple_scores():
        part = [row for row in rows if row["model"] == key]
        assert [row["question"] for row in part] == [triple.question for triple in load_triples()]
        shares[key] = np.mean([float(row["answer"]) > float(row["related"]) for row in part])
    low, high = min(shares.values()), max(shares.values())
    assert findings(lesson_page(SLUG))[1].startswith(f"From {percent(low)} to {percent(high)}: ")
