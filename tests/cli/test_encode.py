"""``embedlab encode``: lines in, one JSON object a line out, for every family."""

import json
import subprocess
import sys

import numpy as np
import pytest

from tests.models.kit.process import ROOT, embedlab
from tests.models.kit.texts import HOSTILE

LINES = "The bank of the river.\n\n   \nCafé 🐍\n"


def records(*arguments: str, stdin: str = LINES) -> list[dict]:
    done = embedlab("encode", *arguments, stdin=stdin)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


@pytest.mark.parametrize(("model", "dimension"), [("all-minilm-l6-v2", 384), ("e5-small-v2", 384)])
def test_a_dense_model_gives_a_vector_a_line_and_skips_blank_lines(model: str, dimension: int) -> None:
    found = records(model)
    assert [record["text"] for record in found] == ["The bank of the river.", "Café 🐍"]
    for record in found:
        assert set(record) == {"text", "vector"}
        assert np.linalg.norm(record["vector"]) == pytest.approx(1, abs=1e-5)
        assert len(record["vector"]) == dimension


def test_a_static_model_gives_the_mean_of_its_words() -> None:
    (record,) = records("glove-6b-50d", stdin="River bank\n")
    assert (set(record), len(record["vector"])) == ({"text", "vector"}, 50)


def test_words_of_a_static_model_keep_their_place_when_one_is_unknown() -> None:
    (record,) = records("glove-6b-50d", "--tokens", stdin="river xyzzyqwv bank\n")
    assert record["tokens"] == ["river", "xyzzyqwv", "bank"]
    assert [vector is None for vector in record["vectors"]] == [False, True, False]


def test_fasttext_has_a_vector_for_an_unknown_word_where_word2vec_has_none() -> None:
    word2vec, fasttext = (
        records(f"{name}-embedlab", "--tokens", stdin="river xyzzyqwv\n")[0] for name in ("word2vec", "fasttext")
    )
    assert [vector is None for vector in word2vec["vectors"]] == [False, True]
    assert [len(vector) for vector in fasttext["vectors"]] == [100, 100]


def test_a_sparse_model_gives_weighted_terms() -> None:
    (record,) = records("splade-tiny", stdin="vehicle tire\n")
    assert set(record) == {"text", "terms"}
    assert list(record["terms"])[:3] == ["tire", "vehicle", "car"]


def test_tokens_of_a_dense_model_are_those_of_the_layer() -> None:
    first, last = (
        records("all-minilm-l6-v2", "--tokens", "--layer", str(layer), stdin="bank\n")[0] for layer in (0, 6)
    )
    assert first["tokens"] == last["tokens"] == ["[CLS]", "bank", "[SEP]"]
    assert np.array(first["vectors"]).shape == (3, 384)
    assert not np.allclose(first["vectors"], last["vectors"])


def test_a_late_interaction_model_gives_tokens_with_their_markers() -> None:
    (document,) = records("answerai-colbert-small-v1", stdin="a snake\n")
    (query,) = records("answerai-colbert-small-v1", "--role", "query", stdin="a snake\n")
    assert document["tokens"][:2] == ["[CLS]", "[unused1]"]
    assert (query["tokens"][1], len(query["vectors"])) == ("[unused0]", 32)


def test_the_role_changes_the_vectors_of_e5_only() -> None:
    for model, changes in (("e5-small-v2", True), ("all-minilm-l6-v2", False)):
        query, document = (records(model, "--role", role, stdin="vaccines\n")[0] for role in ("query", "document"))
        assert np.allclose(query["vector"], document["vector"], atol=1e-5) is not changes


def test_a_local_folder_is_as_good_as_an_id(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.models.kit.making import tiny_bert

    folder = tiny_bert(tmp_path / "mine")
    monkeypatch.setenv("EMBEDLAB_HOME", str(tmp_path / "home"))
    (record,) = records(str(folder), stdin="the river bank\n")
    assert len(record["vector"]) == 16


@pytest.mark.parametrize(
    ("arguments", "limit"), [(("all-minilm-l6-v2",), 256), (("splade-tiny",), 512), (("e5-small-v2", "--tokens"), 512)]
)
def test_a_text_that_is_not_read_to_its_end_says_how_far_it_was(arguments: tuple[str, ...], limit: int) -> None:
    text = "word " * 700
    done = embedlab("encode", *arguments, stdin=f"river\n{text}\n")
    river, record = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert "truncated" not in river
    assert record["text"] == text
    assert record["truncated"] == {
        "characters_read": 5 * (limit - 2), "characters": 3_500, "tokens_read": limit, "tokens": 702
    }  # fmt: skip
    assert record["cut_at"] == 5 * (limit - 2)
    assert done.stderr.decode().endswith(f" read the first {limit} of 702 tokens of text 2.\n")


def test_hostile_lines_come_back_as_they_were_typed() -> None:
    texts = [text for text in HOSTILE.values() if text.strip() and len(text) < 1_000]
    assert [record["text"] for record in records("all-minilm-l6-v2", stdin="\n".join(texts))] == texts


def test_windows_line_ends_and_a_byte_order_mark_are_no_part_of_a_text() -> None:
    found = records("splade-tiny", stdin="\ufeffriver\r\nbank\r\n")
    assert [record["text"] for record in found] == ["river", "bank"]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_is_utf_8_whatever_the_terminal_speaks(encoding: str) -> None:
    done = embedlab("encode", "splade-tiny", stdin="שלום 🐍\n", environ={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout.decode("utf-8"))["text"] == "שלום 🐍"


def test_torch_is_not_imported_on_the_way_to_a_vector() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "embedlab", "encode", "all-minilm-l6-v2"],
        cwd=ROOT, input=b"hello\n", capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    imported = {line.rpartition(b"|")[2].strip().split(b".")[0].decode() for line in done.stderr.splitlines()}
    assert {"onnxruntime", "tokenizers"} <= imported
    heavy = {
        "torch",
        "transformers",
        "sentence_transformers",
        "streamlit",
        "plotly",
        "sklearn",
        "scipy",
        "huggingface_hub",
    }
    assert not imported & heavy


def test_a_reader_that_leaves_early_is_no_error() -> None:
    done = subprocess.run(
        f"yes 'the bank' | head -n 2000 | {sys.executable} -m embedlab encode splade-tiny | head -n 1 | wc -l",
        shell=True, cwd=ROOT, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == (b"1", b"")


REFUSED = {
    "unknown model": (["no-such-model"], "x", "There is no model called 'no-such-model'; choose one of: glove-6b-50d,"),
    "unknown folder": (["./no-such-folder"], "x", "There is no model folder './no-such-folder'; check the path."),
    "formula": (["bm25"], "x", "bm25 weighs words by a collection of texts; a single line has no vector of it."),
    "pairs only": (["ms-marco-minilm-l12-v2"], "x", "scores pairs of texts and makes no vector; choose another model."),
    "nothing typed": (["splade-tiny"], "", "There is no text on standard input; give one text a line."),
    "only blank lines": (["splade-tiny"], "\n  \n\t\n", "There is no text on standard input; give one text a line."),
    "layer too high": (["all-minilm-l6-v2", "--layer", "7"], "x", "has layers 0 to 6; there is no layer 7."),
    "layer below zero": (["all-minilm-l6-v2", "--layer", "-1"], "x", "has layers 0 to 6; there is no layer -1."),
    "layer of a table": (["glove-6b-50d", "--layer", "0"], "x", "has no layers to choose from; leave out --layer."),
    "layer of terms": (["splade-tiny", "--layer", "0"], "x", "has no layers to choose from; leave out --layer."),
    "layer of colbert": (["answerai-colbert-small-v1", "--layer", "0"], "x", "compares its last layer only;"),
    "tokens of terms": (
        ["splade-tiny", "--tokens"],
        "x",
        "gives weighted terms, not token vectors; leave out --tokens.",
    ),
    "no known word": (["glove-6b-50d"], "xyzzyqwv", "GloVe 6B 50d knows no word of 'xyzzyqwv',"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_input_is_one_sentence_with_status_two(case: str, told) -> None:
    arguments, stdin, sentence = REFUSED[case]
    assert sentence in told(embedlab("encode", *arguments, stdin=stdin), 2)


def test_bytes_that_are_no_text_are_one_sentence_that_names_the_line() -> None:
    done = embedlab("encode", "splade-tiny", stdin=b"good\n\xff\xfe\x00bad\n")
    assert done.returncode == 2
    assert done.stderr.decode() == "embedlab: Line 2 of standard input is not UTF-8 text; save it as UTF-8 first.\n"


@pytest.mark.parametrize("arguments", [[], ["splade-tiny", "--role", "teacher"], ["splade-tiny", "--layer", "one"]])
def test_a_wrong_call_has_status_two_and_no_traceback(arguments: list[str]) -> None:
    done = embedlab("encode", *arguments, stdin="x")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
