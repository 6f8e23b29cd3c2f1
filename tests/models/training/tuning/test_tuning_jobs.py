"""A tuning in a process of its own: what stays of it, for whom, and that nothing stays when it is stopped."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embedlab.errors import InputError
from embedlab.models.catalog import all_cards
from embedlab.models.runtime import Runtime
from embedlab.models.settings import Settings
from embedlab.models.training import Trainer, TuningSpec
from embedlab.models.training.folders import Folders
from embedlab.models.tuned_models import TunedModels
from tests.models.kit.training import wait

Spec = Callable[..., TuningSpec]
SECONDS = 120
"""A process has to import torch, on a machine that may be busy."""


@pytest.fixture
def models(scratch: Path) -> Iterator[TunedModels]:
    settings = Settings(home=scratch / "home")
    made = TunedModels(settings, Folders(scratch, "tuned"), lambda: Runtime(settings))
    yield made
    made.close()


@pytest.fixture
def server(scratch: Path, models: TunedModels) -> Iterator[Trainer]:
    """One tuning at once, one may wait."""
    settings = Settings(home=scratch / "home", trainings=1, trainings_waiting=1, training_threads=1)
    trainer = Trainer(settings, Folders(scratch), models)
    yield trainer
    trainer.close()


def folders(scratch: Path) -> list[Path]:
    """What trainings have left in their folder."""
    return [left for own in scratch.glob("embedlab-training-*") for left in own.iterdir()]


def test_a_tuning_leaves_its_model_to_those_who_asked(
    server: Trainer, models: TunedModels, spec: Spec, scratch: Path
) -> None:
    job = server.submit(spec(), "first")

    def over() -> bool:
        job.watch("first")
        return not job.live

    assert wait(over, SECONDS)
    assert (job.state, job.message, job.share) == ("done", "", 1.0)
    result = job.result()
    assert result is not None
    assert job.steps[-1].step == result.steps == len(result.losses)
    assert result.bytes == result.before.nbytes + result.after.nbytes + result.losses.nbytes
    assert [card.id for card in models.of("first")] == [result.saved]
    assert result.saved not in all_cards()
    assert not folders(scratch)

    assert models.of("second") == []
    assert server.submit(spec(), "second") is job
    assert [card.id for card in models.of("second")] == [result.saved]

    models.remove(result.saved)
    again = server.submit(spec(), "second")  # its model is gone, so that it has to be tuned anew
    assert again is not job
    again.stop("second")


def test_stopped_in_the_middle_it_leaves_nothing(
    server: Trainer, models: TunedModels, spec: Spec, scratch: Path
) -> None:
    job = server.submit(spec(depth="whole", epochs=50, batch=2), "visitor")

    def begun() -> bool:
        job.watch("visitor")
        return bool(job.steps) or not job.live

    assert wait(begun, SECONDS)
    assert job.stop("visitor")
    assert wait(lambda: not job.live)
    assert (job.state, job.message) == ("stopped", "Training was stopped.")
    assert wait(lambda: not folders(scratch))
    assert models.of("visitor") == []


def test_a_tuning_that_diverges_says_so_and_a_full_queue_as_before(
    server: Trainer, models: TunedModels, spec: Spec
) -> None:
    job = server.submit(spec(learning_rate=1e3, epochs=10), "one")
    server.submit(spec(seed=2), "two")
    with pytest.raises(InputError, match="2 trainings run or wait on this server already; try again in a minute"):
        server.submit(spec(seed=3), "three")

    def over() -> bool:
        job.watch("one")
        return not job.live

    assert wait(over, SECONDS)
    assert job.state == "failed"
    assert job.message.startswith("Tuning diverged at step ")
    assert job.message.endswith("the generalist is kept. Choose a smaller learning rate.")
    assert job.result() is None
    assert models.of("one") == []
