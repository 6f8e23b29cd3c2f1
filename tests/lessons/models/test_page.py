"""The page of the models: what is chosen is what is shown, and a model comes and goes."""

import html
import re
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.errors import StoreError
from embedlab.lessons.models.facts import SMALL
from embedlab.lessons.models.study import Census
from embedlab.lessons.models.study_loads import shared_loads
from embedlab.lessons.models.study_rows import model_rows
from embedlab.models import own_models
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card, own_cards
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import shared_runtime
from embedlab.ui import model_access
from tests.kit.pages.screen import alive, bodies, figures, findings, lesson_page, markdown, notes, problems
from tests.models.kit.making import tiny_bert

E5 = "e5-small-v2"
CENSUS = Census((), {}, "parameters", 40, card(E5))


def test_a_longer_text_uses_more_of_a_table() -> None:
    app = lesson_page("models", parts=())
    before = findings(app)
    alive(app.number_input(key="models-tokens").set_value(500).run())
    assert findings(app) != before
    assert "A text of 500 tokens" in findings(app)[0]


def test_each_size_has_its_own_figure_and_sentence() -> None:
    app = lesson_page("models", parts=())
    said = set()
    for name in ("parameters", "bytes", "stored", "work", "longest"):
        alive(app.selectbox(key="models-quantity").set_value(name).run())
        said.add((findings(app)[0], figures(app)["models-sizes"]["layout"]["xaxis"]["title"]["text"]))
    assert len(said) == 5


def test_the_card_is_that_of_the_chosen_model() -> None:
    app = lesson_page("models", parts={"card"}, model=card(E5).name)
    shown = html.unescape(bodies(app))
    assert card(E5).summary in shown
    assert card(E5).choose_when in shown
    assert "query: " in shown
    assert all(file.sha256 in shown for source in card(E5).sources if source.kind == "wheel" for file in source.files)


def test_two_cards_mark_what_differs() -> None:
    app = lesson_page("models", parts={"compared"}, model=card(SMALL).name, other=card(E5).name)
    shown = bodies(app)
    marked = re.findall("<mark[^>]*>(.*?)</mark>", shown)
    assert "12" in marked
    assert "384 numbers" not in marked


def loaded(app: AppTest, entry: ModelCard) -> AppTest:
    """The page after Load was pressed and the load in the background has ended."""
    alive(app.button(key=f"el-models-load-{entry.id}").click().run())
    if (load := shared_loads().under_way(entry)) is not None:
        assert load.over.wait(60)
    return alive(app.run())


def test_a_model_is_loaded_and_unloaded_where_the_setting_lets_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embedlab.lessons.models.view_card.may_manage", lambda: True)
    shared_runtime().unload(card(E5))
    app = loaded(lesson_page("models", parts={"running"}, model=card(E5).name), card(E5))
    assert shared_runtime().state(card(E5)) == "loaded"
    assert any("Now: in memory, onnx:cpu" in said.value for said in app.caption)
    alive(app.button(key=f"el-models-unload-{E5}").click().run())
    assert shared_runtime().state(card(E5)) == "stored"
    assert any("Now: on this disk" in said.value for said in app.caption)


def test_the_page_says_for_how_long_a_model_loads_and_stays_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    shared_runtime().unload(card(E5))
    go, load = Event(), shared_runtime().load

    def slow(entry: ModelCard) -> object:
        assert go.wait(60)
        return load(entry)

    monkeypatch.setattr(shared_runtime(), "load", slow)
    app = lesson_page("models", parts=(), model=card(E5).name)
    try:
        alive(app.button(key=f"el-models-load-{E5}").click().run())
        said = [caption.value.replace("\\", "") for caption in app.caption]
        assert any(re.match(r"Loading E5 small v2 … \d+\xa0?", line) for line in said)
        assert not [button for button in app.button if button.key == f"el-models-load-{E5}"]
        before = findings(app)
        alive(app.number_input(key="models-tokens").set_value(300).run())
        assert findings(app) != before
    finally:
        go.set()
        held = shared_loads().under_way(card(E5))
        assert held is None or held.over.wait(60)


def test_a_load_that_fails_says_why_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shared_runtime().unload(card(E5))

    def broken(_: ModelCard) -> None:
        raise StoreError("The store cannot be read; check its disk.")

    with monkeypatch.context() as patch:
        patch.setattr(shared_runtime(), "load", broken)
        app = loaded(lesson_page("models", parts=(), model=card(E5).name), card(E5))
        assert problems(app) == ["The store cannot be read; check its disk."]
    assert problems(loaded(app, card(E5))) == []


def test_what_a_model_has_answered_is_said_since_the_start_of_the_server() -> None:
    app = lesson_page("models", parts=(), model=card("paraphrase-minilm-l3-v2").name)
    line = next(said.value for said in app.caption if said.value.startswith("Since this server started:"))
    passes = shared_runtime().latency(card("paraphrase-minilm-l3-v2")).passes
    assert ("– not asked yet." in line) == (passes == 0)
    text_vectors(shared_runtime(), card("paraphrase-minilm-l3-v2"), ["a text that nobody has typed before"])
    line = next(said.value for said in alive(app.run()).caption if said.value.startswith("Since this server started:"))
    assert re.search(rf"{passes + 1} pass(es)? over .* texts?, median .*, 95th percentile ", line)


def test_paper_and_repository_are_links() -> None:
    shown = bodies(lesson_page("models", parts={"card"}, model=card(E5).name))
    assert f'<a href="{card(E5).paper.url}">' in shown
    assert '<a href="https://huggingface.co/intfloat/e5-small-v2">' in shown


def test_markup_in_the_name_of_a_model_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embedlab.lessons.models.view_own.may_manage", lambda: True)
    monkeypatch.setattr(own_models, "_write", lambda *_: None)
    name = "<img src=x onerror=alert(1)> **b** $x$"
    own_models.take_in(own_models.look_at_folder(str(tiny_bert(tmp_path / name)), 10**9), tmp_path)
    (brought,) = own_cards().values()
    try:
        app = loaded(lesson_page("models", model=name), brought)
        assert "<img" not in bodies(app) + markdown(app)
        assert not [said.value for said in app.caption if "**b**" in said.value]
        assert brought.parameters in [row["parameters"] for row in model_rows(CENSUS, [brought])]
    finally:
        shared_runtime().unload(brought)
        shared_runtime().store.remove(brought)
        own_models.leave(brought.id)
        model_access.forget_fetch(brought)
        shared_loads().forget(brought)


def test_a_visitor_may_neither_unload_nor_bring_anything() -> None:
    shared_runtime().load(card(SMALL))
    app = lesson_page("models", parts={"own"}, model=card(SMALL).name)
    assert not [button for button in app.button if "unload" in button.key]
    assert any("EMBEDLAB_MANAGE" in said.value for said in app.caption)
    assert not [box for box in app.text_input if "own" in box.key]


def test_a_model_of_the_hub_is_not_fetched_for_a_visitor() -> None:
    app = lesson_page("models", parts=(), model=card("bert-base-uncased").name)
    alive(app.button(key="el-models-load-bert-base-uncased").click().run())
    assert "Only whoever serves this app may fetch models from the hub." in notes(app)


def test_a_folder_is_brought_and_stands_in_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embedlab.lessons.models.view_own.may_manage", lambda: True)
    folder = tiny_bert(tmp_path / "tiny-bert")
    monkeypatch.setattr(own_models, "_write", lambda *_: None)
    app = lesson_page("models", parts={"own"}, session={"models-own-place": "folder"})
    alive(app.text_input(key="models-own-folder").set_value(str(folder)).run())
    alive(app.button(key="el-models-own-take").click().run())
    (brought,) = own_cards().values()
    try:
        assert brought.name in app.selectbox(key="models-model").options or brought.name in bodies(app)
        shared_runtime().load(brought)
        senses = lesson_page("static_or_contextual", parts=())
        assert brought.name in senses.selectbox(key="static_or_contextual-model").options
    finally:
        shared_runtime().unload(brought)
        shared_runtime().store.remove(brought)
        own_models.leave(brought.id)
        model_access.forget_fetch(brought)


@pytest.mark.parametrize("path", ["/nowhere", "<b>x</b>", "  "])
def test_a_folder_that_is_none_is_said_where_it_was_typed(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embedlab.lessons.models.view_own.may_manage", lambda: True)
    app = lesson_page("models", parts={"own"}, session={"models-own-place": "folder"})
    alive(app.text_input(key="models-own-folder").set_value(path).run())
    alive(app.button(key="el-models-own-take").click().run())
    assert [text for text in problems(app) if text.startswith("There is no model folder")]
