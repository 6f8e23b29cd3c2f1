"""All models in one table that can be sorted."""

from collections.abc import Callable

from embedlab.lessons.models.inputs import choose_sort
from embedlab.lessons.models.study import Census, listed_models
from embedlab.lessons.models.study_rows import DASH, STATE_WORDS, model_rows, sorted_rows
from embedlab.numbers_text import in_bytes, quantity, whole
from embedlab.studies.rows import Rows
from embedlab.ui.panels.table import Markup, table

HEAD = (
    "Model", "Family", "State", "Source", "Year", "Weights", "Parameters", "Stored for a text", "Work of a text",
    "Dimension", "Longest text", "Licence",
)  # fmt: skip
_CLASSES = [""] * (len(HEAD) - 1) + ["el-long"]


def draw_table(census: Census) -> None:
    """Draw the choice of the order and the table; hub models are in it as well."""
    by, down = choose_sort()
    rows = sorted_rows(model_rows(census, listed_models()), by, down=down)
    table("All models", HEAD, table_lines(rows), style="matrix", classes=_CLASSES)


def table_lines(rows: Rows) -> list[tuple[object, ...]]:
    """The cells of each model, written for a reader."""
    return [
        (
            row["name"],
            Markup(f'<span class="el-family el-f-{row["family"]}"></span>{row["family"]}'),
            _state(row["state"]),
            row["source"],
            row["year"],
            _written(row["bytes"], in_bytes),
            _written(row["parameters"], quantity),
            _written(row["stored"], in_bytes),
            _written(row["work"], quantity),
            _written(row["dimension"], whole),
            _written(row["longest"], whole),
            row["licence"],
        )
        for row in rows
    ]


def _written(value: object, write: Callable[[float], str]) -> str:
    return write(value) if isinstance(value, int) else DASH


def _state(value: object) -> str:
    return next((words for state, words in STATE_WORDS.items() if state == value), "a formula")
