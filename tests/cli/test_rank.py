"""``embedlab rank``: one JSON object a query, every family, parts that add up, and refusals in one sentence."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.models.kit.process import embedlab

QUERY = "What is Python?"
DOCS = [
    "What is Python used for?",
    "How do I install Python?",
    "Who created Python?",
    "Python is a high-level, general-purpose programming language that emphasises readable code.",
    "A python is a large, non-venomous snake that kills its prey by constriction.",
    "What is Java?",
    "Java is a programming language that runs on a virtual machine.",
    "The train to the coast leaves at noon.",
    "Bread is baked from flour, water and salt.",
]
USED_FOR, ANSWER, SNAKE = 0, 3, 4
FAMILIES = [
    "tf-idf", "bm25", "bm42", "glove-6b-50d", "all-minilm-l6-v2", "paraphrase-minilm-l3-v2", "e5-small-v2",
    "splade-tiny", "hybrid-rrf", "hybrid-weighted", "answerai-colbert-small-v1", "all-minilm-l6-v2+maxsim",
    "ms-marco-minilm-l12-v2",
]  # fmt: skip
UNSPLIT = {"ms-marco-minilm-l12-v2"}

Ranking = list[dict[str, Any]]


def written(folder: Path, lines: list[str], name: str = "docs.txt") -> str:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def answers(*arguments: str, notes: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    done = embedlab("rank", *arguments)
    assert done.returncode == 0, done.stderr.decode()
    assert tuple(done.stderr.decode().splitlines()) == notes
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.fixture(scope="module")
def rankings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ranking]:
    docs = written(tmp_path_factory.mktemp("rank"), DOCS)
    (record,) = answers(QUERY, "--docs", docs, "--models", ",".join(FAMILIES), "--explain", "--json")
    assert set(record) == {"query", "rankings"}
    assert record["query"] == QUERY
    found: dict[str, Ranking] = record["rankings"]
    return found


def order(ranking: Ranking) -> list[int]:
    return [entry["doc"] for entry in ranking]


def score_of(ranking: Ranking, doc: int) -> float:
    return float(next(entry["score"] for entry in ranking if entry["doc"] == doc))


def test_every_family_ranks_every_document_once_best_first(rankings: dict[str, Ranking]) -> None:
    assert list(rankings) == FAMILIES
    for ranking in rankings.values():
        assert sorted(order(ranking)) == list(range(len(DOCS)))
        scores = [entry["score"] for entry in ranking]
        assert scores == sorted(scores, reverse=True)
        assert all(set(entry) == {"doc", "score", "parts"} for entry in ranking)


@pytest.mark.parametrize("model", [name for name in FAMILIES if name not in UNSPLIT])
def test_the_parts_of_each_score_add_up_to_it(rankings: dict[str, Ranking], model: str) -> None:
    for entry in rankings[model]:
        assert all(set(part) == {"name", "value"} for part in entry["parts"])
        assert sum(part["value"] for part in entry["parts"]) == pytest.approx(entry["score"], abs=1e-5)
    assert any(entry["parts"] for entry in rankings[model])


def test_a_cross_encoder_says_that_it_has_no_parts(rankings: dict[str, Ranking]) -> None:
    assert all(entry["parts"] == [] for entry in rankings["ms-marco-minilm-l12-v2"])


def test_what_is_python_comes_out_as_it_was_seen(rankings: dict[str, Ranking]) -> None:
    for symmetric in ("paraphrase-minilm-l3-v2", "all-minilm-l6-v2"):
        assert order(rankings[symmetric])[0] == USED_FOR
    assert score_of(rankings["paraphrase-minilm-l3-v2"], USED_FOR) == pytest.approx(0.887, abs=2e-3)
    assert score_of(rankings["all-minilm-l6-v2"], USED_FOR) == pytest.approx(0.899, abs=2e-3)
    assert order(rankings["paraphrase-minilm-l3-v2"]).index(ANSWER) > 2
    assert order(rankings["all-minilm-l6-v2"])[1] == ANSWER
    assert order(rankings["e5-small-v2"])[0] == ANSWER
    assert order(rankings["ms-marco-minilm-l12-v2"])[0] == ANSWER
    assert score_of(rankings["ms-marco-minilm-l12-v2"], ANSWER) == pytest.approx(9.5, abs=0.5)
    assert order(rankings["answerai-colbert-small-v1"])[0] == ANSWER


def test_prefixes_change_the_order_of_e5_and_of_no_symmetric_model(
    rankings: dict[str, Ranking], tmp_path: Path
) -> None:
    docs = written(tmp_path, DOCS)
    models = "e5-small-v2,all-minilm-l6-v2"
    (bare,) = answers(QUERY, "--docs", docs, "--models", models, "--prefixes", "none", "--json")
    assert score_of(bare["rankings"]["e5-small-v2"], USED_FOR) == pytest.approx(0.918, abs=6e-3)
    assert order(bare["rankings"]["e5-small-v2"])[0] == USED_FOR
    assert order(rankings["e5-small-v2"])[0] == ANSWER
    assert order(bare["rankings"]["all-minilm-l6-v2"]) == order(rankings["all-minilm-l6-v2"])
    assert all(set(entry) == {"doc", "score"} for entry in bare["rankings"]["e5-small-v2"]), "parts are asked for"


def test_vehicle_tire_and_automobile_wheel_meet_at_car(tmp_path: Path) -> None:
    docs = written(tmp_path, ["automobile wheel", "The ferry leaves at noon."])
    models = "splade-tiny,bm25,tf-idf,bm42"
    none = "No word of the query occurs in any document, so every score is 0."
    notes = tuple(f"embedlab: {model}: {none}" for model in ("bm25", "tf-idf", "bm42"))
    (record,) = answers("vehicle tire", "--docs", docs, "--models", models, "--explain", "--json", notes=notes)
    splade = record["rankings"]["splade-tiny"]
    assert order(splade) == [0, 1]
    parts = {part["name"]: part["value"] for part in splade[0]["parts"]}
    assert parts["car"] == max(parts.values())
    assert parts["car"] == pytest.approx(1.918 * 1.637, abs=5e-3)
    for words in ("bm25", "tf-idf", "bm42"):
        assert [entry["score"] for entry in record["rankings"][words]] == [0, 0]
        assert order(record["rankings"][words]) == [0, 1], "ties keep the order of the file"


def test_bm42_multiplies_idf_and_the_attention_that_was_seen(tmp_path: Path) -> None:
    docs = written(tmp_path, ["Replace the vehicle tire every six years.", "Error E-4042 means the pump is blocked."])
    (record,) = answers("tire pump", "--docs", docs, "--models", "bm42", "--explain", "--json")
    idf = 0.6931471805599453  # ln(1 + 1.5 / 1.5): in one of two documents
    values = {part["name"]: part["value"] / idf for e in record["rankings"]["bm42"] for part in e["parts"]}
    assert values == pytest.approx({"tire": 0.23, "pump": 0.24}, abs=0.01)


def test_each_query_of_a_file_is_a_line_in_its_order(tmp_path: Path) -> None:
    queries = written(tmp_path, ["noon", "Java", "<b>bold</b> שלום 🐍"], "queries.txt")
    docs = written(tmp_path, DOCS)
    notes = ("embedlab: bm25: No word of the query occurs in any document, so every score is 0.",)
    found = answers("--queries", queries, "--docs", docs, "--models", "bm25", "--json", notes=notes)
    assert [record["query"] for record in found] == ["noon", "Java", "<b>bold</b> שלום 🐍"]
    assert order(found[0]["rankings"]["bm25"])[0] == DOCS.index("The train to the coast leaves at noon.")


def test_doc_numbers_are_lines_and_a_trailing_blank_line_is_none(tmp_path: Path) -> None:
    path = tmp_path / "docs.txt"
    path.write_bytes("\ufeffone fish\r\ntwo fish\r\n\r\n".encode())
    (record,) = answers("two", "--docs", str(path), "--models", "bm25", "--json")
    assert order(record["rankings"]["bm25"]) == [1, 0]


def test_a_lone_carriage_return_ends_a_line_and_a_line_separator_does_not(tmp_path: Path) -> None:
    path = tmp_path / "docs.txt"
    path.write_bytes("one fish\rtwo\u2028fish\rred fish".encode("utf-16"))
    (record,) = answers("two", "--docs", str(path), "--models", "bm25", "--json")
    assert order(record["rankings"]["bm25"]) == [1, 0, 2]


def _missing(folder: Path) -> list[str]:
    return ["q", "--docs", str(folder / "no-such-file.txt")]


def _empty(folder: Path) -> list[str]:
    return ["q", "--docs", written(folder, [""])]


def _blank_between(folder: Path) -> list[str]:
    return ["q", "--docs", written(folder, ["one", "", "three"])]


def _binary(folder: Path) -> list[str]:
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return ["q", "--docs", str(folder / "binary.txt")]


def _folder(folder: Path) -> list[str]:
    return ["q", "--docs", str(folder)]


def _unknown_model(folder: Path) -> list[str]:
    return ["q", "--docs", written(folder, DOCS), "--models", "bm25,no-such-model"]


def _both(folder: Path) -> list[str]:
    return ["q", "--queries", written(folder, ["q"], "queries.txt"), "--docs", written(folder, DOCS)]


def _neither(folder: Path) -> list[str]:
    return ["--docs", written(folder, DOCS)]


def _blank_query(folder: Path) -> list[str]:
    return ["  ", "--docs", written(folder, DOCS), "--models", "bm25"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (_missing, "no-such-file.txt cannot be read"),
        (_empty, "holds no text"),
        (_blank_between, "Line 2 of docs.txt is blank"),
        (_binary, "is not UTF-8 text"),
        (_folder, "cannot be read"),
        (_unknown_model, "no-such-model"),
        (_both, "either a query or --queries FILE"),
        (_neither, "either a query or --queries FILE"),
        (_blank_query, "The query is empty"),
    ],
)
def test_what_cannot_be_ranked_is_refused_in_one_sentence(
    arguments: Callable[[Path], list[str]], says: str, tmp_path: Path, told: Callable[..., str]
) -> None:
    assert says in told(embedlab("rank", *arguments(tmp_path), "--json"), 2)


def test_an_unknown_prefix_is_a_wrong_call(tmp_path: Path) -> None:
    done = embedlab("rank", "q", "--docs", written(tmp_path, DOCS), "--prefixes", "sideways")
    assert done.returncode == 2
    assert done.stdout == b""


def test_a_text_that_is_not_read_to_its_end_is_named_by_ranker_and_warned_of(tmp_path: Path) -> None:
    long = "word " * 700
    docs = written(tmp_path, ["A river.", long, long])
    names = ["bm25", "all-minilm-l6-v2", "answerai-colbert-small-v1", "ms-marco-minilm-l12-v2"]
    done = embedlab("rank", "word " * 40, "--docs", docs, "--models", ",".join(names))
    record = json.loads(done.stdout)
    assert list(record["rankings"]) == names
    told = record["truncated"]
    assert set(told) == set(names[1:]), "BM25 reads everything"
    read = {"characters_read": 5 * 254, "characters": 3_500, "tokens_read": 256, "tokens": 702}
    assert told[names[1]] == {"docs": [{"doc": 1} | read, {"doc": 2} | read]}
    assert told[names[2]]["query"] == {
        "characters_read": 5 * 29, "characters": 200, "tokens_read": 32, "tokens": 43
    }  # fmt: skip
    assert told[names[3]]["docs"][0]["tokens_read"] == 512 - 3 - 40
    minilm, colbert, cross = done.stderr.decode().splitlines()
    assert minilm == (
        "embedlab: all-MiniLM-L6-v2 read the first 256 of 702 tokens of doc 1. It left 1 more unread at their ends; "
        '"truncated" names all.'
    )
    assert "32 of 43 tokens of the query." in colbert
    assert "469 of 700 tokens of doc 1." in cross
