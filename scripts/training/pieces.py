"""WordPieces learned from the corpus itself, and the corpus as one long stream of their numbers."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PIECES = 10_000
PAD, UNK, CLS, SEP, MASK = SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
HELD_OUT_EVERY = 200
"""One paragraph in this many is kept for the perplexity."""


def train_pieces(corpus: Path, work: Path) -> Path:
    """Learn a lower-cased WordPiece vocabulary (Schuster and Nakajima 2012); the path of its tokenizer.json."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
    from tokenizers.processors import TemplateProcessing

    path = work / "pieces.json"
    if not path.exists():
        tokenizer = Tokenizer(models.WordPiece(unk_token=UNK))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.decoder = decoders.WordPiece()
        trainer = trainers.WordPieceTrainer(vocab_size=PIECES, min_frequency=5, special_tokens=list(SPECIAL))
        tokenizer.train([str(corpus)], trainer)
        tokenizer.post_processor = TemplateProcessing(
            single=f"{CLS} $A {SEP}",
            pair=f"{CLS} $A {SEP} $B {SEP}",
            special_tokens=[(CLS, SPECIAL.index(CLS)), (SEP, SPECIAL.index(SEP))],
        )
        tokenizer.save(str(path))
    return path


def piece_stream(corpus: Path, tokenizer: Path, work: Path) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Every paragraph's pieces, each ended by [SEP]: the stream to train on and the one kept apart, uint16."""
    from tokenizers import Tokenizer

    paths = work / "stream-train.npy", work / "stream-held.npy"
    if not all(path.exists() for path in paths):
        pieces = Tokenizer.from_file(str(tokenizer))
        lines = corpus.read_text(encoding="utf-8").splitlines()
        parts: tuple[list[int], list[int]] = [], []
        end = SPECIAL.index(SEP)
        for start in range(0, len(lines), 10_000):
            encoded = pieces.encode_batch(lines[start : start + 10_000], add_special_tokens=False)
            for row, encoding in enumerate(encoded, start):
                parts[row % HELD_OUT_EVERY == 0].extend((*encoding.ids, end))
        for path, part in zip(paths, parts, strict=True):
            np.save(path, np.array(part, dtype=np.uint16))
    return np.load(paths[0]), np.load(paths[1])
