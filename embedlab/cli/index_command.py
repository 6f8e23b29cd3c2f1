"""``embedlab index``: a file is brought into the store, and models read it; called again it goes on."""

import json
from dataclasses import dataclass
from pathlib import Path

from embedlab.cli.collections_command import entry, ship
from embedlab.cli.corpus_files_read import read_collection
from embedlab.cli.corpus_progress import Progress
from embedlab.cli.output import write
from embedlab.cli.stopping import say
from embedlab.compute.chunking import Chunking, Way
from embedlab.errors import EmbedLabError, InputError
from embedlab.models.settings import read_settings
from embedlab.models.store import Store
from embedlab.studies.corpus.collection_record import CollectionRecord
from embedlab.studies.corpus.collection_store import shared_collections
from embedlab.studies.corpus.cut_texts import chunking_sentence, cutter
from embedlab.studies.corpus.index_worker import make_index
from embedlab.studies.corpus.set_ups import SetUp
from embedlab.studies.corpus.text_reading import DEFAULT_READINGS


@dataclass(frozen=True)
class Brought:
    """What the command line names: a file or a shipped collection, and how its texts are read and cut."""

    file: str
    name: str
    text_column: str | None
    chunk: Way
    tokens: int
    overlap: int
    queries: Path | None
    qrels: Path | None


def index_file(brought: Brought, models: str | None) -> None:
    """Bring the file unless it is here, let each model read what it has not read, and print the collection's entry.

    Raises:
        InputError: a file cannot be read, a model is unknown or gives no vectors, or the name has other texts.
        EmbedLabError: a model cannot be had, or there is no room.
    """
    named = DEFAULT_READINGS if models is None else [each.strip() for each in models.split(",") if each.strip()]
    # Whatever is named as a set-up elsewhere is read here by what it needs: of BM25 nothing, of a hybrid its model.
    readings = list(dict.fromkeys(reading for name in named for reading in SetUp.parse(name).readings))
    record = ship(brought.file, fetch=True) if not Path(brought.file).exists() else None
    record = record or _bring(brought)
    index, progress = shared_collections().index(record), Progress()
    index.want(readings=[str(reading) for reading in readings], paused=True)
    try:
        make_index(index, readings, progress)
    except OSError as error:
        raise EmbedLabError(
            f"The index cannot be written ({error.strerror or error}); what was read is kept."
        ) from error
    finally:
        progress.end()
    write(json.dumps(entry(record), ensure_ascii=False))


def _bring(brought: Brought) -> CollectionRecord:
    """Put the file into the store, or find it there: the same texts under the same name are the same collection."""
    if brought.chunk == "tokens" and brought.overlap >= brought.tokens:
        raise InputError("Neighbours must share fewer tokens than a chunk has; lower --overlap.")
    collections, path = shared_collections(), Path(brought.file)
    name = brought.name or path.stem
    found = read_collection(path, name, brought.text_column, brought.queries, brought.qrels)
    for sentence in found.said:
        say(sentence)
    chunking = Chunking(brought.chunk, brought.tokens, brought.overlap)
    settings = read_settings()
    cut = cutter(Store(settings.home, offline=settings.offline), chunking)
    there = collections.named(name)
    for gone in collections.would_go(0, keep=there.id if there else ""):
        say(f"{gone.name} goes, the least used, as the store has no more room.")
    record = collections.add(found, cut, source=path.name, chunking=chunking_sentence(chunking))
    if there is None:
        return record
    if there.index != record.index or there.documents != record.documents:
        collections.delete(record)
        raise InputError(f"There is another collection {name!r}; choose another name, or delete it first.")
    # The same once more: it keeps its id, which may have been shared, and takes the questions that are given now.
    collections.delete(record)
    if found.queries is not None:
        return collections.replace_questions(there, found.queries, found.judgements)
    say(f"{name} is here already; going on with its index.")
    return there
