"""The engine of an index: one collection of points for each reading, here or on the server that a setting names.

One each, so that a reading is added later without touching the others, and is searched while another is written. The
index notes what is finished and where; what it does not note is searched by comparing everything.
"""

import logging
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from embedlab.models.settings import Settings, read_settings
from embedlab.studies.corpus.edge_engine import EdgeEngine
from embedlab.studies.corpus.index_folder import IndexFolder, file_name, read_json, write_json
from embedlab.studies.corpus.qdrant_server import QdrantServer, connect
from embedlab.studies.corpus.text_reading import Reading
from embedlab.studies.corpus.vector_engine import EngineError, Quantisation, Shape, Terms, Vector, VectorEngine
from embedlab.studies.remembered import remembered

VECTORS: Final = "text"
"""The name of the vectors of a reading in its collection of points."""
EDGE: Final = "edge"
_log = logging.getLogger(__name__)


def shape_of(reading: Reading, quantisation: Quantisation = "none") -> Shape:
    """What a collection of points keeps of a reading; its weights know about rare terms, so no idf is put on them."""
    if reading.kind == "sparse":
        return Shape(sparse={VECTORS: False})
    return Shape(dense={VECTORS: reading.width}, quantisation=quantisation)


def place(settings: Settings) -> str:
    """Where engines are by these settings, as a note remembers it."""
    return settings.qdrant_url or EDGE


def writing_engine(index: IndexFolder, reading: Reading, settings: Settings) -> VectorEngine:
    """Open the engine of a reading to add to it.

    Raises:
        EngineError: another process has it open, or a server does not answer.
    """
    return _open(engine_folder(index.path, reading), shape_of(reading), settings)


def built_engine(index: IndexFolder, reading: Reading) -> VectorEngine:
    """Return the engine of a reading, which all searches of this process share.

    Raises:
        EngineError: it is not built, or is not to be had now; comparing everything needs none.
    """
    told = engine_told(index.path, reading)
    if not is_built(index, reading, read_settings()):
        raise EngineError("This collection has no engine for this model yet; index it again to build one.")
    # What it was told last is part of the key: who forgets an index and makes it anew gets the new one.
    return _kept(str(index.path), str(reading), float(told.get("at", 0.0)))


def is_built(index: IndexFolder, reading: Reading, settings: Settings) -> bool:
    """Whether the index has noted that the engine of a reading, where these settings have it, has its graph."""
    told = engine_told(index.path, reading)
    return bool(told.get("built")) and told.get("where") == place(settings)


@remembered
def _kept(index: str, reading: str, _at: float) -> VectorEngine:
    return writing_engine(IndexFolder(Path(index)), Reading.parse(reading), read_settings())


def engine_told(index: Path, reading: Reading) -> dict[str, Any]:
    """What an index notes of an engine: ``points`` added, ``where``, and ``built``, whether its graph is there."""
    return read_json(engine_folder(index, reading) / "told.json")


def tell_engine(index: Path, reading: Reading, **facts: Any) -> None:
    """Note it.

    Raises:
        OSError: there is no room.
    """
    write_json(engine_folder(index, reading) / "told.json", facts)


def engine_folder(index: Path, reading: Reading) -> Path:
    """Where the engine of a reading is, or would be, on this machine."""
    return index / "engine" / file_name(str(reading))


def forget_engines(index: IndexFolder) -> None:
    """Have a server throw away what it holds for an index that is about to go; folders go with the index."""
    settings = read_settings()
    for reading in index.readings() if settings.qdrant_url else ():
        if engine_told(index.path, reading).get("where") == settings.qdrant_url:
            try:
                writing_engine(index, reading, settings).drop()
            except EngineError as error:
                _log.warning("the points of %s stay on the server: %s", index.key, error)


def query_of(reading: Reading, vector: Any) -> Vector:
    """Turn what a reading made of a query into what an engine is asked."""
    if reading.kind == "dense":
        return np.asarray(vector, dtype=np.float32)
    terms: NDArray[np.int64] = np.asarray(vector.terms, dtype=np.int64)
    return Terms(terms, np.asarray(vector.weights, dtype=np.float32))


def _open(folder: Path, shape: Shape, settings: Settings) -> VectorEngine:
    if not settings.qdrant_url:
        return EdgeEngine(folder / "points", shape, settings.threads)
    name = f"embedlab-{folder.parent.parent.name}-{folder.name}"
    return QdrantServer(connect(settings.qdrant_url, settings.qdrant_key), name, shape, settings.qdrant_url)
