"""What lesson 3 ships of the training on labelled pairs."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from embedlab.content.toml_records import ASSETS
from embedlab.lessons.unsupervised_or_supervised.study_labelled import LabelledRun
from embedlab.models.catalog import card
from embedlab.models.runtime import Runtime
from embedlab.models.training import LabelledSpec
from embedlab.studies.shipped_store import load_shipped

SLUG: Final = "unsupervised_or_supervised"
DICTIONARY: Final = ASSETS / "dictionary"
LABELLED_FIRST: Final = LabelledSpec(
    table=Path(), pairs=DICTIONARY / "pairs.tsv.gz", relations=DICTIONARY / "relations.tsv.gz"
)
"""What the controls say before anybody moves them; where the table lies is known at run time."""


def labelled_spec(runtime: Runtime, table: str) -> LabelledSpec:
    """The training that ships, from the word vectors that are named."""
    return replace(LABELLED_FIRST, table=runtime.store.ensure(card(table)))


def load_labelled_run() -> LabelledRun | None:
    """The shipped training; None when it is missing or broken."""
    return load_shipped(SLUG, "labelled", LabelledRun)
