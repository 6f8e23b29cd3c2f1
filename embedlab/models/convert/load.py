"""Load a folder in Hugging Face layout with transformers: safetensors only, no remote code, nothing missing."""

import json
import threading
from pathlib import Path
from typing import Any, Final

from embedlab.errors import StoreError

_TURN: Final = threading.Lock()
"""transformers imports its parts on first use, and of two loads that begin together each finds the other's half."""

_HEADED = ("ForMaskedLM", "ForSequenceClassification")
_TOWERS = ("DPRQuestionEncoder", "DPRContextEncoder")


def architecture(folder: Path) -> str:
    """The class name in ``config.json``, or an empty string when the file does not say.

    Raises:
        StoreError: there is no readable ``config.json``.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise StoreError(f"{folder.name} has no readable config.json, so it is not a model folder.") from error
    if not isinstance(config, dict):
        raise StoreError(f"{folder.name} has no readable config.json, so it is not a model folder.")
    names = config.get("architectures")
    return str(names[0]) if isinstance(names, list) and names else ""


def load_torch(folder: Path) -> Any:
    """The torch model of a folder, in float32 and evaluation mode, able to return its attentions.

    Returns:
        a ``transformers.PreTrainedModel``.

    Raises:
        StoreError: the weights are missing, incomplete, or not of an architecture that transformers knows.
    """
    if not any(folder.glob("*.safetensors")):
        raise StoreError(f"{folder.name} has no .safetensors weights; other formats are not loaded.")
    with _TURN:
        return _load(folder)


def _load(folder: Path) -> Any:
    import transformers

    loader = _loader(transformers, architecture(folder))
    logging: Any = transformers.logging
    logging.disable_progress_bar()
    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()
    try:
        model, report = loader.from_pretrained(
            str(folder),
            attn_implementation="eager",
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            output_loading_info=True,
            **({"add_pooling_layer": False} if _is_plain_bert(architecture(folder)) else {}),
        )
    except Exception as error:  # a configuration of somebody else's may say anything at all
        raise StoreError(f"{folder.name} is not a BERT- or RoBERTa-type model that can be loaded.") from error
    finally:
        logging.set_verbosity(verbosity)
    if missing := sorted(key for key in report["missing_keys"] if "pooler" not in key):
        raise StoreError(f"The weights of {folder.name} lack {missing[0]} and {len(missing) - 1} more.")
    return model.float().eval()


def _is_plain_bert(name: str) -> bool:
    return name in ("BertModel", "RobertaModel", "XLMRobertaModel")


def _loader(transformers: Any, name: str) -> Any:
    if name.endswith(_HEADED) or name in _TOWERS:
        return getattr(transformers, name, transformers.AutoModel)
    return getattr(transformers, name) if _is_plain_bert(name) else transformers.AutoModel
