"""Tiny ModernBERT models, the architecture of the models trained here: random weights from a seed."""

from pathlib import Path
from typing import Any

from tests.models.kit.making import POSITIONS, VOCABULARY, tiny_bert


def tiny_modern(folder: Path, architecture: str = "ModernBertForMaskedLM", *, seed: int = 0, **changes: Any) -> Path:
    """Three layers x 16 in half precision with the tokenizer of ``tiny_bert``, as the training scripts save it."""
    import torch
    import transformers

    tiny_bert(folder)
    (folder / "tokenizer_config.json").unlink()
    numbers = {name: VOCABULARY.index(f"[{name.upper()}]") for name in ("pad", "unk", "cls", "sep")}
    config = transformers.ModernBertConfig(
        vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=3, num_attention_heads=2, intermediate_size=24,
        max_position_embeddings=2 * POSITIONS, bos_token_id=numbers["cls"], eos_token_id=numbers["sep"],
        **{f"{name}_token_id": number for name, number in numbers.items()},
        **{"layer_types": ["full_attention"] * 3, **changes},
    )  # fmt: skip
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = getattr(transformers, architecture)(config)
        for name, parameter in model.named_parameters():
            if parameter.ndim == 2:  # far from the almost linear start, so that vectors depend on the text
                torch.nn.init.normal_(parameter, std=0.6 if "tok_embeddings" in name else 0.4)
    model.half().save_pretrained(folder)
    return folder
