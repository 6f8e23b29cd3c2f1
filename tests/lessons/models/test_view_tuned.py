"""The models that a visitor has tuned: on the page of the models and in the lists, for that visitor alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.lessons.models.view_tuned import NONE_YET, tuned_lines
from embedlab.models.catalog import card
from embedlab.models.tuned_models import Tuned, shared_tuned_models
from tests.kit.pages.screen import alive, bodies, lesson_page
from tests.models.kit.tuning import tiny_generalist

ABOUT = Tuned("adapter", "all-minilm-l6-v2", 2_000, 189, 147_456, 2.4)
OWNER = {"el-visitor": "who-tuned-it"}


@pytest.fixture(scope="module")
def generalist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_generalist(tmp_path_factory.mktemp("generalist"))


@pytest.fixture
def model_id(generalist: Path, tmp_path: Path) -> Iterator[str]:
    models = shared_tuned_models()
    made = models.add(Path(shutil.copytree(generalist, tmp_path / "copy")), ABOUT, OWNER["el-visitor"])
    models.rename(made, "<b>MiniLM</b> tuned (adapter, $x$)")
    yield made
    models.remove(made)


def test_its_owner_sees_how_it_came_about_and_can_delete_it(model_id: str) -> None:
    app = lesson_page("models", parts={"own"}, session=OWNER)
    shown = bodies(app)
    assert "&lt;b&gt;MiniLM&lt;/b&gt; tuned (adapter, $x$)" in shown
    assert "2,000 pairs in 189 steps" in shown
    assert [button.key for button in app.get("download_button")] or "Download" in str(app.get("download_button"))
    alive(app.button(key=f"el-models-tuned-delete-{model_id}").click().run())
    assert any(said.value == NONE_YET for said in app.caption)
    assert shared_tuned_models().find(model_id) is None


def test_nobody_else_sees_it(model_id: str) -> None:
    app = lesson_page("models", parts={"own"}, session={"el-visitor": "somebody-else"})
    assert "MiniLM&lt;" not in bodies(app)
    assert any(said.value == NONE_YET for said in app.caption)


def test_it_stands_in_the_lists_of_its_owner_alone(model_id: str) -> None:
    for session, seen in ((OWNER, True), ({"el-visitor": "somebody-else"}, False)):
        app = lesson_page("word_or_sentence", parts=(), session=session)
        boxes = [*app.selectbox, *app.multiselect]
        assert any(card(model_id).name in box.options for box in boxes) == seen


def test_the_lines_say_what_was_changed(model_id: str) -> None:
    found = shared_tuned_models().find(model_id)
    assert found is not None
    lines = dict(tuned_lines(found))
    assert lines["Tuned from"] == "all-MiniLM-L6-v2"
    assert lines["Changed"].startswith("adapter, 147\N{NO-BREAK SPACE}k of ")
    assert lines["Took"] == "2\N{NO-BREAK SPACE}s"
