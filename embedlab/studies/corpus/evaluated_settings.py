"""How a collection was measured: settings, versions and machine, in words that a report can carry."""

import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from embedlab import __version__
from embedlab.compute.sign_flips import DRAWS
from embedlab.models.local import find_card
from embedlab.models.machine import runs_on
from embedlab.models.settings import Settings
from embedlab.numbers_text import counted, percent, short, whole
from embedlab.studies.corpus.cut_by_models import SAMPLE
from embedlab.studies.corpus.findings import LEVEL
from embedlab.studies.corpus.runs import DEPTH_OF_RUNS
from embedlab.studies.corpus.set_ups import DENSE_OF_HYBRIDS, DEPTH, HYBRIDS, SetUp
from embedlab.studies.rank import RankOptions

BOOTSTRAP_DRAWS: Final = 2_000
_PACKAGES: Final = ("numpy", "scipy", "bm25s", "onnxruntime", "tokenizers", "ir-measures")


def settings_of(set_ups: Sequence[SetUp], asked: int, judged: int) -> Mapping[str, str]:
    """How everything was measured, by name, in words."""
    options, found = RankOptions(), dict[str, str]()
    drawn = "all" if asked == judged else f"drawn from {whole(judged)} with seed 0"
    found["queries asked"] = f"{whole(asked)}, {drawn}" if judged else f"{whole(asked)}, none judged"
    found["search"] = "exact: every chunk is compared"
    found["score of a document"] = "that of its best chunk (MaxP)"
    found["documents of a ranking"] = whole(DEPTH_OF_RUNS)
    found["equal scores"] = "the first of the collection stands first"
    if any(each.counts_words_itself for each in set_ups):
        kept = "left out" if options.stop_words else "kept"
        found["BM25"] = f"{options.variant}, k1 {short(options.k1)}, b {short(options.b)}, stop words {kept}"
    if any(each.first == "hybrid-rrf" for each in set_ups):
        found["reciprocal rank fusion"] = f"k {short(options.rrf_k)}"
    if any(each.first == "hybrid-weighted" for each in set_ups):
        found["weighted sum"] = f"{percent(options.weight)} dense, each side from its least to its most (min-max)"
    if any(each.first in HYBRIDS for each in set_ups):
        found["dense side of mixtures"] = find_card(DENSE_OF_HYBRIDS).name
    if any(each.rerank for each in set_ups):
        found["candidates ranked again"] = whole(DEPTH)
    found["intervals"] = f"{percent(LEVEL)} percentile bootstrap, {whole(BOOTSTRAP_DRAWS)} draws, seed 0"
    found["paired test"] = f"Fisher's randomisation test, {whole(DRAWS)} draws, seed 0, Holm's correction"
    found["times"] = "one query after another, models and files warm, nothing remembered"
    found["texts cut"] = f"of {counted(SAMPLE, 'chunk')} at most, seed 0"
    return found


def versions() -> Mapping[str, str]:
    """Versions of this program and of the libraries that compute the numbers, by name."""
    found = {"EmbedLab": __version__, "Python": platform.python_version()}
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def machine_words(settings: Settings) -> str:
    """The processor, and what runs the models on it."""
    return f"{_processor()}; {runs_on(settings)}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine() or "an unknown processor"
