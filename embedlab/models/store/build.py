"""From the raw files of a source to the folder shape every engine reads.

Transformers end as ``config.json``, ``model.safetensors``, tokenizer files, ``modules.json`` and
``onnx/model.onnx``; static tables as ``vectors.npy`` and ``vocab.txt``, with ``ngrams.npy`` where words have parts.
"""

import shutil
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.cards import AssetSource, ModelCard, Source, TableSource, WheelSource
from embedlab.models.convert.converter import CONVERTER
from embedlab.models.convert.folder import write_bert_config, write_sentence_modules, write_tokenizer_config
from embedlab.models.convert.table_files import complete_ngram_table, complete_table
from embedlab.models.convert.unpack import weights_from_onnx
from embedlab.models.store.progress import Progress, Step


def build_folder(folder: Path, card: ModelCard, source: Source, progress: Progress) -> None:
    """Complete the raw files in ``folder``, in place.

    Raises:
        StoreError: the files are not those of a model that can be used.
    """
    recipe = source.recipe if isinstance(source, WheelSource | AssetSource) else "folder"
    if card.row.runs == "table":
        progress(Step(card.id, "converting"))
        # A table from the web was written whole by the reader of its format.
        if not isinstance(source, TableSource):
            (complete_ngram_table if recipe == "ngram-table" else complete_table)(folder)
        return
    _build_transformer(folder, card, source, recipe, progress)


def _build_transformer(folder: Path, card: ModelCard, source: Source, recipe: str, progress: Progress) -> None:
    progress(Step(card.id, "converting"))
    if recipe == "onnx":
        _weights_to_safetensors(folder, card)
    if isinstance(source, WheelSource | AssetSource):
        write_tokenizer_config(folder, card.max_tokens)
        write_sentence_modules(folder, card)
    shutil.rmtree(folder / ".cache", ignore_errors=True)  # the hub client's own notes
    CONVERTER.convert(folder, lambda: progress(Step(card.id, "waiting")), lambda: progress(Step(card.id, "converting")))


def _weights_to_safetensors(folder: Path, card: ModelCard) -> None:
    from safetensors.numpy import save

    if card.encoder is None:
        raise StoreError(f"The catalog entry of {card.id} lacks the shape of its encoder.")
    source = folder / "source.onnx"
    # Written by Python and not by the library, whose error for a full disk is of a type of its own.
    (folder / "model.safetensors").write_bytes(save(weights_from_onnx(source), metadata={"format": "pt"}))
    write_bert_config(folder, card.encoder, card.head)
    source.unlink()
