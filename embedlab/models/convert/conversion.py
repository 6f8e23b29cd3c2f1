"""The process that converts transformers: reads folders from standard input, answers each with one line of JSON.

It ends as soon as its standard input does, in the middle of a conversion too: whoever asked is gone then, and the next
fetch may already be at work in the same place.
"""

import json
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TextIO

from embedlab.errors import StoreError
from embedlab.models.convert.onnx_export import ExportError, export_onnx


def main() -> None:
    """Convert one folder after another."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by the process that waits for this one
    answers = _answers()
    folders: SimpleQueue[Path] = SimpleQueue()
    threading.Thread(target=_listen, args=(folders,), daemon=True).start()
    while True:
        answers.write(json.dumps(_converted(folders.get())) + "\n")
        answers.flush()


def _answers() -> TextIO:
    """Standard output, kept for answers alone: whatever a library prints goes to standard error."""
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return own


def _listen(folders: "SimpleQueue[Path]") -> None:
    for line in sys.stdin:
        folders.put(Path(json.loads(line)))
    # At once: a normal exit would wait for the conversion in the main thread.
    os._exit(0)


def _converted(folder: Path) -> dict[str, str | int]:
    try:
        complete_transformer(folder)
    except StoreError as error:
        return {"refused": str(error)}
    except OSError as error:  # of the disk, which the store explains
        return {"errno": error.errno or 0, "words": error.strerror or str(error)}
    except MemoryError:
        return {"refused": f"There was not enough memory to convert {folder.name}."}
    return {}


def complete_transformer(folder: Path) -> None:
    """Add to a folder in Hugging Face layout what it lacks: ``tokenizer.json`` and ``onnx/model.onnx``.

    Raises:
        StoreError: it is not a model that can be used.
    """
    if not (folder / "tokenizer.json").exists():
        _write_fast_tokenizer(folder)
    with suppress(ExportError):  # torch runs what cannot be a graph
        export_onnx(folder)


def _write_fast_tokenizer(folder: Path) -> None:
    """Some repositories bring only the slow tokenizer's vocabulary; transformers converts it once."""
    import transformers

    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(
            str(folder), local_files_only=True, trust_remote_code=False
        )
        tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
    except Exception as error:  # whatever a file of somebody else's makes of it
        raise StoreError(f"{folder.name} has no tokenizer that can be read.") from error


if __name__ == "__main__":
    main()
