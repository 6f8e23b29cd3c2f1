"""A small collection through the real command line: brought, searched, measured, reported, listed, deleted."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from embedlab.cli.index_command import Brought, index_file
from embedlab.cli.report_command import write_report
from embedlab.cli.search_command import search_collection
from embedlab.errors import InputError
from embedlab.studies.corpus.wishes import Wishes
from tests.cli.conftest import Told
from tests.kit.home_with_models import home_with_models
from tests.models.kit.process import ROOT, embedlab

DOCUMENTS = (
    '{"_id": "tyre", "title": "Tyres", "text": "How to change a flat tire on a car."}\n'
    '{"_id": "egg", "title": "Cooking", "text": "To boil an egg put it in water for six minutes."}\n'
    '{"_id": "coffee", "title": "=HYPERLINK(1)", "text": "Grind the beans and pour hot water over them."}\n'
    '{"_id": "brakes", "title": "Brakes", "text": "The brakes of a vehicle must be checked every year."}\n'
    '{"_id": "train", "title": "Train", "text": "The train leaves at noon from platform nine."}\n'
)
QUERIES = '{"_id": "q1", "text": "boil an egg"}\n{"_id": "q2", "text": "platform of the train"}\n'
QRELS = "q1 0 egg 1\nq2 0 train 2\nq2 0 nowhere 1\n"

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("corpus")
    for name, content in (("docs.jsonl", DOCUMENTS), ("queries.jsonl", QUERIES), ("judged.qrels", QRELS)):
        (made / name).write_text(content, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def environ(folder: Path, bundled_weights: None) -> dict[str, str]:
    return home_with_models(folder / "home")


@pytest.fixture(scope="module")
def run(environ: dict[str, str], folder: Path) -> Run:
    """Run a command that succeeds and return the JSON it prints, and what it says beside."""

    def once(*arguments: str) -> tuple[Any, str]:
        done = embedlab(*[each.replace("@", f"{folder}/") for each in arguments], environ=environ)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout), done.stderr.decode()

    return once


@pytest.fixture(scope="module")
def tickets(run: Run) -> dict[str, Any]:
    """The collection, brought once for all tests."""
    entry, _ = run(
        "index", "@docs.jsonl", "--name", "tickets", "--models", "bm25,glove-6b-50d", "--queries", "@queries.jsonl",
        "--qrels", "@judged.qrels",
    )  # fmt: skip
    assert isinstance(entry, dict)
    return entry


def test_what_was_brought_is_said(tickets: dict[str, Any]) -> None:
    assert (tickets["name"], tickets["documents"], tickets["queries"], tickets["judgements"]) == ("tickets", 5, 2, 2)
    assert (tickets["models"], tickets["partly"]) == (["glove-6b-50d"], {})
    assert "1 judgement left out: no document here has that id." in tickets["said"]


def test_the_same_file_once_more_goes_on_and_keeps_its_id(run: Run, tickets: dict[str, Any]) -> None:
    again, said = run("index", "@docs.jsonl", "--name", "tickets", "--models", "glove-6b-50d,splade-tiny")
    assert again["id"] == tickets["id"]
    assert again["models"] == ["glove-6b-50d", "splade-tiny"]
    assert (again["queries"], again["judgements"]) == (2, 2)
    assert "tickets is here already; going on with its index." in said
    assert "glove-6b-50d: 0 of 5" not in said
    listed, _ = run("collections", "--json")
    assert [each["id"] for each in listed if each["name"] == "tickets"] == [tickets["id"]]


def test_each_set_up_finds_what_the_query_names(run: Run, tickets: dict[str, Any]) -> None:
    found, _ = run("search", tickets["id"], "boil an egg", "--models", "bm25,glove-6b-50d", "--limit", "2", "--json")
    assert list(found["results"]) == ["bm25", "glove-6b-50d"]
    for hits in found["results"].values():
        assert [hit["rank"] for hit in hits] == list(range(1, len(hits) + 1))
        assert len(hits) <= 2
        assert (hits[0]["document"], hits[0]["chunk"]) == ("egg", 1)
        assert "To boil an egg" in hits[0]["text"]
    best, second = (hit["score"] for hit in found["results"]["glove-6b-50d"])
    assert best > second


def test_what_cannot_search_is_left_out_and_says_why(environ: dict[str, str], tickets: dict[str, Any]) -> None:
    done = embedlab("search", "tickets", "egg", "--models", "e5-small-v2,bm25", environ=environ)
    assert list(json.loads(done.stdout)["results"]) == ["bm25"]
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "embedlab: e5-small-v2: E5 small v2 has not read all texts of this collection; index them with it, or leave it "
        "out.",
        "embedlab: 1 of 2 set-ups could not answer and were left out.",
    ]


def test_what_was_measured_is_kept_and_reported_as_html_and_pdf(
    run: Run, folder: Path, tickets: dict[str, Any]
) -> None:
    found, _ = run("evaluate", "tickets", "--models", "bm25,glove-6b-50d", "--json")
    bm25, glove = found["set_ups"]
    assert bm25["metrics"]["nDCG@10"]["mean"] == 1.0
    assert (found["corpus"]["judged"], found["corpus"]["judged_by"]) == (2, "file")
    assert (bm25["per_query"], len(glove["per_query"])) == ([1.0, 1.0], 2)
    told, _ = run("report", "tickets", "--out", "@report.html")
    assert told["recommended"] in ("bm25", "glove-6b-50d")
    assert any("Only 2 queries with judgements" in doubt for doubt in told["doubts"])
    written = (folder / "report.html").read_text(encoding="utf-8")
    assert tickets["checksum"] in written
    assert tickets["id"] not in written  # who has the id can open the collection
    told, _ = run("report", "tickets", "--out", "@report.pdf", "--exact-codes", "--most-ms", "5000")
    assert told["recommended"] == "bm25"
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_other_questions_can_be_given_with_an_evaluation(run: Run, folder: Path) -> None:
    run("index", "@docs.jsonl", "--name", "again", "--models", "")
    (folder / "other.tsv").write_text("q9\thot water over beans\n", encoding="utf-8")
    (folder / "other.qrels").write_text("q9 0 coffee 1\n", encoding="utf-8")
    found, _ = run("evaluate", "again", "--queries", "@other.tsv", "--qrels", "@other.qrels", "--models", "bm25")
    assert [query["text"] for query in found["queries"]] == ["hot water over beans"]
    run("collections", "--delete", "again")


def test_chunks_of_a_document_are_found_under_its_id(run: Run, folder: Path) -> None:
    (folder / "long.jsonl").write_text(
        json.dumps({"_id": "a", "text": "First paragraph about cats, long enough to stand alone as one piece.\n\n"
                    "Second paragraph about trains, long enough to stand alone as one piece."}) + "\n",
        encoding="utf-8",
    )  # fmt: skip
    entry, _ = run("index", "@long.jsonl", "--name", "long", "--models", "", "--chunk", "paragraphs")
    assert (entry["documents"], entry["chunks"], entry["chunking"]) == (1, 2, "by paragraph")
    found, _ = run("search", "long", "trains", "--models", "bm25", "--limit", "1")
    assert [(hit["document"], hit["chunk"]) for hit in found["results"]["bm25"]] == [("a", 1)]


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["search", "nothing", "egg"], "There is no collection 'nothing'; `python -m embedlab collections` lists those"),
    (["index", "@docs.jsonl", "--name", "tickets", "--text-column", "title"], "There is another collection 'tickets'"),
    (["evaluate", "tickets", "--models", "bm25>glove-6b-50d"], "glove-6b-50d compares no tokens and no pairs"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: list[str], sentence: str, environ: dict[str, str], folder: Path, told: Told, tickets: dict[str, Any]
) -> None:
    done = embedlab(*[each.replace("@", f"{folder}/") for each in arguments], environ=environ)
    assert sentence in told(done, 2)


@pytest.mark.parametrize(("changed", "models", "sentence"), [
    ({"file": "none.csv"}, "", "none.csv cannot be read; name a file that is there."),
    ({"text_column": "nope"}, "", "docs.jsonl has no column 'nope'; it has _id, title, text."),
    ({}, "ms-marco-minilm-l12-v2", "ms-marco-minilm-l12-v2 gives no text a vector of its own"),
    ({}, "no-such-model", "no-such-model"),
    ({"chunk": "tokens", "overlap": 128}, "", "Neighbours must share fewer tokens than a chunk has; lower --overlap."),
])  # fmt: skip
def test_what_cannot_be_brought_is_refused_before_anything_is_written(
    changed: dict[str, Any], models: str, sentence: str, folder: Path
) -> None:
    brought = Brought(str(folder / "docs.jsonl"), "refused", None, "none", 128, 16, None, None)
    with pytest.raises(InputError, match=re.escape(sentence)):
        index_file(replace(brought, **changed), models)


def test_a_report_has_one_of_two_endings(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=re.escape("x.txt is neither .html nor .pdf; name a file that ends so.")):
        write_report("tickets", tmp_path / "x.txt", Wishes())


def test_an_empty_query_finds_nothing_to_look_for() -> None:
    with pytest.raises(InputError, match="The query is empty"):
        search_collection("tickets", "  ", "", 10)


@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
def test_an_index_that_was_stopped_goes_on_where_it_stopped(run: Run, environ: dict[str, str], folder: Path) -> None:
    lines = "".join(f"Ticket {number}: the printer on floor {number % 40} is out of paper.\n" for number in range(800))
    (folder / "many.txt").write_text(lines, encoding="utf-8")
    order = ("index", str(folder / "many.txt"), "--name", "many", "--models", "splade-tiny")
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "embedlab", *order]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environ, stdout=pipe, stderr=pipe) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if b"splade-tiny: " in line and b": 0 of" not in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stderr.read().decode()
        assert process.wait() == 130
    assert rest.splitlines()[-1] == "embedlab: Stopped."
    listed, _ = run("collections", "--json")
    read = next(each for each in listed if each["name"] == "many")["partly"]["splade-tiny"]
    assert 256 <= read < 800
    entry, said = run(*order)
    assert entry["models"] == ["splade-tiny"]
    first = re.search(r"splade-tiny: ([\d,]+) of 800", said)
    assert first is not None
    assert int(first[1].replace(",", "")) == read
    run("collections", "--delete", "many")


def test_a_report_of_what_was_not_measured_says_how_to_measure(
    run: Run, environ: dict[str, str], folder: Path, told: Told
) -> None:
    run("index", "@docs.jsonl", "--name", "fresh", "--models", "")
    done = embedlab("report", "fresh", "--out", str(folder / "x.pdf"), environ=environ)
    assert told(done, 2) == "Nothing was measured on fresh yet; `python -m embedlab evaluate fresh` does it."


def test_a_collection_that_is_deleted_is_gone_and_the_index_of_another_stays(run: Run, tickets: dict[str, Any]) -> None:
    run("index", "@docs.jsonl", "--name", "copy", "--models", "")
    deleted, _ = run("collections", "--delete", "copy")
    assert deleted["deleted"]["name"] == "copy"
    listed, _ = run("collections", "--json")
    kept = next(each for each in listed if each["id"] == tickets["id"])
    assert "glove-6b-50d" in kept["models"]
    assert "copy" not in [each["name"] for each in listed]
