"""Tiny models in Hugging Face layout, made on the spot: random weights from a seed, real tokenizers, real classes."""

import json
from pathlib import Path
from typing import Any

import numpy as np

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ("the", "a", "bank", "river", "money", "cat", "sat", "on", "mat", "query", "passage", "hello", "world")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused0]", "[unused1]")
PUNCTUATION = tuple("!?.,:;'\"-()")
VOCABULARY = tuple(dict.fromkeys((*SPECIAL, *WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS), *PUNCTUATION)))
POSITIONS = 64


def tiny_bert(folder: Path, architecture: str = "BertModel", *, seed: int = 0, **changes: Any) -> Path:
    """A BERT of two layers x 16 with a WordPiece tokenizer that can spell any ASCII word."""
    import transformers

    config = transformers.BertConfig(
        vocab_size=len(VOCABULARY), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=POSITIONS, **changes,
    )  # fmt: skip
    _save(folder, architecture, config, seed)
    _word_piece().save(str(folder / "tokenizer.json"))
    _tokenizer_config(folder, "BertTokenizer", **dict(zip(("pad", "unk", "cls", "sep", "mask"), SPECIAL, strict=False)))
    return folder


def tiny_roberta(folder: Path, architecture: str = "RobertaModel", *, seed: int = 0) -> Path:
    """A RoBERTa of two layers x 16 with a byte-level BPE tokenizer that can spell anything."""
    import transformers

    tokenizer = _byte_level()
    config = transformers.RobertaConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=POSITIONS + 2, type_vocab_size=1,
        pad_token_id=1, bos_token_id=0, eos_token_id=2,
    )  # fmt: skip
    _save(folder, architecture, config, seed)
    tokenizer.save(str(folder / "tokenizer.json"))
    _tokenizer_config(folder, "RobertaTokenizer", cls="<s>", sep="</s>", pad="<pad>", unk="<unk>", mask="<mask>")
    return folder


def _save(folder: Path, architecture: str, config: Any, seed: int) -> None:
    import torch
    import transformers

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = getattr(transformers, architecture)(config)
        for name, parameter in model.named_parameters():
            # Transformers start almost linear, with vectors that hardly depend on the text; these do.
            if parameter.ndim == 2 and "LayerNorm" not in name:
                torch.nn.init.normal_(parameter, std=0.4)
    model.save_pretrained(folder)


def _word_piece() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    numbers = {token: number for number, token in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", numbers["[CLS]"]), ("[SEP]", numbers["[SEP]"])],
    )
    tokenizer.add_special_tokens(list(SPECIAL[:5]))
    return tokenizer


def _byte_level() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([" ".join(WORDS)] * 5, trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return tokenizer


def _tokenizer_config(folder: Path, kind: str, **tokens: str) -> None:
    named = {f"{name}_token": token for name, token in tokens.items()}
    content = {"tokenizer_class": kind, "model_max_length": POSITIONS, **named}
    (folder / "tokenizer_config.json").write_text(json.dumps(content), encoding="utf-8")


def word_table(folder: Path, words: tuple[str, ...] = ("king", "queen", "Über", "don't"), dimension: int = 4) -> Path:
    """The raw files of a static model: ``vectors.npy`` and ``index.parquet``."""
    import pyarrow
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "vectors.npy", np.arange(len(words) * dimension, dtype=np.float32).reshape(len(words), -1) + 1)
    parquet.write_table(pyarrow.table({"index": list(words)}), folder / "index.parquet")
    return folder


def fast_text(shortest: int = 3, longest: int = 5) -> Any:
    """The vectors of a FastText that gensim trains here and now on a few sentences, letters beyond ASCII included."""
    from gensim.models import FastText

    sentences = ("the king and the queen rule", "the cat sat on the mat", "naïve вода течёт", "banks of rivers")
    text = [sentence.split() for sentence in sentences] * 5
    lengths = {"min_n": shortest, "max_n": longest}
    return FastText(text, vector_size=8, min_count=1, bucket=500, epochs=2, seed=1, workers=1, **lengths).wv
