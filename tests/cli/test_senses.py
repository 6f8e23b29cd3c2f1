"""``embedlab senses``: layer by layer, on the shipped sentences of *point*."""

import json
from pathlib import Path

import pytest

from embedlab.cli.senses_command import read_sentences
from embedlab.compute.sense_scores import chance_accuracy
from embedlab.content.sense_words import load_sense_words
from tests.models.kit.process import embedlab


@pytest.fixture(scope="module")
def point(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped sentences as a person would write them into a file."""
    path = tmp_path_factory.mktemp("senses") / "point.tsv"
    lines = [f"{found.sense}\t{found.text}" for found in load_sense_words()["point"].occurrences]
    assert len(lines) >= 16
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def scores(point: Path) -> dict:
    done = embedlab("senses", "point", "--sentences", str(point), "--models", "e5-small-v2,all-minilm-l6-v2", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    return json.loads(done.stdout)


def test_a_ligature_is_found_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "fish.tsv"
    path.write_text("animal\tI caught a ﬁsh.\nverb\tThey FISH here.", encoding="utf-8")
    assert [o.text[o.start : o.end] for o in read_sentences("ﬁsh", path)] == ["ﬁsh", "FISH"]


def test_the_answer_has_the_word_and_every_layer_of_every_model(scores: dict) -> None:
    assert scores["word"] == "point"
    assert {model: len(layers) for model, layers in scores["models"].items()} == {
        "e5-small-v2": 13, "all-minilm-l6-v2": 7,
    }  # fmt: skip
    for layers in scores["models"].values():
        assert [row["layer"] for row in layers] == list(range(len(layers)))
        assert all(set(row) == {"layer", "accuracy", "silhouette", "mean_cosine"} for row in layers)
        assert all(0 <= row["accuracy"] <= 1 and -1 <= row["mean_cosine"] <= 1 for row in layers)


def test_the_input_layer_knows_no_sense(scores: dict) -> None:
    chance = chance_accuracy([found.sense for found in load_sense_words()["point"].occurrences])
    for layers in scores["models"].values():
        assert layers[0]["accuracy"] <= chance + 1e-9


def test_e5_knows_the_senses_in_its_best_layer(scores: dict) -> None:
    assert max(row["accuracy"] for row in scores["models"]["e5-small-v2"]) >= 0.9


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


GOOD = "dot\tThe point is small.\ntip\tThe point is sharp.\n"
REFUSED = {
    "no tab": ("The point is small.\n", "Line 1 of s.tsv has no tab; write the sense, a tab, then the sentence."),
    "no word": ("dot\tA point.\ntip\tNothing here.\n", "Line 2 of s.tsv does not contain the word 'point';"),
    "inside another word": ("dot\tA point.\ntip\tpointless\n", "Line 2 of s.tsv does not contain the word 'point';"),
    "empty": ("", "s.tsv has fewer than two sentences with 'point'; add some."),
    "a single sentence": ("dot\tA point.\n", "s.tsv has fewer than two sentences with 'point'; add some."),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\xff", "s.tsv is not UTF-8 text; save it as UTF-8 first."),
    "too long": ("dot\tA point.\ntip\t" + "word " * 600 + "point\n", "stops reading before the word in 'word word"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_used_is_one_sentence(case: str, tmp_path: Path, told) -> None:
    content, sentence = REFUSED[case]
    path = write(tmp_path / "s.tsv", content)
    assert sentence in told(embedlab("senses", "point", "--sentences", path, "--models", "all-minilm-l6-v2"), 2)


@pytest.mark.parametrize(
    ("models", "sentence"),
    [
        ("glove-6b-50d", "glove-6b-50d has no layers; name contextual models only."),
        ("bm25", "bm25 has no layers; name contextual models only."),
        ("nothing", "There is no model called 'nothing'; choose one of:"),
        (",", "No model is named; give --models at least one id."),
    ],
)
def test_a_model_without_layers_is_one_sentence(models: str, sentence: str, tmp_path: Path, told) -> None:
    path = write(tmp_path / "s.tsv", GOOD)
    assert sentence in told(embedlab("senses", "point", "--sentences", path, "--models", models), 2)


@pytest.mark.parametrize("path", ["nowhere/s.tsv", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(path: str, told) -> None:
    assert f"{path} cannot be read (" in told(embedlab("senses", "point", "--sentences", path), 2)


@pytest.mark.parametrize("word", ["", "   "])
def test_an_empty_word_is_one_sentence(word: str, tmp_path: Path, told) -> None:
    path = write(tmp_path / "s.tsv", GOOD)
    told(embedlab("senses", word, "--sentences", path), 2)


def test_one_sense_only_has_no_silhouette_and_that_is_null(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tsv", "dot\tThe point is small.\ndot\tThe point is tiny.\n")
    done = embedlab("senses", "point", "--sentences", path, "--models", "all-minilm-l6-v2")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["models"]["all-minilm-l6-v2"]
    assert {row["silhouette"] for row in rows} == {None}
    assert {row["accuracy"] for row in rows} == {1.0}


def test_an_old_separator_inside_a_sentence_does_not_break_it(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tsv", "dot\tThe point\x0cis\u2028small.\r\ntip\tThe point is sharp.\r\n")
    assert embedlab("senses", "point", "--sentences", path, "--models", "all-minilm-l6-v2").returncode == 0


def test_a_word_that_stands_twice_counts_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "s.tsv", "dot\tFrom point to point.\n")
    assert embedlab("senses", "point", "--sentences", path, "--models", "all-minilm-l6-v2").returncode == 0
