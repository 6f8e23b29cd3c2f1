"""The process that works on a collection, begun for a visitor."""

from collections.abc import Sequence

from embedlab.errors import EmbedLabError
from embedlab.studies.corpus.evaluation_step import Evaluation
from embedlab.studies.corpus.index_folder import IndexFolder
from embedlab.studies.corpus.index_jobs import shared_index_jobs
from embedlab.studies.corpus.text_reading import Reading


def begin_index(index: IndexFolder, readings: Sequence[Reading], evaluation: Evaluation | None = None) -> str:
    """Let models read the texts, and perhaps measure them; return why that cannot be, else ""."""
    try:
        shared_index_jobs().start(index, readings, evaluation)
    except EmbedLabError as error:
        return str(error)
    return ""
