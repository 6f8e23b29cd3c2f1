"""What an evaluation says of a collection and its models beside what it measures."""

from collections.abc import Sequence

from embedlab.content.gathered import TEXT
from embedlab.models.cards import FolderSource
from embedlab.models.local import find_card, parts_of
from embedlab.models.runtime import Runtime
from embedlab.models.store.manifest import weights_sha256
from embedlab.studies.corpus.findings import CorpusFound, Judged, ModelFound
from embedlab.studies.corpus.languages import languages_of
from embedlab.studies.corpus.open_corpus import OpenCorpus
from embedlab.studies.corpus.set_ups import HYBRIDS, SetUp


def family_of(set_up: SetUp) -> str:
    """The family of what orders the list of a set-up at last."""
    if set_up.rerank:
        return find_card(set_up.rerank).family
    return "hybrid" if set_up.first in HYBRIDS else find_card(set_up.first.partition("+")[0]).family


def model_found(runtime: Runtime, id: str) -> ModelFound:
    """What a reader has to know of a model; its checksum is that of its weights in the store."""
    card = find_card(id)
    own = any(isinstance(source, FolderSource) for source in card.sources)
    checksums = [weights_sha256(runtime.store.folder(part)) for part in parts_of(card)] if card.has_weights else []
    return ModelFound(
        id=card.id,
        name=card.name,
        licence=card.licence,
        checksum=" ".join(filter(None, checksums)),
        # Every model of the catalog reads English; of a folder of the visitor's nobody has said.
        languages=("English",) if card.has_weights and not own else (),
        max_tokens=card.max_tokens or None,
        bytes=card.bytes,
    )


def corpus_found(corpus: OpenCorpus, judged_by: Judged, pooled_from: Sequence[str]) -> CorpusFound:
    """What a reader has to know of a collection."""
    record, texts = corpus.record, [str(text) for text in corpus.documents.column(TEXT).to_pylist()]
    questions = corpus.questions
    return CorpusFound(
        name=record.name,
        checksum=record.index,
        documents=record.documents,
        chunks=record.chunks,
        chunking=record.chunking,
        queries=record.queries,
        judged=len(corpus.judged),
        judgements=sum(len(question.grades) for question in questions),
        judged_by=judged_by,
        pooled_from=tuple(pooled_from),
        duplicates=1 - len(set(texts)) / len(texts) if texts else 0.0,
        languages=languages_of(texts),
        query_languages=languages_of([question.text for question in questions]),
    )
