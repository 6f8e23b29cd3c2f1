"""Files from the Hugging Face Hub: safetensors, configuration and tokenizer only, at one locked commit."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
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
DESCRIBED_BY = (
    "config.json", "modules.json", "sentence_bert_config.json", "tokenizer_config.json", "*_Pooling/config.json",
    "config_sentence_transformers.json",
)  # fmt: skip
"""Small files that say what a model is, without its weights."""
LOCK = "hub-lock.json"


@dataclass(frozen=True)
class Repository:
    """A repository at one commit.

    Attributes:
        commit: names it.
        files: their bytes, by name.
        licence: in its own words.
        year: of its last change.
        parameters: of its safetensors files, as the hub counts them; 0 where it does not.
    """

    commit: str
    files: dict[str, int]
    licence: str
    year: int
    parameters: int = 0


def look_up(repo: str, revision: str | None) -> Repository:
    """Ask the hub what a repository holds at a revision, or now.

    Raises:
        StoreError: the hub cannot be reached, or the repository or revision is missing or gated.
    """
    import huggingface_hub

    with _explained(repo):
        info = huggingface_hub.HfApi().model_info(repo, revision=revision, files_metadata=True, timeout=20)
    if info.sha is None:
        raise StoreError(f"The model hub gave no commit of {repo}; try again.")
    licence = getattr(info.card_data, "license", None)
    return Repository(
        info.sha,
        {file.rfilename: file.size or 0 for file in info.siblings or ()},
        licence if isinstance(licence, str) else "",
        info.last_modified.year if info.last_modified else datetime.now(tz=UTC).year,
        info.safetensors.total if info.safetensors else 0,
    )


def download_described(repo: str, commit: str, folder: Path) -> None:
    """Fetch what describes a model into ``folder``, a few kilobytes, without its weights.

    Raises:
        StoreError: the hub cannot be reached.
    """
    import huggingface_hub

    with _explained(repo):
        huggingface_hub.snapshot_download(repo, revision=commit, local_dir=folder, allow_patterns=list(DESCRIBED_BY))


@contextmanager
def _explained(repo: str) -> Iterator[None]:
    """Turn what the hub client raises into one sentence each."""
    from huggingface_hub import errors as hub_errors

    try:
        yield
    except hub_errors.GatedRepoError as error:
        raise StoreError(f"{repo} asks for a login on the model hub; accept its terms there first.") from error
    except hub_errors.RepositoryNotFoundError as error:
        raise StoreError(f"The model hub has no public repository {repo}; check the name.") from error
    except hub_errors.RevisionNotFoundError as error:
        raise StoreError(f"{repo} has no such revision on the model hub; check its name.") from error
    except StoreError:
        raise
    except Exception as error:  # the hub client lets errors of its transport through, whose types change by version
        if isinstance(error, OSError) and error.errno in _DISK_ERRORS:
            raise
        sentence = f"{repo} could not be fetched from the model hub; check the network or HF_ENDPOINT."
        raise StoreError(sentence) from error


def download_from_hub(source: HubSource, folder: Path, home: Path) -> str:
    """Fetch a repository into ``folder`` and return the commit it was taken at.

    A source without a revision is resolved to a commit the first time; ``hub-lock.json`` in the store keeps it.

    Raises:
        StoreError: the hub cannot be reached, or the repository is missing or gated.
    """
    import huggingface_hub

    with _explained(source.repo):
        revision = source.revision or locked_revision(home, source.repo) or look_up(source.repo, None).commit
        huggingface_hub.snapshot_download(
            source.repo,
            revision=revision,
            local_dir=folder,
            allow_patterns=[*WANTED, *WANTED_MODULES],
            ignore_patterns=["*.bin", "*.pt", "*.pkl", "*.py", "onnx/*", "openvino/*"],
        )
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
