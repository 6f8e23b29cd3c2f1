"""A store of its own for a test, with the weights of this machine's store."""

from pathlib import Path

from embedlab.models.settings import read_settings


def home_with_models(folder: Path) -> dict[str, str]:
    """Return the environment of a process whose store is a folder with no collection in it and the weights at hand."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "models").symlink_to(read_settings().home / "models", target_is_directory=True)
    return {"EMBEDLAB_HOME": str(folder), "EMBEDLAB_OFFLINE": "1", "EMBEDLAB_THREADS": "1"}
