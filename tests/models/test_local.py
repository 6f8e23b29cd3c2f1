"""Any BERT- or RoBERTa-type folder goes through the same door, and gives what transformers gives."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embedlab.errors import InputError, UnknownModelError
from embedlab.models.encoders import pair_scores, sparse_vectors, text_vectors, token_states
from embedlab.models.local import card_of_folder, find_card
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from tests.models.kit.making import tiny_bert, tiny_roberta

TEXTS = ("the river bank", "the money bank, hello world!", "a")


@pytest.fixture(scope="module", params=["onnx", "torch"])
def local(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A runtime over a store of its own, with either engine."""
    runtime = Runtime(Settings(home=tmp_path_factory.mktemp("local"), engine=request.param, device="cpu"))
    yield runtime
    runtime.close()


ARCHITECTURES = {
    "BertModel": tiny_bert, "BertForMaskedLM": tiny_bert, "BertForSequenceClassification": tiny_bert,
    "RobertaModel": tiny_roberta, "RobertaForMaskedLM": tiny_roberta, "DPRQuestionEncoder": None,
}  # fmt: skip


@pytest.fixture(scope="module", params=ARCHITECTURES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of each architecture, as ``save_pretrained`` leaves it."""
    path = tmp_path_factory.mktemp(request.param) / "tiny"
    make = ARCHITECTURES[request.param]
    return make(path, request.param) if make else _dpr(path)


def _dpr(folder: Path) -> Path:
    import torch
    import transformers

    tiny_bert(folder)
    config = json.loads((folder / "config.json").read_text())
    torch.manual_seed(0)
    kept = {key: value for key, value in config.items() if key not in ("model_type", "architectures")}
    transformers.DPRQuestionEncoder(transformers.DPRConfig(**kept)).eval().save_pretrained(folder)
    return folder


def reference(folder: Path, text: str) -> Any:
    """Outputs of the class that the folder names, loaded with transformers alone."""
    import torch
    import transformers

    name = json.loads((folder / "config.json").read_text())["architectures"][0]
    model = getattr(transformers, name).from_pretrained(str(folder), attn_implementation="eager").eval()
    inputs = transformers.AutoTokenizer.from_pretrained(str(folder))(text, return_tensors="pt")
    known = {key: value for key, value in inputs.items() if key != "token_type_ids" or name.startswith(("Bert", "DPR"))}
    with torch.no_grad():
        return model(**known, output_hidden_states=True, output_attentions=True)


def test_every_layer_is_that_of_transformers(folder: Path, local: Runtime) -> None:
    card = find_card(str(folder))
    for text, states in zip(TEXTS, token_states(local, card, TEXTS), strict=True):
        expected = np.stack([hidden[0].numpy() for hidden in reference(folder, text).hidden_states])
        assert states.hidden.shape == expected.shape
        assert np.abs(states.hidden - expected).max() < 1e-3


def test_a_pair_score_is_that_of_transformers(tmp_path: Path, local: Runtime) -> None:
    import torch
    import transformers

    folder = tiny_bert(tmp_path / "pair", "BertForSequenceClassification", num_labels=1)
    card = card_of_folder(folder)
    assert (card.family, card.head, card.pooling) == ("cross-encoder", "pair", "none")
    model = transformers.BertForSequenceClassification.from_pretrained(str(folder)).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder))
    with torch.no_grad():
        expected = [float(model(**tokenizer(TEXTS[0], text, return_tensors="pt")).logits[0, 0]) for text in TEXTS]
    assert pair_scores(local, card, TEXTS[0], TEXTS) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("pooling", ["mean", "cls", "max"])
def test_a_sentence_transformers_folder_is_pooled_as_it_says(pooling: str, tmp_path: Path, local: Runtime) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    modules = [Transformer(str(tiny_bert(tmp_path / "raw"))), Pooling(16, pooling_mode=pooling), Normalize()]
    model = SentenceTransformer(modules=modules, prompts={"query": "query: ", "document": "passage: "}, device="cpu")
    model.save_pretrained(str(tmp_path / "saved"))
    card = card_of_folder(tmp_path / "saved")
    assert (card.family, card.pooling, card.max_tokens) == ("dense", pooling, 64)
    expected = model.encode(list(TEXTS), prompt_name="query")
    assert np.abs(text_vectors(local, card, TEXTS, "query").vectors - expected).max() < 1e-4


@pytest.mark.parametrize(("switch", "pooling"), [("cls_token", "cls"), ("mean_tokens", "mean"), ("max_tokens", "max")])
def test_pooling_switches_of_older_folders_are_read(switch: str, pooling: str, tmp_path: Path) -> None:
    folder = tiny_bert(tmp_path / "old")
    switches = {f"pooling_mode_{name}": name == switch for name in ("cls_token", "mean_tokens", "max_tokens")}
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling/config.json").write_text(json.dumps({"word_embedding_dimension": 16, **switches}))
    assert card_of_folder(folder).pooling == pooling


@pytest.mark.parametrize("pooling", [{"pooling_mode": "lasttoken"}, {"pooling_mode": ["cls", "mean"]}])
def test_pooling_that_is_not_known_here_gives_no_wrong_vector(
    pooling: dict[str, Any], tmp_path: Path, local: Runtime
) -> None:
    folder = tiny_bert(tmp_path / "odd")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling/config.json").write_text(json.dumps(pooling))
    with pytest.raises(InputError, match="makes no single vector of a text"):
        text_vectors(local, card_of_folder(folder), ["hello"])


def test_a_layer_after_pooling_gives_no_wrong_vector(tmp_path: Path) -> None:
    folder = tiny_bert(tmp_path / "dense")
    (folder / "modules.json").write_text(json.dumps([{"type": "sentence_transformers.models.Dense"}]))
    assert card_of_folder(folder).pooling == "none"


def test_a_raw_masked_language_model_gives_mean_vectors(tmp_path: Path, local: Runtime) -> None:
    card = card_of_folder(tiny_bert(tmp_path / "mlm", "BertForMaskedLM"))
    assert (card.family, card.head, card.pooling) == ("contextual", "masked-lm", "mean")
    states = token_states(local, card, TEXTS[:1])[0].hidden[-1]
    expected = states.mean(axis=0) / np.linalg.norm(states.mean(axis=0))
    assert text_vectors(local, card, TEXTS[:1]).vectors[0] == pytest.approx(expected, abs=1e-5)


def test_a_masked_language_model_is_not_taken_for_splade(tmp_path: Path, local: Runtime) -> None:
    card = card_of_folder(tiny_bert(tmp_path / "mlm", "BertForMaskedLM"))
    with pytest.raises(InputError, match="makes no sparse vectors"):
        sparse_vectors(local, card, ["hello"])


def test_a_splade_folder_gives_the_terms_of_sentence_transformers(tmp_path: Path, local: Runtime) -> None:
    from sentence_transformers import SparseEncoder

    model = SparseEncoder(str(tiny_bert(tmp_path / "raw", "BertForMaskedLM")), device="cpu")
    model.save_pretrained(str(tmp_path / "splade"))
    card = card_of_folder(tmp_path / "splade")
    expected = model.encode(list(TEXTS)).to_dense().cpu().numpy()
    found = sparse_vectors(local, card, TEXTS)
    assert card.dimension == expected.shape[1]
    for row, weights in enumerate(expected):
        ours = np.zeros_like(weights)
        part = slice(found.starts[row], found.starts[row + 1])
        ours[found.terms[part]] = found.weights[part]
        assert np.abs(ours - weights).max() < 1e-4


def test_a_folder_with_only_a_word_list_gets_its_tokenizer(tmp_path: Path, local: Runtime) -> None:
    """Older repositories bring ``vocab.txt`` and no ``tokenizer.json``."""
    folder = tiny_bert(tmp_path / "old")
    vocabulary = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    whole = token_states(local, card_of_folder(folder), TEXTS[:1])[0]
    (folder / "vocab.txt").write_text("\n".join(sorted(vocabulary, key=vocabulary.__getitem__)))
    (folder / "tokenizer.json").unlink()
    again = token_states(local, card_of_folder(folder), TEXTS[:1])[0]
    assert again.tokens.ids == whole.tokens.ids


def test_an_edited_folder_is_another_model(tmp_path: Path) -> None:
    folder = tiny_bert(tmp_path / "edited")
    before = card_of_folder(folder)
    tiny_bert(folder, seed=1)
    assert card_of_folder(folder).id != before.id


def test_pickles_code_and_checkpoints_of_a_folder_are_left_where_they_are(tmp_path: Path, local: Runtime) -> None:
    folder = tiny_bert(tmp_path / "messy")
    (folder / "checkpoint-100").mkdir()
    for name in ("optimizer.pt", "modeling.py", "training.bin", ".hidden", "checkpoint-100/model.safetensors"):
        (folder / name).write_bytes(b"x")
    card = card_of_folder(folder)
    kept = {path.name for path in local.store.ensure(card).rglob("*") if path.is_file()}
    assert kept == {
        "config.json", "embedlab.json", "model.onnx", "model.safetensors", "tokenizer.json", "tokenizer_config.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["./nothing-here", "/proc/1/nope", "~nobody-of-this-name/x", "./" + "x" * 5_000, "a\x00/b"]
)
def test_a_path_without_a_folder_is_one_sentence(name: str) -> None:
    with pytest.raises(UnknownModelError, match=r"^There is no model folder '.*'; check the path\.$"):
        find_card(name)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"hidden_size": 16}', '{"hidden_size": "many"}'])
def test_a_folder_that_is_no_model_is_one_sentence(content: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(content)
    with pytest.raises(UnknownModelError, match=r"(is not a model folder|does not hold a BERT).*config\.json"):
        find_card(str(tmp_path))
