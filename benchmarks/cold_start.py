"""A whole process, from nothing to the vector of one line, beside one that does the same with sentence-transformers."""

import json
import os
import subprocess
import sys
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks._report import held_to, in_turn, note, print_table, ratios, spread
from embedlab.models.catalog import card
from embedlab.models.settings import read_settings
from embedlab.models.store import Store

MODEL = "all-minilm-l6-v2"
LINE = "The quickest way to learn what a model knows is to ask it something small.\n"
ROUNDS = 9


def main() -> None:
    """Measure, and print the table."""
    folder = str(Store(read_settings().home).ensure(card(MODEL)))
    ours = [sys.executable, "-m", "embedlab", "encode", MODEL]
    peer = [sys.executable, "-m", "benchmarks._peer_encode", folder]
    # The first run of each is not counted: it reads the files from the disk.
    cosine = float(vector(run(ours).stdout) @ vector(run(peer).stdout))
    loaded = imported([sys.executable, "-X", "importtime", *ours[1:]])
    our_times, peer_times = in_turn(ROUNDS, lambda: seconds(ours), lambda: seconds(peer))
    share = ratios(our_times, peer_times)
    print_table(
        f"Cold process, one line, {MODEL}, {ROUNDS} runs of each in turn",
        "sentence-transformers",
        [
            held_to(
                "seconds", median(our_times), "<=", 1.5, shown=spread(our_times, "s"), other=spread(peer_times, "s")
            ),
            held_to("share of the other's time", median(share), "<=", 0.25, shown=spread(share)),
            held_to("imports of torch", float("torch" in loaded), "<=", 0),
            note("cosine of the two vectors", f"{cosine:.6f}"),
        ],
    )


def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Give a process the line and return what it said.

    Raises CalledProcessError when it fails.
    """
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}  # neither side may lose time asking the network
    return subprocess.run(command, input=LINE, capture_output=True, text=True, check=True, env=environment)


def seconds(command: list[str]) -> float:
    """Return how long a process took from start to end."""
    start = perf_counter()
    run(command)
    return perf_counter() - start


def vector(output: str) -> np.ndarray:
    """Return the vector that a process printed."""
    return np.array(json.loads(output)["vector"])


def imported(command: list[str]) -> set[str]:
    """Return the packages that a Python with ``-X importtime`` says it imported."""
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in run(command).stderr.splitlines()}


if __name__ == "__main__":
    main()
