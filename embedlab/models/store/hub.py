"""Files from the Hugging Face Hub: safetensors, configuration and tokenizer only, at one locked commit."""

import json
import os
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.cards import HubSource

WANTED = ("*.safetensors", "config.json", "tokenizer*", "vocab*", "merges.txt", "special_tokens_map.json")
WANTED_MODULES = (
    "modules.json",
    "sentence_bert_config.json",
    "*_Pooling/config.json",
    "*_Dense/*.safetensors",
)
LOCK = "hub-lock.json"


def download_from_hub(source: HubSource, folder: Path, home: Path) -> str:
    """Fetch a repository into ``folder`` and return the commit it was taken at.

    A source without a revision is resolved to a commit the first time; ``hub-lock.json`` in the store keeps it.

    Raises:
        StoreError: the hub cannot be reached, or the repository is missing or gated.
    """
    import huggingface_hub
    from huggingface_hub import errors as hub_errors

    unreachable = f"{source.repo} could not be fetched from the model hub; check the network or HF_ENDPOINT"
    try:
        revision = source.revision or locked_revision(home, source.repo)
        if revision is None:
            revision = huggingface_hub.HfApi().model_info(source.repo, timeout=20).sha
        if revision is None:
            raise StoreError(f"{unreachable}.")
        huggingface_hub.snapshot_download(
            source.repo,
            revision=revision,
            local_dir=folder,
            allow_patterns=[*WANTED, *WANTED_MODULES],
            ignore_patterns=["*.bin", "*.pt", "*.pkl", "*.py", "onnx/*", "openvino/*"],
        )
    except hub_errors.GatedRepoError as error:
        raise StoreError(f"{source.repo} asks for a login on the model hub; accept its terms there first.") from error
    except hub_errors.RepositoryNotFoundError as error:
        raise StoreError(f"The model hub has no public repository {source.repo}; check the name.") from error
    except StoreError:
        raise
    except Exception as error:  # the hub client lets errors of its transport through, whose types change by version
        if isinstance(error, OSError) and error.errno in _DISK_ERRORS:
            raise
        raise StoreError(f"{unreachable}.") from error
    _remember(home, source.repo, revision)
    return revision


_DISK_ERRORS = (13, 27, 28, 30, 122)
"""EACCES, EFBIG, ENOSPC, EROFS, EDQUOT: the store's own fault, explained there."""


def locked_revision(home: Path, repo: str) -> str | None:
    """The commit that an earlier fetch of this repository was locked to."""
    revision = _locked(home).get(repo)
    return revision if isinstance(revision, str) else None


def _locked(home: Path) -> dict[str, object]:
    try:
        content = json.loads((home / LOCK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _remember(home: Path, repo: str, revision: str) -> None:
    from filelock import FileLock

    path = home / LOCK
    with FileLock(home / "locks" / "hub-lock.lock"):
        content = json.dumps(_locked(home) | {repo: revision}, indent=2)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(content + "\n", encoding="utf-8")
        draft.replace(path)
