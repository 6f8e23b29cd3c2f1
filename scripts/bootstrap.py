"""Set up EmbedLab and run one ``make`` target.

The Makefile finds a Python and calls ``python -m scripts.bootstrap TARGET``. Standard library only. How the
virtual environment is made and mended is in ``environment.py``; how a browser is found, in
``tests/kit/browser/chromium.py``.
"""

import argparse
import os
import socket
import subprocess
import sys

from scripts.environment import (
    PYTHON,
    ROOT,
    RUN,
    TEST,
    SetupError,
    child_environment,
    one_at_a_time,
    say,
    set_up,
)


def main(arguments: list[str]) -> int:
    """Set up for one target and run it; return its exit status (the served app replaces this process)."""
    options = parse(arguments)
    try:
        if options.target == "run":
            require_free(options.address, options.port)
        with one_at_a_time() as lock:
            set_up(RUN if options.target == "run" else TEST, options.this_python, lock)
        match options.target:
            case "run":
                return serve(options.address, options.port)
            case "test":
                return test()
            case "lint":
                return check(LINT)
            case _:
                return bench()
    except SetupError as problem:
        print(f"EmbedLab: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bootstrap", description="Set up EmbedLab and run one make target.")
    parser.add_argument("target", choices=["run", "test", "lint", "bench"])
    parser.add_argument("--port", type=int, default=8501, help="where `run` serves")
    parser.add_argument("--address", default="localhost", help="0.0.0.0 also serves other machines")
    parser.add_argument("--this-python", action="store_true", help="build .venv with exactly this Python")
    return parser.parse_args(arguments)


def require_free(address: str, port: int) -> None:
    """Refuse a port that something else already serves, before minutes are spent on the set-up."""
    try:
        if not 1 <= port <= 65_535:
            raise OverflowError("a port is a number from 1 to 65535")
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((address, port))
    except (OSError, OverflowError, ValueError) as problem:  # a ValueError of an address that is none
        raise SetupError(
            f"{address}:{port} cannot be served ({problem}): stop what runs there or choose another port,"
            f" for example make run PORT=8502."
        ) from None


def serve(address: str, port: int) -> int:
    """Fetch the weights and become the server; when weights are missing, say so and start all the same."""
    if fetch():
        say("Some weights are missing; the app starts without them and fetches them when they are needed.")
    flags = [
        # Headless, or the first start on a machine stops to ask for an e-mail address. With an address, or a
        # headless start asks another machine for this one's public address.
        "--server.headless=true",
        f"--server.address={address}",
        f"--server.port={port}",
        "--browser.gatherUsageStats=false",
    ]
    # One thread for a product of numpy's: where a class keeps the cores busy, the threads of a small product wait 30 ms
    # for each other, a hundred times as long as it takes. Forward passes have EMBEDLAB_THREADS.
    environment = {"OPENBLAS_NUM_THREADS": "1"} | child_environment()
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "streamlit", "run", "app.py", *flags], environment)


def test() -> int:
    """Run every check with weights and a browser in place; return 0 when all pass."""
    if fetch():
        raise SetupError("the tests need the weights; the message above says why they could not be fetched.")
    return find_chromium() or check(LINT | tests_of(usable_cores()))


def tests_of(cores: int) -> dict[str, tuple[str, ...]]:
    """Return the two runs of the tests, each a process a core; the browser comes last and has the cores to itself."""
    spread = ("-n", str(min(cores, MOST_WORKERS)), "--dist", "loadfile") if cores > 1 else ()
    os.environ.setdefault("EMBEDLAB_THREADS", "1")  # or each worker's model would take every core
    return {
        "pytest": ("-m", "pytest", "-m", "not browser", *spread),
        "pytest in a browser": ("-m", "pytest", "-m", "browser", *spread),
    }


def usable_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def find_chromium() -> int:
    """Put a browser where tests and benchmarks look for one; return 0 when there is one."""
    found = command("-m", "tests.kit.browser.chromium", stdout=subprocess.PIPE)
    if not found.returncode:
        os.environ["EMBEDLAB_CHROMIUM"] = found.stdout.strip()
    return found.returncode


MOST_WORKERS = 4
"""Processes that run tests at most: each may hold torch and most of the bundled models, some 2 GB."""

LINT = {"ruff": ("-m", "ruff", "check"), "mypy": ("-m", "mypy")}
"""Checks by name, each the arguments of ``.venv/bin/python``; ``pyproject.toml`` says what they cover."""


def check(checks: dict[str, tuple[str, ...]]) -> int:
    """Run all the checks, even after one has failed; return 0 when all pass, else 1."""
    failed = []
    for name, arguments in checks.items():
        say(f"== {name}")
        if command(*arguments).returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def bench() -> int:
    """Run every script in ``benchmarks/``, in the order of their names; return 0 when all end well."""
    scripts = sorted(path for path in (ROOT / "benchmarks").glob("*.py") if not path.name.startswith("_"))
    if fetch() or not scripts:
        raise SetupError("there is nothing to measure: it takes the weights and a script in benchmarks/.")
    return find_chromium() or check({script.name: ("-m", f"benchmarks.{script.stem}") for script in scripts})


def fetch() -> int:
    """Fetch the weights that are missing; return 0 when all are in place."""
    return command("-m", "embedlab", "fetch").returncode


def command(*arguments: str, stdout: int | None = None) -> "subprocess.CompletedProcess[str]":
    """Run ``.venv``'s Python in the project's folder and wait for it."""
    return subprocess.run(
        [str(PYTHON), *arguments], cwd=ROOT, env=child_environment(), stdout=stdout, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
