"""From the raw files of a source to the folder shape every engine reads.

Transformers end as ``config.json``, ``model.safetensors``, tokenizer files, ``modules.json`` and
``onnx/model.onnx``; static tables as ``vectors.npy`` and ``vocab.txt``, with ``ngrams.npy`` where words have parts.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.cards import AssetSource, ModelCard, Source, TableSource, WheelSource
from embedlab.models.convert.folder import write_bert_config, write_sentence_modules, write_tokenizer_config
from embedlab.models.convert.onnx_export import ExportError, export_onnx
from embedlab.models.convert.table_files import complete_ngram_table, complete_table
from embedlab.models.convert.unpack import weights_from_onnx
from embedlab.models.store.progress import Progress, Step


def build_folder(folder: Path, card: ModelCard, source: Source, progress: Progress) -> None:
    """Complete the raw files in ``folder``, in place.

    Raises:
        StoreError: the files are not those of a model that can be used.
    """
    progress(Step(card.id, "converting"))
    recipe = source.recipe if isinstance(source, WheelSource | AssetSource) else "folder"
    if isinstance(source, TableSource):
        return  # written whole by the reader of its format
    if recipe == "word-table":
        complete_table(folder)
        return
    if recipe == "ngram-table":
        complete_ngram_table(folder)
        return
    if recipe == "onnx":
        _weights_to_safetensors(folder, card)
    if isinstance(source, WheelSource | AssetSource):
        write_tokenizer_config(folder, card.max_tokens)
        write_sentence_modules(folder, card)
    shutil.rmtree(folder / ".cache", ignore_errors=True)  # the hub client's own notes
    if not (folder / "tokenizer.json").exists():
        _write_fast_tokenizer(folder)
    with suppress(ExportError):  # torch runs what cannot be a graph
        export_onnx(folder)


def _weights_to_safetensors(folder: Path, card: ModelCard) -> None:
    from safetensors.numpy import save

    if card.encoder is None:
        raise StoreError(f"The catalog entry of {card.id} lacks the shape of its encoder.")
    source = folder / "source.onnx"
    # Written by Python and not by the library, whose error for a full disk is of a type of its own.
    (folder / "model.safetensors").write_bytes(save(weights_from_onnx(source), metadata={"format": "pt"}))
    write_bert_config(folder, card.encoder, card.head)
    source.unlink()


def _write_fast_tokenizer(folder: Path) -> None:
    """Some repositories bring only the slow tokenizer's vocabulary; transformers converts it once."""
    import transformers

    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            str(folder), local_files_only=True, trust_remote_code=False
        )
        tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    except (OSError, ValueError, AttributeError, KeyError) as error:
        raise StoreError(f"{folder.name} has no tokenizer that can be read.") from error
