"""A Chromium for the browser tests: one on the machine, else Playwright's, else the distribution's package.

Run as a module it installs what is missing and prints the path; imported, it only looks. A browser counts
when it starts: some distributions ship a ``chromium-browser`` that only says how to get the real one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
OURS = Path(__file__).resolve().parents[3] / ".venv" / "browsers"


class NoBrowserError(Exception):
    """No Chromium can be had; the message says what was tried and what to do."""


def find_chromium(environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the path of a Chromium that starts, ``None`` when there is none; install nothing.

    Raises:
        NoBrowserError: ``EMBEDLAB_CHROMIUM`` names something that does not start.
    """
    if chosen := environ.get("EMBEDLAB_CHROMIUM"):
        if starts(chosen):
            return chosen
        raise NoBrowserError(f"EMBEDLAB_CHROMIUM is {chosen}, which does not start: name another or unset it.")
    on_path = [shutil.which(name, path=environ.get("PATH")) for name in NAMES]
    candidates = [*on_path, str(MAC) if MAC.exists() else None, playwright_chromium()]
    return next((path for path in candidates if path and starts(path)), None)


def starts(path: str) -> bool:
    """Return whether a program says that it is a Chromium (or Chrome)."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0 and "chrom" in done.stdout.lower()


def playwright_chromium() -> str | None:
    """Return where Playwright keeps the Chromium that it downloaded for us, ``None`` when it has not."""
    if not OURS.is_dir():
        return None
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    environment = os.environ | {"PLAYWRIGHT_BROWSERS_PATH": str(OURS)}
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, env=environment, check=False)
    path = done.stdout.strip()  # where it would be, downloaded or not
    return path if path and Path(path).is_file() else None


def ensure_chromium() -> str:
    """Return a Chromium that starts, installing one by the first way that works.

    Raises:
        NoBrowserError: none of the ways worked.
    """
    for install in (None, *WAYS):
        if install is not None:
            install()
        if path := find_chromium():
            return path
    raise NoBrowserError(
        "no Chromium was found, Playwright could not download one, and the distribution's package could not"
        " be installed: install Chromium or Chrome and name it with EMBEDLAB_CHROMIUM=/path/to/chromium."
    )


def download_playwright() -> None:
    """Download Playwright's own Chromium into ``.venv/browsers``."""
    report("no Chromium on this machine; downloading Playwright's")
    quietly([sys.executable, "-m", "playwright", "install", "chromium"], PLAYWRIGHT_BROWSERS_PATH=str(OURS))


def install_libraries() -> None:
    """Install the system libraries that a downloaded Chromium may lack."""
    if playwright_chromium() and (root := become_root()) is not None:
        report("installing the system libraries that Chromium needs")
        quietly([*root, sys.executable, "-m", "playwright", "install-deps", "chromium"])


def install_package() -> None:
    """Install the distribution's own Chromium (Debian and its relatives)."""
    root = become_root()
    if root is None or not shutil.which("apt-get"):
        return
    report("installing the distribution's chromium package")
    quietly([*root, "apt-get", "update"])
    quietly([*root, "apt-get", "install", "-y", "chromium"], DEBIAN_FRONTEND="noninteractive")


WAYS: tuple[Callable[[], None], ...] = (download_playwright, install_libraries, install_package)


def become_root() -> list[str] | None:
    """Return what to put before a command that needs root; ``None`` when that would ask a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]) == 0:
        return ["sudo", "-n"]
    return None


def quietly(command: list[str], **environment: str) -> int:
    """Run a command without its output, at most 15 minutes; return its status, 1 when it cannot run."""
    try:
        return subprocess.run(
            command,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=900,
            check=False,
        ).returncode
    except (OSError, subprocess.SubprocessError):
        return 1


def report(text: str) -> None:
    """Tell the person at the terminal; standard output is for the path alone."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        print(ensure_chromium())
    except NoBrowserError as problem:
        sys.exit(f"EmbedLab: {problem}")
