"""A whole ColBERT as its authors publish it: an encoder with one linear layer more, under a class of their own."""

import json
from pathlib import Path

import numpy as np
import pytest

from embedlab.models.cards import FolderSource
from embedlab.models.encoders import token_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from tests.models.kit.making import tiny_bert
from tests.models.kit.wheels import changed


@pytest.mark.parametrize("engine", ["onnx", "torch"])
def test_token_vectors_go_through_the_last_linear_layer(engine: str, tmp_path: Path) -> None:
    import torch
    import transformers
    from safetensors.numpy import load_file, save_file

    folder = tiny_bert(tmp_path / "colbert")
    model = transformers.BertModel.from_pretrained(str(folder)).eval()
    linear = np.random.default_rng(0).normal(size=(5, 16)).astype(np.float32)
    weights = {f"bert.{name}": array for name, array in load_file(folder / "model.safetensors").items()}
    save_file(weights | {"linear.weight": linear}, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"architectures": ["HF_ColBERT"]}))

    card = changed("colbertv2", id="whole", sources=[FolderSource(path=str(folder), stamp="1").model_dump()])
    runtime = Runtime(Settings(home=tmp_path / "home", engine=engine, device="cpu"))
    for role in ("query", "document"):
        found = token_vectors(runtime, card, ["the river bank"], role)[0]
        with torch.no_grad():
            # The masks that fill up the query have vectors, and nothing attends to them.
            seen = torch.tensor([[token != "[MASK]" for token in found.tokens.tokens]]).long()
            hidden = model(torch.tensor([found.tokens.ids]), seen).last_hidden_state[0].numpy()
        expected = hidden @ linear.T
        expected /= np.linalg.norm(expected, axis=1, keepdims=True)
        assert np.abs(found.vectors - expected).max() < 1e-4
    runtime.close()
