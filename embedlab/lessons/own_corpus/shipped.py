"""What lesson 8 ships: how every set-up does on the questions of the FAQ collection.

``shipped_steps`` computes it; here it is read.
"""

from pathlib import Path
from typing import Final

from embedlab.models.runtime import Runtime
from embedlab.models.settings import read_settings
from embedlab.studies.corpus.faq_measured import FaqMeasured, load_faq_measured
from embedlab.studies.corpus.findings import Findings
from embedlab.studies.corpus.runs import Runs
from embedlab.studies.shipped_store import save_shipped

LESSON: Final = "own_corpus"


def shipped_kinds() -> dict[str, type]:
    """The record in each file, by the file's name; the runs are those of ``FaqMeasured.widest``."""
    return {"faq": FaqMeasured, "runs-faq": Runs}


def load_faq_findings(index: str | None = None) -> Findings | None:
    """Return what all set-ups reached; None where it does not ship, or is of other texts than those of an index.

    Args:
        index: the key of the index that the page has; None where it has none, and nothing can be compared.
    """
    found = load_faq_measured()
    if found is None or index not in (None, found.every.findings.corpus.checksum):
        return None
    return found.widest.findings


def ship(runtime: Runtime) -> None:
    """Compute what is not computed yet, and write what ships; hours of one core, of which none is lost."""
    ship_from(runtime, read_settings().home / "work")


def ship_from(runtime: Runtime, folder: Path, *, compute: bool = True) -> None:
    """Write what ships, computed in a folder; without ``compute`` what is there by now."""
    from embedlab.lessons.own_corpus.shipped_steps import go_on

    measured, runs = go_on(runtime, folder, compute=compute)
    save_shipped(LESSON, "faq", measured)
    save_shipped(LESSON, "runs-faq", runs)
