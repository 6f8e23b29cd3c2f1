"""Write the standard Hugging Face / Sentence Transformers files that a bare set of weights lacks.

After this, the folder loads with plain ``transformers`` and ``sentence_transformers`` as well as here, which is
how the tests hold both against each other.
"""

import json
from pathlib import Path

from embedlab.models.cards import Encoder, Head, ModelCard
from embedlab.models.convert.load import architecture

_ARCHITECTURE: dict[Head, str] = {
    "encoder": "BertModel",
    "masked-lm": "BertForMaskedLM",
    "pair": "BertForSequenceClassification",
}


def write_bert_config(folder: Path, encoder: Encoder, head: Head) -> None:
    """Write ``config.json`` of a BERT-type encoder in the shape the card gives."""
    config: dict[str, object] = {
        "model_type": "bert",
        "architectures": [_ARCHITECTURE[head]],
        "hidden_size": encoder.hidden,
        "num_hidden_layers": encoder.layers,
        "num_attention_heads": encoder.heads,
        "intermediate_size": encoder.intermediate,
        "vocab_size": encoder.vocabulary,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": 512,
        "type_vocab_size": 2,
        "pad_token_id": 0,
    }
    if head == "pair":
        config |= {"id2label": {"0": "relevance"}, "label2id": {"relevance": 0}}
    _write(folder / "config.json", config)


def write_tokenizer_config(folder: Path, max_tokens: int) -> None:
    """Write ``tokenizer_config.json`` for an uncased BERT vocabulary, unless the source brought its own."""
    target = folder / "tokenizer_config.json"
    if not target.exists():
        _write(
            target,
            {
                "tokenizer_class": "BertTokenizer",
                "do_lower_case": True,
                "model_max_length": max_tokens,
                **_special_tokens(folder),
            },
        )


def _special_tokens(folder: Path) -> dict[str, str]:
    """The special tokens of an architecture for which transformers does not know them by heart, as it does BERT's."""
    if architecture(folder).startswith("Bert"):
        return {}
    return {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}


def write_sentence_modules(folder: Path, card: ModelCard) -> None:
    """Describe pooling and normalisation in ``modules.json``, for encoders that make one vector of a text."""
    if card.head != "encoder" or card.pooling not in ("mean", "cls", "max"):
        return
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    modules = [
        {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for index, (path, kind) in enumerate(kinds.items())
    ]
    _write(folder / "modules.json", modules)
    _write(folder / "sentence_bert_config.json", {"max_seq_length": card.max_tokens, "do_lower_case": False})
    (folder / "1_Pooling").mkdir(exist_ok=True)
    pooling = {
        "word_embedding_dimension": card.dimension,
        "pooling_mode_cls_token": card.pooling == "cls",
        "pooling_mode_mean_tokens": card.pooling == "mean",
        "pooling_mode_max_tokens": card.pooling == "max",
    }
    _write(folder / "1_Pooling" / "config.json", pooling)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
