"""From what a search for RAG must do to one set-up of the catalog, with reasons that can be seen and doubts.

Pure rules: of the set-ups that were measured on the FAQ collection those stay that keep what is needed, and the best of
them is named. Every number is one of those measurements.
"""

from dataclasses import dataclass
from typing import Final, Literal

from embedlab.models.catalog import card
from embedlab.numbers_text import in_bytes, measured, seconds, signed, whole
from embedlab.studies.corpus.findings import MAIN_METRIC, Findings, SetUpFound
from embedlab.studies.corpus.set_ups import DENSE_OF_HYBRIDS, HYBRIDS, SetUp, short_name
from embedlab.studies.corpus.wishes import Wishes, matches_words, over_wishes

Language = Literal["english", "other"]
Length = Literal["sentences", "paragraphs", "pages"]
Many = Literal["thousands", "hundred thousands", "millions"]

MANY: Final[tuple[Many, ...]] = ("thousands", "hundred thousands", "millions")
E5: Final = "e5-small-v2"
BARE: Final = "+none"
"""The mark of a set-up that leaves a model's prefixes out: measured as a warning, never advised."""


@dataclass(frozen=True)
class Needs:
    """What the search must do.

    Attributes:
        language: of queries and texts.
        length: of the texts.
        codes: whether queries hold exact codes, names or numbers.
        most_seconds: in which 95 of a hundred queries are answered.
        most_bytes: stored for a text; None for as much as it takes.
        pairs: whether there are queries whose right texts are known.
        texts: how many.
    """

    language: Language = "english"
    length: Length = "paragraphs"
    codes: bool = False
    most_seconds: float = 1.0
    most_bytes: int | None = None
    pairs: bool = False
    texts: Many = "thousands"


@dataclass(frozen=True)
class Reason:
    """A sentence, and where it can be seen live.

    Attributes:
        sentence: plain text.
        slug: of the page that shows it.
        part: of that page, to be opened; "" for its first screen.
    """

    sentence: str
    slug: str
    part: str = ""


@dataclass(frozen=True)
class Advice:
    """One set-up.

    Attributes:
        set_up: as it is written, ``hybrid-rrf`` or ``bm25>answerai-colbert-small-v1``.
        headline: the answer in a sentence.
        reasons: why this one, the most important first.
        doubts: what speaks against trusting it.
    """

    set_up: str
    headline: str
    reasons: tuple[Reason, ...]
    doubts: tuple[str, ...]


def advise(needs: Needs, findings: Findings) -> Advice:
    """Name the best of the measured set-ups that keep what is needed; counting words where none does.

    Raises:
        ValueError: the findings hold no BM25, or no measure of it.
    """
    usable = [found for found in findings.set_ups if found.quality is not None and BARE not in found.set_up]
    words = next((found for found in usable if found.set_up == "bm25"), None)
    if words is None:
        raise ValueError("Without BM25 among the findings there is nothing to begin with.")
    fitting = [found for found in usable if keeps(found, needs, findings)] or [words]
    best = max(fitting, key=_quality)
    reasons = [_measured(best, fitting, needs, findings), *_language(needs), *_codes(best, words, needs)]
    reasons += [*_prefixes(best, findings), *_again(best, usable), *_length(best, needs, findings)]
    reasons += [*_room(best, needs, usable), *_many(best, needs, findings), _pairs(needs)]
    return Advice(best.set_up, _headline(best), tuple(reasons), _doubts(best, needs, findings))


def keeps(found: SetUpFound, needs: Needs, findings: Findings) -> bool:
    """Whether a set-up answers in time, stores little enough, finds codes and reads the language."""
    wishes = Wishes(most_seconds=needs.most_seconds, most_bytes=needs.most_bytes)
    if over_wishes(found, wishes) or (needs.codes and not matches_words(found)):
        return False
    english = {model.id for model in findings.models if model.languages == ("English",)}
    return needs.language == "english" or not english & set(found.models)


def _quality(found: SetUpFound) -> float:
    return found.quality.mean if found.quality is not None else 0.0


def _told(found: SetUpFound) -> str:
    return f"{MAIN_METRIC} {signed(_quality(found))}"


def _headline(best: SetUpFound) -> str:
    first = SetUp.parse(best.set_up).first
    of = f", of BM25 and {card(DENSE_OF_HYBRIDS).name}" if first in HYBRIDS else ""
    return f"Begin with {best.name}{of}."


def _measured(best: SetUpFound, fitting: list[SetUpFound], needs: Needs, findings: Findings) -> Reason:
    others = "the only one that keeps" if len(fitting) == 1 else f"the best of the {whole(len(fitting))} that keep"
    room = "" if needs.most_bytes is None else f" of the {in_bytes(needs.most_bytes)} that you have"
    asked, texts = len(findings.queries), findings.corpus.documents
    return Reason(
        f"Of the set-ups measured on {whole(asked)} questions over {whole(texts)} texts of FAQs it is {others} "
        f"what you need: {_told(best)}, 95 of 100 queries within {measured(best.p95_seconds)} of the "
        f"{seconds(needs.most_seconds)} that you give, {in_bytes(best.bytes_per_document)} a text{room}.",
        "own_corpus",
        "quality",
    )


def _language(needs: Needs) -> list[Reason]:
    if needs.language == "english":
        return []
    return [
        Reason(
            "Every network of the catalog was trained on English alone; words are counted in any language. A "
            "multilingual encoder takes the place of an English one, with the same set-up around it.",
            "models",
        )
    ]


def _codes(best: SetUpFound, words: SetUpFound, needs: Needs) -> list[Reason]:
    if not needs.codes:
        return []
    told = "A code or a rare name is found letter by letter only by what looks for the very words."
    if SetUp.parse(best.set_up).first in HYBRIDS:
        told += f" Counting words alone reaches {_told(words)}, so a dense model stands beside it."
    return [Reason(told, "dense_or_sparse")]


def _prefixes(best: SetUpFound, findings: Findings) -> list[Reason]:
    bare = next((found for found in findings.set_ups if found.set_up == E5 + BARE), None)
    if E5 not in best.models or bare is None:
        return []
    return [
        Reason(
            f'E5 reads "query: " before a query and "passage: " before a text; without them it falls from '
            f"{signed(_quality(best))} to {signed(_quality(bare))}.",
            "symmetric_or_asymmetric",
        )
    ]


def _again(best: SetUpFound, usable: list[SetUpFound]) -> list[Reason]:
    if SetUp.parse(best.set_up).rerank is not None:
        first = next((found for found in usable if found.set_up == SetUp.parse(best.set_up).first), None)
        gain = f" It lifts {_told(first)} to {signed(_quality(best))}." if first is not None else ""
        return [Reason(f"A second model reads the first candidates again, token by token.{gain}", "single_or_late")]
    again = [found for found in usable if SetUp.parse(found.set_up).rerank is not None]
    if not again:
        return []
    dearest = max(again, key=_quality)
    beside = "less" if _quality(dearest) < _quality(best) else "more"
    return [
        Reason(
            f"Ranking candidates again was measured too: {short_name(dearest.set_up)} reaches {beside}, "
            f"{signed(_quality(dearest))}, and takes {measured(dearest.p95_seconds)} for 95 of 100 queries.",
            "single_or_late",
        )
    ]


def _length(best: SetUpFound, needs: Needs, findings: Findings) -> list[Reason]:
    limits = [model.max_tokens for model in findings.models if model.id in best.models and model.max_tokens]
    if needs.length == "pages":
        least = (
            f": its model reads {whole(min(limits))} tokens and no more" if limits else ", so that a prompt has room"
        )
        return [Reason(f"Cut the texts into chunks{least}.", "own_corpus", "texts")]
    if needs.length == "sentences" and limits:
        return [Reason("A sentence or two fits one vector.", "word_or_sentence")]
    return []


def _room(best: SetUpFound, needs: Needs, usable: list[SetUpFound]) -> list[Reason]:
    better = max(usable, key=_quality)
    if needs.most_bytes is None or better is best or better.bytes_per_document <= needs.most_bytes:
        return []
    return [
        Reason(
            f"{short_name(better.set_up)} stores {in_bytes(better.bytes_per_document)} a text, more than you have; "
            "rounded vectors take a part of that, and what they lose can be measured.",
            "own_corpus",
            "compression",
        )
    ]


def _many(best: SetUpFound, needs: Needs, findings: Findings) -> list[Reason]:
    if needs.texts == MANY[0] or not SetUp.parse(best.set_up).readings:
        return []
    return [
        Reason(
            f"The times are those over {whole(findings.corpus.documents)} texts. Over many more let a graph of "
            "neighbours (HNSW) find the nearest vectors, and look at the share that it misses.",
            "own_corpus",
            "engine",
        )
    ]


def _pairs(needs: Needs) -> Reason:
    if needs.pairs:
        return Reason(
            "You have queries with known answers: measure this set-up on them before you believe it.",
            "own_corpus",
            "quality",
        )
    told = "Without queries whose answers are known nobody can say which set-up is best for you: judge some, blind."
    return Reason(told, "own_corpus", "judging")


def _doubts(best: SetUpFound, needs: Needs, findings: Findings) -> tuple[str, ...]:
    said = ["It was measured on questions about software in English; on your texts another may be best."]
    if best.cut > 0 and needs.length != "sentences":
        said.append(f"{best.name} does not read every text to its end; what stands there is not found.")
    if needs.language == "other":
        said.append("Nothing was measured in your language.")
    if needs.codes:
        said.append("The questions that it was measured on hold few codes; try yours.")
    if not keeps(best, needs, findings):
        said.append("No set-up that was measured keeps all that you need; counting words needs least.")
    return tuple(said)
