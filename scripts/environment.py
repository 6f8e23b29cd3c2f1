"""The virtual environment ``.venv``: made, filled, checked and mended.

Standard library only, since it runs before anything is installed. Each step looks first whether it is already
done: a second run takes a second, and a run that was interrupted is finished by the next one. Nothing is
written outside ``.venv`` (pip keeps its own download cache). What is done with it is in ``bootstrap.py``.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)

# Pinned because the store reads `pip download --progress-bar raw`, which older releases do not have.
PIP = "pip==26.3"

RUN = ROOT / "requirements.txt"
TEST = ROOT / "tests" / "requirements.txt"


class SetupError(Exception):
    """What the person at the terminal has to know: one sentence that says what is wrong and what to do."""


@contextlib.contextmanager
def one_at_a_time() -> Iterator[int]:
    """Hold the set-up lock, waiting for another set-up of this folder to end; yield its file descriptor.

    The lock is on the folder itself, so that it leaves no file behind and outlives a deleted ``.venv``.
    """
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another set-up of this folder to end")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(folder)


def set_up(requirements: Path, this_python: bool, lock: int) -> None:
    """Make ``.venv`` hold what ``requirements`` pins, doing only what is still missing."""
    version = venv_version()
    chosen = f"{sys.version_info.major}.{sys.version_info.minor}"
    if version is None or (this_python and version != chosen):
        create_venv()
        version = chosen
    site = VENV / "lib" / f"python{version}" / "site-packages"
    broken = broken_distributions(site)
    if not broken and not missing_pins(site, requirements) and stamp(requirements, version).exists():
        return
    for old in VENV.glob("setup-*.stamp"):
        old.unlink()
    for folder in [*broken, *site.glob("~*")]:
        shutil.rmtree(folder, ignore_errors=True)
    if venv_version() is None:
        create_venv()
    pip_install(lock, PIP)
    pip_install(lock, "-r", str(requirements))
    stamp(requirements, version).touch()
    if requirements == TEST:
        stamp(RUN, version).touch()


def venv_version() -> str | None:
    """Return "3.12" for a ``.venv`` whose interpreter and pip work, ``None`` for any other (or none)."""
    code = "import sys, pip._internal.cli.main; print('%d.%d' % sys.version_info[:2], sys.prefix)"
    try:
        done = subprocess.run([str(PYTHON), "-I", "-c", code], capture_output=True, text=True, check=True, timeout=120)
    except (OSError, subprocess.SubprocessError):
        return None
    version, _, prefix = done.stdout.strip().partition(" ")
    new_enough = tuple(int(part) for part in version.split(".")) >= OLDEST
    return version if new_enough and Path(prefix).resolve() == VENV.resolve() else None


def create_venv() -> None:
    """Make an empty ``.venv`` with this interpreter, in place of whatever is there."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    say(f"making .venv with Python {version}")
    # The base interpreter: this one may itself be an activated .venv, which is about to be cleared.
    base = getattr(sys, "_base_executable", sys.executable)
    made = subprocess.run(
        [base, "-m", "venv", "--clear", VENV],
        capture_output=True,
        text=True,
        env=child_environment(),
        check=False,
    )
    if made.returncode:
        words = f"{made.stdout} {made.stderr}"
        raise SetupError(
            f"this Python has no venv module: install it (on Debian and Ubuntu: sudo apt-get install"
            f" python{version}-venv) and run the same command again."
            if "ensurepip" in words or "No module named venv" in words
            else f".venv could not be made ({last_line(words)}): delete it and run the same command again."
        )


def requirement_text(requirements: Path) -> str:
    """Return a requirements file with the files that it names by ``-r`` put in place, comments dropped."""
    lines = []
    for line in requirements.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("-r "):
            lines.append(requirement_text(requirements.parent / line[3:].strip()))
        elif line:
            lines.append(line)
    return "\n".join(lines)


def stamp(requirements: Path, version: str) -> Path:
    """Return the file whose presence says that these exact requirements were installed to the end."""
    key = hashlib.sha256("\n".join([PIP, version, requirement_text(requirements)]).encode()).hexdigest()
    return VENV / f"setup-{key[:16]}.stamp"


def broken_distributions(site: Path) -> list[Path]:
    """Return the ``*.dist-info`` folders whose package is not whole, so that pip would wrongly skip it.

    pip writes ``RECORD`` last, and every file it lists must be there (compiled files may come and go).
    """
    return [folder for folder in sorted(site.glob("*.dist-info")) if not is_whole(folder)]


def is_whole(dist_info: Path) -> bool:
    """Return whether every file that a package's ``RECORD`` lists exists."""
    try:
        lines = (dist_info / "RECORD").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    names = (line.rsplit(",", 2)[0].strip('"') for line in lines)
    site = dist_info.parent
    exists = os.path.exists  # some 50,000 files at every start, where pathlib is far slower
    return all(exists(f"{site}/{name}") for name in names if not name.endswith(".pyc"))


def missing_pins(site: Path, requirements: Path) -> list[str]:
    """Return the ``name==version`` pins of a requirements file that ``site`` does not hold."""
    held = set()
    for folder in site.glob("*.dist-info"):
        name, _, version = folder.name.removesuffix(".dist-info").partition("-")
        held.add((normal_name(name), version.split("+")[0]))
    pins = [line.partition("==") for line in requirement_text(requirements).splitlines()]
    return [f"{name}=={version}" for name, _, version in pins if (normal_name(name), version) not in held]


def normal_name(name: str) -> str:
    """Return a distribution's name as the packaging standard compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pip_install(lock: int, *what: str) -> None:
    """Run ``pip install`` inside ``.venv``: short progress lines, the whole output in ``.venv/setup.log``.

    pip inherits the lock: if this process is killed, the next set-up still waits for pip to end.
    """
    bar = "raw" if what != (PIP,) else "off"  # the pip that Python ships may not know "raw"
    command = [str(PYTHON), "-m", "pip", "install", "--progress-bar", bar, "--no-input", *what]
    scratch = VENV / "tmp"
    scratch.mkdir(exist_ok=True)
    log = VENV / "setup.log"
    environment = child_environment() | {"TMPDIR": str(scratch), "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
    with (
        log.open("w", encoding="utf-8") as copy,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            text=True,
            errors="replace",
            pass_fds=[lock],
        ) as pip,
    ):
        assert pip.stdout is not None
        for line in pip.stdout:
            copy.write(line)
            if (short := pip_news(line)) is not None:
                say(*short)
    shutil.rmtree(scratch, ignore_errors=True)
    if pip.returncode:
        reason = last_line(log.read_text(encoding="utf-8"))
        raise SetupError(
            f"pip could not install the packages ({reason}): check the network and the free disk space"
            f" and run the same command again; the whole output is in .venv/setup.log."
        )


def pip_news(line: str) -> tuple[str, bool] | None:
    """Return what to show of one line of pip's output, and whether it stays; ``None`` for nothing."""
    if found := re.match(r"\s*Downloading ([\w.]+)-(\d[^-]*)-\S+ \((.+)\)", line):
        return f"downloading {found[1]} {found[2]} ({found[3]})", True
    if (found := re.match(r"Progress (\d+) of (\d+)", line)) and int(found[2]):
        return f"{int(found[1]) * 100 // int(found[2])} %", False
    if found := re.match(r"Collecting ([\w.-]+)", line):
        return f"looking up {found[1]}", False
    if line.startswith("Installing collected packages:"):
        count = line.count(",") + 1
        return f"installing {count} package{'s' * (count > 1)}{', which takes a minute' * (count > 20)}", True
    return None


def last_line(text: str) -> str:
    """Return the line of a program's output that says most about its failure."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["no output"])[-1].removeprefix("ERROR: ").rstrip(".")


def child_environment() -> dict[str, str]:
    """Return the environment without the variables that would mix another Python into ``.venv``."""
    return {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}


def say(text: str, stays: bool = True) -> None:
    """Print a progress line; one that does not stay shows only on a terminal, covered by the next."""
    if sys.stdout.isatty():
        print(f"\r\x1b[K{text}", end="\n" if stays else "", flush=True)
    elif stays:
        print(text, flush=True)
