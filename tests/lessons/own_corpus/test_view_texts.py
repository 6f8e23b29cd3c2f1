"""A visitor's own texts on lesson 8: from files to a collection, and from queries to the collection that is open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.studies.corpus.collection_store import Collections, shared_collections
from tests.content.corpus_files.made import BEIR, pdf, zipped
from tests.kit.pages.screen import alive, bodies, findings, lesson_page, notes, problems

SLUG = "own_corpus"
FILES = f"{SLUG}-texts-files-0"
USE = f"el-{SLUG}-texts-use"
LONG = "The boat sank in the harbour of the old town. " * 20


@pytest.fixture(autouse=True)
def collections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collections]:
    """Collections of the test's own."""
    monkeypatch.setenv("EMBEDLAB_COLLECTIONS", str(tmp_path))
    shared_collections.cache_clear()
    yield shared_collections()
    shared_collections.cache_clear()


def uploaded(*files: tuple[str, bytes]) -> AppTest:
    app = lesson_page(SLUG, parts=("texts",))
    app.file_uploader(key=FILES).set_value([(name, content, "") for name, content in files])
    return alive(app.run())


def own(collections: Collections) -> list[str]:
    return [record.name for record in collections.all() if record.id != "faq"]


def test_a_beir_folder_becomes_the_collection_of_the_address(collections: Collections) -> None:
    app = uploaded(("tiny.zip", zipped(BEIR)))
    assert any(line.startswith("2 texts, 3 queries, 2 judgements to use.") for line in notes(app))
    assert own(collections) == [], "nothing is kept until it is asked for"
    alive(app.button(key=USE).click().run())
    (record,) = [each for each in collections.all() if each.id != "faq"]
    assert (record.name, record.documents, record.queries, record.judgements) == ("tiny", 2, 3, 2)
    assert app.query_params[f"{SLUG}-corpus"] == record.id
    assert any(line.startswith("tiny is open: 2 texts.") for line in notes(app))
    assert app.file_uploader(key=f"{SLUG}-texts-files-1").value == []


def test_chunks_are_marked_counted_and_kept(collections: Collections) -> None:
    app = uploaded(("notes.md", f"# Boats\n\n{LONG}\n\n<b>{LONG}".encode()))
    way = next(each for each in app.get("button_group") if each.label == "Cut each text")
    alive(way.set_value("paragraphs").run())
    assert any(line.startswith("The text is cut into 2 chunks of") for line in findings(app))
    assert "&lt;b&gt;The boat" in bodies(app)
    assert any("Counted on all of 2 chunks." in line for line in findings(app))
    alive(app.button(key=USE).click().run())
    (record,) = [each for each in collections.all() if each.id != "faq"]
    assert (record.documents, record.chunks, record.chunking) == (1, 2, "by paragraph")


def test_another_column_can_be_the_text(collections: Collections) -> None:
    app = uploaded(("x.csv", b"id,short,text\n1,one,A longer text.\n2,two,Another text.\n"))
    column = next(each for each in app.multiselect if each.label.startswith("Columns of the text"))
    assert column.value == ["text"]
    alive(column.set_value(["short"]).run())
    alive(app.button(key=USE).click().run())
    (record,) = [each for each in collections.all() if each.id != "faq"]
    documents = collections.table(record, "documents")
    assert documents is not None
    assert documents.to_pylist()[0] == {"_id": "1", "_text": "one", "text": "A longer text."}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("a.csv", b"\x89PNG\r\n\x1a\n"), "a.csv is a picture;"),
        (("a.pdf", pdf("")), "a.pdf is a PDF without text,"),
        (("a.pdf", pdf("x", password="secret")), "a.pdf is locked with a password;"),
        (("a.zip", zipped({"../a.txt": "a"})), "a.zip holds ../a.txt, a name that leads out of its folder;"),
        (("a.zip", zipped({"a.txt": bytes(5_000_000)})), "a.zip holds a.txt, which unpacks to 5\u00a0MB"),
        (("a.csv", "caf\u00e9,b".encode("latin-1")), "a.csv is not UTF-8 text;"),
        (("a.csv", b"id,text\n1,\n2,\n"), "No document is left; choose another column."),
        (("qrels.txt", b"1 0 d1 1\n"), "None of these files holds documents;"),
        (("<img src=x>.csv", b"\x89PNG"), "<img src=x>.csv is a picture;"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_below_it(file: tuple[str, bytes], said: str) -> None:
    app = uploaded(file)
    assert [line for line in problems(app) if line.startswith(said)]
    assert "<img" not in bodies(app)
    assert not [button for button in app.button if button.key == USE]


def test_queries_can_be_pasted_with_their_judgements(collections: Collections) -> None:
    app = uploaded(("tiny.txt", b"A lemon is sour.\nHoney is sweet.\n"))
    alive(app.button(key=USE).click().run())
    queries, judgements = app.text_area[-2:]
    queries.set_value("what is sour\nwhat is sweet\n")
    judgements.set_value("1 0 1 2\n2 0 2 1\n2 0 9 1\nno judgement\n")
    alive(app.run())
    assert any(
        line.split("\n")[:3]
        == ["2 queries and 2 judgements to use.",
            "1 line of The list of judgements left out: no judgement; the first is line 4.",
            "1 judgement left out: no document here has that id."]
        for line in notes(app)
    )  # fmt: skip
    alive(app.button(key=f"el-{SLUG}-ask-use").click().run())
    (record,) = [each for each in collections.all() if each.id != "faq"]
    assert (record.queries, record.judgements) == (2, 2)
    assert "They are in use." in [caption.value for caption in app.caption]
