"""Guesses for hidden words: those of transformers, in order, and refused where there is nothing to guess."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedlab.errors import InputError
from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card
from embedlab.models.encoders import fill_mask
from embedlab.models.local import card_of_folder
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from tests.models.kit.making import VOCABULARY, tiny_bert, tiny_roberta
from tests.models.kit.modern import tiny_modern

ONE, TWO = "the cat sat on the [MASK].", "the [MASK] sat on the [mask] bank"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    runtime = Runtime(Settings(home=tmp_path_factory.mktemp("fill"), engine="onnx"))
    yield runtime
    runtime.close()


@pytest.fixture(scope="module")
def modern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_modern(tmp_path_factory.mktemp("modern") / "tiny")


def reference(folder: Path, text: str) -> list[list[tuple[str, float]]]:
    """Five guesses a mask by the class that the folder names, run by torch."""
    import torch
    import transformers
    from tokenizers import Tokenizer

    name = json.loads((folder / "config.json").read_text())["architectures"][0]
    model = getattr(transformers, name).from_pretrained(str(folder)).float().eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    read = tokenizer.encode(text)
    with torch.no_grad():
        shares = model(input_ids=torch.tensor([read.ids])).logits[0].softmax(dim=-1)
    best = [shares[place].topk(5) for place, token in enumerate(read.tokens) if token in ("[MASK]", "<mask>")]
    return [[(tokenizer.id_to_token(int(i)), float(p)) for p, i in zip(*mask, strict=True)] for mask in best]


@pytest.mark.parametrize("text", [ONE, TWO])
def test_guesses_are_those_of_transformers(text: str, modern: Path, own: Runtime) -> None:
    found = fill_mask(own, card_of_folder(modern), text, 5)
    for mask, expected in zip(found, reference(modern, text.replace("mask", "MASK")), strict=True):
        assert [token for token, _ in mask] == [token for token, _ in expected]
        assert [share for _, share in mask] == pytest.approx([share for _, share in expected], abs=1e-4)


def test_a_roberta_has_its_own_sign_for_a_hidden_word(tmp_path: Path, own: Runtime) -> None:
    folder = tiny_roberta(tmp_path / "tiny", "RobertaForMaskedLM")
    found = fill_mask(own, card_of_folder(folder), ONE, 5)
    expected = reference(folder, ONE.replace("[MASK]", "<mask>"))
    assert [[token for token, _ in mask] for mask in found] == [[token for token, _ in mask] for mask in expected]


def test_the_likeliest_stands_first_and_all_together_are_certain(modern: Path, own: Runtime) -> None:
    (few,) = fill_mask(own, card_of_folder(modern), ONE, 3)
    (all_of_them,) = fill_mask(own, card_of_folder(modern), ONE, 100)
    assert all_of_them[:3] == few
    shares = [share for _, share in all_of_them]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == len(VOCABULARY)
    assert sum(shares) == pytest.approx(1, abs=1e-4)


def test_the_words_around_change_the_guesses(modern: Path, own: Runtime) -> None:
    entry = card_of_folder(modern)
    assert fill_mask(own, entry, ONE) != fill_mask(own, entry, "the money [MASK] on the river.")


def refused(own: Runtime, entry: ModelCard, text: str, k: int = 10) -> str:
    with pytest.raises(InputError) as caught:
        fill_mask(own, entry, text, k)
    return str(caught.value)


def test_bad_input_is_one_sentence(modern: Path, own: Runtime) -> None:
    entry = card_of_folder(modern)
    for text in ("", "the cat", "[MAS K]"):
        assert refused(own, entry, text) == "Nothing is hidden in this text; write [MASK] in place of a word."
    assert refused(own, entry, ONE, 0) == "0 guesses were asked for; ask for 1 to 100."
    assert refused(own, entry, ONE, 101) == "101 guesses were asked for; ask for 1 to 100."
    late = "cat " * 200 + "[MASK]"
    assert refused(own, entry, late) == "tiny stops reading before the last [MASK]; shorten the text."
    assert refused(own, card("all-minilm-l6-v2"), ONE).startswith("all-minilm-l6-v2 was not trained to guess")


def test_a_vocabulary_without_the_sign_says_so(tmp_path: Path, own: Runtime) -> None:
    folder = tiny_bert(tmp_path / "tiny", "BertForMaskedLM")
    path = folder / "tokenizer.json"
    path.write_text(path.read_text(encoding="utf-8").replace("[MASK]", "[HIDE]"), encoding="utf-8")
    entry = card_of_folder(folder)
    assert refused(own, entry, ONE) == f"The vocabulary of {entry.id} has no token for a hidden word."


def test_splade_fills_too_though_it_was_trained_for_search(runtime: Runtime) -> None:
    (found,) = fill_mask(runtime, card("splade-tiny"), "The capital of France is [MASK].", 5)
    assert len(found) == 5
    assert all(0 < share < 1 for _, share in found)
