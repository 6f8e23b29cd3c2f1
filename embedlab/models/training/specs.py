"""What a training is asked to do: everything that changes its course, and nothing about who asked or how it runs."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

from embedlab import limits

Objective = Literal["supervised", "simcse"]
LabelledObjective = Literal["softmax", "classifier", "triplet-random", "triplet-hard"]
WordMethod = Literal["skip-gram", "cbow", "fasttext"]
TuningDepth = Literal["adapter", "layers", "lora", "whole"]


@dataclass(frozen=True, kw_only=True)
class ContrastiveSpec:
    """One bag-of-embeddings encoder, trained with one objective or with two from the same start on the same texts.

    Attributes:
        table: folder of the word table it starts from (``vectors.npy`` and ``vocab.txt``).
        pairs: the file of (term, definition) pairs, UTF-8 TSV, gzipped, columns split, term, definition.
        objectives: ``supervised`` (in-batch softmax, each term with its definition) and ``simcse`` (each text
            with itself under two dropout masks).
        temperature: what cosines are divided by before the softmax, over 0.
        batch: pairs in a step.
        learning_rate: of Adam.
        dropout: share of a text vector's numbers that SimCSE sets to zero, over 0 and under 1.
        seed: of the order of the pairs and of the dropout masks.
        steps: how many steps each objective makes; the budget, so that two settings can be compared on any machine.
        seconds: when training ends whatever the steps, counted from when the pairs are read: a limit, not a budget.
    """

    kind: ClassVar[str] = "contrastive"
    table: Path
    pairs: Path
    objectives: tuple[Objective, ...] = ("supervised", "simcse")
    temperature: float = 0.05
    batch: int = 512
    learning_rate: float = 3e-3
    dropout: float = 0.1
    seed: int = 1
    steps: int = 400
    seconds: float = float(limits.TRAINING_SECONDS)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files whose content changes the outcome."""
        return (self.table / "vectors.npy", self.table / "vocab.txt", self.pairs)


@dataclass(frozen=True, kw_only=True)
class LabelledSpec:
    """The same encoder, trained on labelled pairs with several objectives from the same start on the same rows.

    Attributes:
        table: as in ``ContrastiveSpec``; so are ``pairs``, ``learning_rate``, ``steps`` and ``seconds``.
        relations: the file that names a broader entry and a sister of an entry, see ``label_training.label_rows``.
        objectives: ``softmax`` (each definition finds its own term among those of the batch), ``classifier`` (SBERT's:
            a layer says how term and definition are related), ``triplet-random`` (the own term against that of another
            row) and ``triplet-hard`` (against a sister's).
        temperature: of the softmax, over 0.
        margin: by how much triplets want the other term farther away, over 0, up to 2.
        batch: rows in a step.
        seed: of the order of the rows, of random negatives and of the layer's start.
    """

    kind: ClassVar[str] = "labelled"
    table: Path
    pairs: Path
    relations: Path
    objectives: tuple[LabelledObjective, ...] = ("softmax", "classifier", "triplet-random", "triplet-hard")
    temperature: float = 0.05
    margin: float = 0.5
    batch: int = 256
    learning_rate: float = 3e-3
    seed: int = 1
    steps: int = 300
    seconds: float = float(limits.TRAINING_SECONDS)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files whose content changes the outcome."""
        return (self.table / "vectors.npy", self.table / "vocab.txt", self.pairs, self.relations)


@dataclass(frozen=True, kw_only=True)
class WordsSpec:
    """Word vectors from raw text, from random numbers on.

    Attributes:
        text: the visitor's own text, one sentence or paragraph a line; empty to train on ``corpus``.
        corpus: a UTF-8 text file, one paragraph a line, or the gzipped pairs, whose definitions are then read as
            sentences; only used when ``text`` is empty.
        method: ``skip-gram`` or ``cbow`` (Mikolov et al. 2013) or ``fasttext`` (Bojanowski et al. 2017).
        probes: words whose neighbours are shown after every epoch.
        dimension: numbers in a word vector.
        window: words looked at on each side.
        epochs: how often the text is read.
        least_count: a word that occurs less often gets no vector.
        seed: of the random start and of the sampled negatives.
        seconds: when training ends whatever the epochs, at the latest.
    """

    kind: ClassVar[str] = "words"
    text: str = ""
    corpus: Path | None = None
    method: WordMethod = "skip-gram"
    probes: tuple[str, ...] = ()
    dimension: int = 50
    window: int = 5
    epochs: int = 5
    least_count: int = 2
    seed: int = 1
    seconds: float = 60.0

    @property
    def files(self) -> tuple[Path, ...]:
        """The files whose content changes the outcome."""
        return () if self.text or self.corpus is None else (self.corpus,)


@dataclass(frozen=True, kw_only=True)
class TuningSpec:
    """A model whose weights go on learning on pairs of a domain, from those that it came with.

    Attributes:
        model: its Sentence Transformers folder.
        pairs: Parquet with the columns ``query``, ``text`` and ``negative``, strings: a text that answers the query,
            and one that BM25 takes for an answer and that is none.
        probe: Parquet with the columns ``group`` and ``text``, strings: all texts that are read before and after.
        frozen: what the model made of pairs and probe before, an ``npz`` with ``query``, ``text``, ``negative`` and
            ``probe``, each (n, d) float16 of unit length; None to read them when they are needed.
        depth: what may change: ``adapter`` (one d x d matrix behind the frozen model), ``layers`` (its last two
            layers), ``lora`` (low-rank matrices beside those of its upper attentions, Hu et al. 2021) or ``whole``.
        most_pairs: how many pairs are learnt from, drawn by the seed.
        epochs: how often each is seen.
        batch: pairs in a step; every other text of a step is a negative as well.
        learning_rate: of AdamW, after a warm-up over a tenth of the steps.
        temperature: what cosines are divided by before the softmax, over 0.
        hard: whether the mined negatives are used besides those of the batch.
        rank: of LoRA's matrices.
        most_tokens: of a text; what follows is cut while tuning, though not when the probe is read.
        seed: of the draw, the order, and the matrices' start.
        seconds: when tuning ends whatever the epochs: a limit, not a budget.
    """

    kind: ClassVar[str] = "tuning"
    model: Path
    pairs: Path
    probe: Path
    frozen: Path | None = None
    depth: TuningDepth = "lora"
    most_pairs: int = 2_000
    epochs: int = 1
    batch: int = 32
    learning_rate: float = 2e-4
    temperature: float = 0.05
    hard: bool = True
    rank: int = 8
    most_tokens: int = 96
    seed: int = 1
    seconds: float = float(limits.TRAINING_SECONDS)

    @property
    def files(self) -> tuple[Path, ...]:
        """The files whose content changes the outcome."""
        weights = self.model / "model.safetensors"
        return (weights, self.pairs, self.probe, *([self.frozen] if self.frozen else []))


Spec = ContrastiveSpec | LabelledSpec | WordsSpec | TuningSpec


_PATHS = ("table", "pairs", "relations", "corpus", "model", "probe", "frozen")


def bytes_of(spec: Spec) -> int:
    """Return the bytes of memory that a spec takes: those of a visitor's text, as all others stay in their files."""
    text = spec.text if isinstance(spec, WordsSpec) else ""
    return len(text) * (1 if text.isascii() else 4)


def to_json(spec: Spec) -> dict[str, Any]:
    """Return the spec as plain JSON values, its kind among them, every path absolute."""
    values = {name: str(value.absolute()) if isinstance(value, Path) else value for name, value in asdict(spec).items()}
    return {"kind": spec.kind, **values}


def from_json(values: dict[str, Any]) -> Spec:
    """Return the spec that `to_json` was given."""
    given: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in values.items()}
    kinds: dict[str, type[Spec]] = {each.kind: each for each in (ContrastiveSpec, LabelledSpec, WordsSpec, TuningSpec)}
    kind = kinds[given.pop("kind")]
    return kind(**given | {name: Path(given[name]) for name in _PATHS if given.get(name)})


def content_key(spec: Spec) -> str:
    """Return a name that two specs share exactly when they ask for the same training on the same files."""
    stamps = [(path.stat().st_size, path.stat().st_mtime_ns) for path in spec.files]
    content = json.dumps([to_json(spec), stamps], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def most_seconds(spec: Spec) -> int:
    """Return how many seconds a training of this kind may ask for."""
    whole = isinstance(spec, TuningSpec) and spec.depth == "whole"
    return limits.TUNING_WHOLE_SECONDS if whole else limits.TRAINING_SECONDS


def longest(spec: Spec) -> float:
    """Return after how many seconds a training is ended from outside: its own cap, and time to start and write."""
    grace = limits.TUNING_GRACE_SECONDS if isinstance(spec, TuningSpec) else limits.TRAINING_GRACE_SECONDS
    return min(spec.seconds, most_seconds(spec)) + grace
