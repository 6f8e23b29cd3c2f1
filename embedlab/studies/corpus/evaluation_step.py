"""The step that measures a collection, in the process that indexes: pages are not slowed while queries are searched."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Self

from embedlab.errors import StoreError
from embedlab.models.runtime import Runtime
from embedlab.studies.corpus.collection_store import Collections
from embedlab.studies.corpus.evaluate_corpus import Wanted, asked_questions, evaluate, units
from embedlab.studies.corpus.findings import Judged
from embedlab.studies.corpus.findings_file import keep_findings, keep_runs
from embedlab.studies.corpus.index_steps import Tell
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.corpus.text_reading import Reading

KEY = "evaluate"


@dataclass(frozen=True)
class Evaluation:
    """An evaluation as it is ordered from another process.

    Attributes:
        collection: id of the collection that is measured.
        set_ups: as they are written.
        judged_by: where its judgements come from.
        pooled_from: set-ups whose results were judged.
    """

    collection: str
    set_ups: tuple[str, ...]
    judged_by: Judged = "file"
    pooled_from: tuple[str, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """The same with its set-ups read.

        Raises:
            InputError: a set-up is none.
        """
        parsed = tuple(dict.fromkeys(map(SetUp.parse, self.set_ups)))
        return Wanted(parsed, judged_by=self.judged_by, pooled_from=self.pooled_from)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What must have read all texts before.

        Raises:
            InputError: a set-up is none.
        """
        return tuple(dict.fromkeys(reading for each in self.wanted.set_ups for reading in each.readings))

    def as_json(self) -> dict[str, Any]:
        """The order as standard input carries it."""
        return asdict(self)

    @classmethod
    def of_json(cls, found: Mapping[str, Any]) -> Self:
        """Read what ``as_json`` wrote."""
        return cls(found["collection"], tuple(found["set_ups"]), found["judged_by"], tuple(found["pooled_from"]))


class EvaluationStep:
    """Set-ups are measured; when it is killed it is begun anew.

    Args:
        collections: where the collection is, and where findings and runs are kept.
        evaluation: what is measured.
        runtime: holds the models.
    """

    def __init__(self, collections: Collections, evaluation: Evaluation, runtime: Runtime) -> None:
        self._collections, self._evaluation, self._runtime = collections, evaluation, runtime
        self._done = 0

    @property
    def key(self) -> str:
        """Its name."""
        return KEY

    @cached_property
    def total(self) -> int:
        """Searches, those that rank again counted as often as they take longer."""
        wanted = self._evaluation.wanted
        return units(wanted, len(asked_questions(self._corpus, wanted.most)))

    @property
    def cost(self) -> float:
        """A search takes about as long as reading a text."""
        return 1.0

    def done(self) -> int:
        """Searches that this process has done."""
        return self._done

    def run(self, tell: Tell) -> None:
        """Measure, and keep findings and runs.

        Raises:
            InputError: there is no query.
            StoreError: the collection is gone, or a model cannot be had.
            OSError: there is no room on the disk.
        """

        def follow(done: int) -> None:
            self._done = min(done, self.total - 1)  # the last is done when all is kept
            tell(self._done)

        findings, runs = evaluate(self._runtime, self._corpus, self._evaluation.wanted, follow)
        folder = self._collections.folder(self._evaluation.collection)
        # Runs first: findings without them are worth a look, runs without findings are not seen at all.
        keep_runs(folder, runs)
        keep_findings(folder, findings)
        self._done = self.total
        tell(self._done)

    @cached_property
    def _corpus(self) -> OpenCorpus:
        record = self._collections.get(self._evaluation.collection)
        if record is None:
            raise StoreError("This collection is not on this server any more; bring its texts again.")
        return OpenCorpus(self._collections, record)
