"""A tiny Sentence Transformers model, and pairs of a made-up domain that it can be tuned on within a second."""

from pathlib import Path
from typing import Any

from embedlab.models.training import TuningSpec
from tests.models.kit.making import tiny_bert

_LEFT = "abcdefgh"
_RIGHT = "klmnopqr"
PAIRS = 40
PROBE = 12


def tiny_generalist(folder: Path) -> Path:
    """A model of two layers x 16 that pools by mean and normalises."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    words = Transformer(str(tiny_bert(folder / "bert")))
    model = SentenceTransformer(modules=[words, Pooling(16, "mean"), Normalize()], device="cpu")
    model.max_seq_length = 32
    model.save_pretrained(str(folder / "generalist"), create_model_card=False)
    return folder / "generalist"


def query_of(number: int) -> str:
    """A query: two letters."""
    return f"{_LEFT[number % 8]} {_RIGHT[number // 8 % 8]}"


def text_of(number: int) -> str:
    """What answers it: the same letters in a sentence."""
    return f"the {_RIGHT[number // 8 % 8]} of {_LEFT[number % 8]} sat on the mat"


def write_parquet(path: Path, **columns: list[Any]) -> Path:
    """A Parquet file of these columns."""
    import pyarrow
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path)
    return path


def write_pairs(path: Path, *, pairs: int = PAIRS) -> Path:
    """Pairs whose hard negative answers the query nine numbers further on."""
    numbers = range(pairs)
    return write_parquet(
        path,
        query=[query_of(number) for number in numbers],
        text=[text_of(number) for number in numbers],
        negative=[text_of(number + 9) for number in numbers],
    )


def write_probe(path: Path) -> Path:
    """Queries and texts that are read before and after, of different lengths."""
    texts = [query_of(40 + number) for number in range(PROBE // 2)] + [
        text_of(number) * (1 + number % 2) for number in range(PROBE // 2)
    ]
    return write_parquet(path, group=["query", "text"] * (PROBE // 2), text=texts)


def tuning(model: Path, folder: Path, **changes: Any) -> TuningSpec:
    """A tuning that takes a second, once its libraries are imported."""
    pairs, probe = folder / "pairs.parquet", folder / "probe.parquet"
    if not pairs.exists():
        write_pairs(pairs)
        write_probe(probe)
    given = {"model": model, "pairs": pairs, "probe": probe, "batch": 8, "epochs": 2, "learning_rate": 1e-3, "rank": 2}
    return TuningSpec(**{**given, **changes})
