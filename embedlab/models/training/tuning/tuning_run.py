"""A tuning from spec to result: read, learn, read the probe again, save."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from embedlab.errors import InputError
from embedlab.models.engines.choose import chosen
from embedlab.models.settings import read_settings
from embedlab.models.training.finished import MODEL, write_result
from embedlab.models.training.specs import TuningSpec
from embedlab.models.training.tuning.depths import Learner, learner_of
from embedlab.models.training.tuning.tuned_folder import save_tuned
from embedlab.models.training.tuning.tuning_loop import Watch, learn, numbers_in, told_at
from embedlab.models.training.tuning.tuning_rows import (
    COLUMNS,
    Floats,
    Rows,
    TuningPairs,
    batches,
    by_length,
    drawn_rows,
    read_frozen,
    read_probe,
    read_tuning_pairs,
)
from embedlab.models.tuned_models import Tuned
from embedlab.numbers_text import whole

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Say = Callable[[str, Any], None]
_READ: Final = 64
"""Texts that are read at once."""
_LEARNING: Final = 3
"""How many times as long a text takes to learn from as to read."""


class Progress:
    """The share of a tuning that is done, by texts: each that is learnt from counts as several that are read."""

    def __init__(self, say: Say, texts: int) -> None:
        self._say = say
        self._all = max(1, texts)
        self._done = 0

    def add(self, texts: int) -> float:
        """Count some more texts, say the share and return it, 0 to 1."""
        self._done += texts
        share = min(1.0, self._done / self._all)
        self._say("share", share)
        return share


def train_tuning(spec: TuningSpec, folder: Path, say: Say) -> None:
    """Tune, say a record now and then, and write result and model into ``folder``.

    Raises:
        InputError: the pairs cannot be read or told apart, or the loss has run away.
        StoreError: the frozen vectors do not fit.
    """
    begin = perf_counter()
    pairs, probe = read_tuning_pairs(spec.pairs), read_probe(spec.probe)
    plan = plan_of(spec, pairs)
    model = open_model(spec)
    length = model.max_seq_length
    progress = Progress(say, _to_read(spec, pairs, probe) + sum(_to_learn(spec, rows) for rows in plan))
    frozen = _frozen(spec, model, pairs, probe, progress)
    learner = learner_of(spec, model, pairs, frozen)
    parameters = numbers_in(each for each in learner.model.parameters() if each.requires_grad)

    watch, seconds = _learn(spec, learner, plan, progress, say)

    tuned = learner.finish()
    tuned.max_seq_length = length
    after = _after(spec, tuned, frozen["probe"], probe, progress)
    if not np.isfinite(after).all():
        watch.end("its vectors are no numbers any more")
    learnt_from = len(np.unique(np.concatenate(plan[: len(watch.losses)])))
    save_tuned(tuned, folder / MODEL, spec, learnt_from, len(watch.losses))
    arrays = {"before": frozen["probe"].astype(np.float16), "after": after.astype(np.float16)}
    about = Tuned(spec.depth, spec.model.name, learnt_from, len(watch.losses), parameters, seconds)
    facts = {
        "about": asdict(about),
        "parameters_all": numbers_in(tuned.parameters()),
        "seconds_all": perf_counter() - begin,
    }
    write_result(folder, arrays | {"losses": np.array(watch.losses, dtype=np.float32)}, facts)


def plan_of(spec: TuningSpec, pairs: TuningPairs) -> list[Rows]:
    """Return the batches of all epochs in order.

    Raises:
        InputError: no two pairs can be told apart.
    """
    rows = drawn_rows(len(pairs), spec.most_pairs, spec.seed)
    plan = [batch for epoch in range(spec.epochs) for batch in batches(pairs, rows, spec.batch, spec.seed + epoch)]
    if not plan:
        raise InputError("No two of these pairs differ in query, text and negative; bring pairs that do.")
    return plan


def open_model(spec: TuningSpec) -> "SentenceTransformer":
    """Open the model that a tuning begins with, on the device of the settings, and begin its random numbers.

    Raises:
        InputError: the settings ask for a device that this machine does not have.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    _, device = chosen(read_settings())
    torch.manual_seed(spec.seed)
    return SentenceTransformer(str(spec.model), device=device, local_files_only=True, trust_remote_code=False)


def read_texts(model: "SentenceTransformer", texts: Sequence[str], progress: Progress) -> Floats:
    """Return what a model makes of some texts, (n, d) float32 of unit length, in their order."""
    found: Floats | None = None
    for rows in by_length(texts, _READ):
        vectors: Floats = model.encode(
            [texts[row] for row in rows], batch_size=_READ, normalize_embeddings=True, show_progress_bar=False
        )
        found = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32) if found is None else found
        found[rows] = vectors
        progress.add(len(rows))
    assert found is not None  # a tuning without a text to read was refused before
    return found


def _to_learn(spec: TuningSpec, rows: Rows) -> int:
    """What a step costs, as a number of texts that are read; a matrix alone costs next to nothing."""
    return 1 if spec.depth == "adapter" else _LEARNING * len(rows) * (3 if spec.hard else 2)


def _to_read(spec: TuningSpec, pairs: TuningPairs, probe: Sequence[str]) -> int:
    adapted = spec.depth == "adapter"
    before = 0 if spec.frozen else len(probe) + (len(_pair_texts(spec, pairs)[2]) if adapted else 0)
    return before + (0 if spec.depth == "adapter" else len(probe))


def _frozen(
    spec: TuningSpec, model: "SentenceTransformer", pairs: TuningPairs, probe: Sequence[str], progress: Progress
) -> dict[str, Floats]:
    """What the model makes of the probe before, and for an adapter of all pairs."""
    if spec.frozen is not None:
        return read_frozen(spec.frozen, len(pairs), len(probe))
    found = {"probe": read_texts(model, probe, progress)}
    if spec.depth == "adapter":
        found |= _read_pairs(spec, model, pairs, progress)
    return found


def _read_pairs(
    spec: TuningSpec, model: "SentenceTransformer", pairs: TuningPairs, progress: Progress
) -> dict[str, Floats]:
    """What the model makes of the pairs that are learnt from, each text read once; rows of all others are zeros."""
    rows, names, texts = _pair_texts(spec, pairs)
    place = {text: number for number, text in enumerate(texts)}
    vectors = read_texts(model, texts, progress)
    found = {}
    for name in COLUMNS:
        found[name] = np.zeros((len(pairs), vectors.shape[1]), dtype=np.float32)
        if name in names:
            found[name][rows] = vectors[[place[pairs.column(name)[row]] for row in rows]]
    return found


def _pair_texts(spec: TuningSpec, pairs: TuningPairs) -> tuple[Rows, tuple[str, ...], list[str]]:
    """The rows of the pairs that are learnt from, the columns that are needed of them, and their different texts."""
    rows = drawn_rows(len(pairs), spec.most_pairs, spec.seed)
    names = COLUMNS if spec.hard else COLUMNS[:2]
    return rows, names, list(dict.fromkeys(pairs.column(name)[row] for name in names for row in rows))


def _learn(spec: TuningSpec, learner: Learner, plan: list[Rows], progress: Progress, say: Say) -> tuple[Watch, float]:
    due, told, seconds = told_at(len(plan)), 0, 0.0

    def tell(watch: Watch, so_far: float) -> None:
        nonlocal told, seconds
        step, seconds = len(watch.losses), so_far
        share = progress.add(_to_learn(spec, plan[step - 1]))
        late = so_far >= spec.seconds
        if step in due or late:
            lately = watch.losses[told:]
            say("step", {"step": step, "seconds": so_far, "loss": float(np.mean(lately)), "share": share})
            told = step
        if late and step < len(plan):
            say("message", f"Time was up after {whole(step)} of {whole(len(plan))} steps.")

    return learn(learner.model, learner.feed, plan, spec, tell), seconds


def _after(
    spec: TuningSpec, tuned: "SentenceTransformer", before: Floats, probe: Sequence[str], progress: Progress
) -> Floats:
    if spec.depth != "adapter":
        return read_texts(tuned, probe, progress)
    dense: Any = tuned[-2]
    matrix = dense.linear.weight.detach().cpu().numpy()
    moved = before @ matrix.T
    unit: Floats = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return unit
