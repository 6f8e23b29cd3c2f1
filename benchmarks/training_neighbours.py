"""What a visitor who trains costs the others on the same server: warm interactions with and without a training.

Both visitors' browsers run on this machine too, and the one who trains draws curves all the while, so the slider's
ratio is stricter than that of a server.
"""

import itertools
import time
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Page

from benchmarks._browser import APP, LESSON, chromium, open_page, served, settle
from benchmarks._report import Line, held_to, note, print_table, spread
from benchmarks._texts import shipped_sentences
from benchmarks.page_speed import Walk
from embedlab.content.toml_records import ASSETS
from embedlab.models.catalog import card
from embedlab.models.encoders import text_vectors
from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.models.training import ContrastiveSpec, shared_trainer

TRAINING = "unsupervised_or_supervised?unsupervised_or_supervised-seconds=60"
"""The address of lesson 3, with the longest training that it offers."""

MODEL = card("all-minilm-l6-v2")
PHASES, MOVES, ENCODED = 6, 6, 40
MOST = 2.0


def main() -> None:
    """Measure, and print the table."""
    print_table(
        f"A visitor trains, another works: {PHASES} phases with a training and without in turn",
        "nobody trains",
        [*moves(), *encodings()],
    )


def moves() -> list[Line]:
    """Return the lines of lesson 1's layer slider, while another tab trains on lesson 3 and while it does not."""
    with served(APP) as server, chromium() as browser:
        trains, works = open_page(browser), open_page(browser)
        for page, address in ((trains, TRAINING), (works, LESSON)):
            page.goto(f"{server.url}/{address}")
            settle(page)
        works.get_by_role("slider", name="Layer").focus()
        walk = Walk(works)
        walk.step(), walk.step()  # the first steps draw what later ones only change
        ours, other = phases(walk.step, MOVES, lambda: press(trains, "train"), lambda: press(trains, "stop"))
    return [
        note("layer slider of lesson 1 to figure", spread(ours, "ms", digits=0), spread(other, "ms", digits=0)),
        held_to("  ratio of the medians", median(ours) / median(other), "<=", MOST),
    ]


def press(page: Page, button: str) -> None:
    """Press *Train* or *Stop* of the contrastive training and wait until the page says that it has been done."""
    page.locator(f".st-key-el-{button}-unsupervised_or_supervised-contrastive button").click()
    other = "stop" if button == "train" else "train"
    page.locator(f".st-key-el-{other}-unsupervised_or_supervised-contrastive button:enabled").wait_for(timeout=90_000)
    if button == "train":
        page.get_by_text("% done").first.wait_for(state="attached", timeout=90_000)  # the pairs are read


def encodings() -> list[Line]:
    """Return the lines of a new sentence encoded by a warm model, in the process that also minds the training."""
    settings = read_settings()
    runtime, trainer = Runtime(settings), shared_trainer()
    spec = ContrastiveSpec(
        table=runtime.store.ensure(card("word2vec-embedlab")), pairs=ASSETS / "dictionary" / "pairs.tsv.gz",
        seconds=60.0, steps=5_000,
    )  # fmt: skip
    fresh = (f"{text} {number}" for number in itertools.count() for text in shipped_sentences())

    def encode() -> float:
        text = next(fresh)
        start = time.perf_counter()
        text_vectors(runtime, MODEL, [text])
        return 1e3 * (time.perf_counter() - start)

    def begin() -> None:
        job = trainer.submit(spec, "benchmark")
        while job.live and len(job.steps) < 2:
            job.watch("benchmark")
            time.sleep(0.05)

    encode(), encode()  # the model is in memory
    ours, other = phases(encode, ENCODED, begin, lambda: ended(trainer.submit(spec, "benchmark").stop("benchmark")))
    runtime.close()
    return [
        note("a new sentence to its vector", spread(ours, "ms", digits=1), spread(other, "ms", digits=1)),
        held_to("  ratio of the medians", median(ours) / median(other), "<=", MOST),
    ]


def ended(stopped: bool) -> None:
    """Give a stopped training the moment it needs to be gone.

    Raises RuntimeError when it was not stopped.
    """
    if not stopped:
        raise RuntimeError("somebody else looks at the training")
    time.sleep(0.5)


def phases(
    measure: Callable[[], float], times: int, begin: Callable[[], None], end: Callable[[], None]
) -> tuple[list[float], list[float]]:
    """Measure so often in each phase, with a training and without in turn; return both lists."""
    ours: list[float] = []
    other: list[float] = []
    for _ in range(PHASES):
        other += [measure() for _ in range(times)]
        begin()
        ours += [measure() for _ in range(times)]
        end()
    return ours, other


if __name__ == "__main__":
    main()
