"""Fetches in processes of their own, so that they can be killed, limited and started together."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from embedlab.models.cards import ModelCard

ROOT = Path(__file__).resolve().parents[3]

FETCH = """
import os, signal, sys
from pathlib import Path
from embedlab.errors import EmbedLabError
from embedlab.models.cards import ModelCard
from embedlab.models.store import Store

home, card_file, before = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
card = ModelCard.model_validate_json(card_file.read_text(encoding="utf-8"))

def step(report):
    print(report.phase, flush=True)
    if report.phase == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)

kill_at = ""
exec(before)
try:
    Store(home).ensure(card, step)
except EmbedLabError as error:
    print(f"refused: {error}")
    sys.exit(1)
"""


def start_fetch(home: Path, card: ModelCard, environ: Mapping[str, str], before: str = "") -> "subprocess.Popen[str]":
    """Start a fetch; ``before`` is Python to run in that process first. Each phase is a line of its output."""
    card_file = home.parent / f"{card.id}.json"
    card_file.write_text(card.model_dump_json(), encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", FETCH, str(home), str(card_file), before],
        cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def fetch(home: Path, card: ModelCard, environ: Mapping[str, str], before: str = "") -> tuple[int, str, str]:
    """Run a fetch to its end; return its status, output and errors."""
    process = start_fetch(home, card, environ, before)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def embedlab(
    *arguments: str, stdin: str | bytes = "", environ: Mapping[str, str] | None = None, timeout: float = 120
) -> "subprocess.CompletedProcess[bytes]":
    """Run ``python -m embedlab`` as a person would."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run(
        [sys.executable, "-m", "embedlab", *arguments],
        cwd=ROOT, env={**os.environ, **(environ or {})}, input=given, capture_output=True, timeout=timeout, check=False,
    )  # fmt: skip
