import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.kit.pages.screen import lesson_page


def written(app: AppTest) -> str:
    """All that a page has drawn as HTML or caption, without its marks."""
    bodies = [element.proto.body for element in app.get("html")] + [element.value for element in app.caption]
    return re.sub(r"<[^>]*>", " ", " ".join(bodies)).replace("\u00a0", " ")


def widget(app: AppTest, name: str) -> bool:
    return any(element.key == f"uses-{name}" for element in (*app.slider, *app.number_input, *app.selectbox))


def test_the_part_tells_scores_pairs_and_what_is_mixed() -> None:
    said = written(lesson_page("uses", parts=["clusters"]))
    assert "The clusters of all-MiniLM-L6-v2 are nearer to the classes." in said
    assert "604,450" in said  # all pairs of 1,100 texts
    assert "mixes most" in said
    assert "on the map" in said


def test_hdbscan_is_asked_other_things_and_says_who_was_left_out() -> None:
    app = lesson_page("uses", parts=["clusters"], clusters_method="HDBSCAN")
    assert "of the texts in none" in written(app)
    assert widget(app, "clusters-least")
    assert not widget(app, "clusters-count10")


def test_counted_words_can_be_looked_at_too() -> None:
    model = written(lesson_page("uses", parts=["clusters"]))
    words = written(lesson_page("uses", parts=["clusters"], clusters_look="TF-IDF as it is"))
    assert "muscle" in model
    assert "of the 50 numbers" in words


def test_strangers_are_told_only_when_asked_for() -> None:
    said = written(lesson_page("uses", parts=["strangers"]))
    assert "12 strangers among 122 texts, the others animal." in said
    assert "✗" not in said
    told = written(lesson_page("uses", parts=["strangers"], strangers_told="true"))
    assert "✗ feeling" in told
    assert "of 12 in all" in told


def test_the_forest_gives_its_cuts_as_the_reason() -> None:
    said = written(lesson_page("uses", parts=["strangers"], strangers_by="Isolation forest"))
    assert "random cuts on average" in said


@pytest.mark.parametrize(("name", "value"), [
    ("clusters_count10", "999"), ("clusters_seed", "inf"), ("clusters_method", "none"), ("clusters_one", "77"),
    ("strangers_k", "-4"), ("strangers_percent", "50"), ("strangers_one", "x"), ("clusters_map", ""),
])  # fmt: skip
def test_an_address_that_asks_for_what_there_is_not_opens_the_page(name: str, value: str) -> None:
    asked: dict[str, Any] = {name: value}
    said = written(lesson_page("uses", parts=["clusters", "strangers"], **asked))
    assert "mixes most" in said or "are not of its most frequent class" in said
    assert "strangers among" in said
