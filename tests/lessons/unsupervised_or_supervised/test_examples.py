"""The batches show what their notes say, and a cell to watch is a wrong cell that stands in the matrix."""

from collections.abc import Callable

import pytest

from embedlab.errors import EmbedLabError
from embedlab.lessons.unsupervised_or_supervised.examples import Batch, load_batches

BATCHES = {batch.id: batch for batch in load_batches()}
ROWS = '{ anchor = "a", positive = "b" }, { anchor = "c", positive = "d" }'


def test_there_is_a_plain_batch_one_with_a_hard_and_one_with_a_false_negative():
    assert {"plain", "hard-negative", "false-negative"} <= set(BATCHES)


@pytest.mark.parametrize("batch", BATCHES.values(), ids=list(BATCHES))
def test_a_batch_fits_the_matrix_and_names_no_text_twice(batch):
    texts = [text for row in batch.rows for text in row]
    assert 6 <= len(batch.rows) <= 8
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("batch", BATCHES.values(), ids=list(BATCHES))
def test_a_watched_cell_is_off_the_diagonal(batch):
    if batch.watch is not None:
        row, column = batch.watch
        assert row != column
        assert max(row, column) < len(batch.rows)


def test_nothing_is_watched_where_nothing_is_wrong():
    assert BATCHES["plain"].watch is None


def test_the_note_names_the_texts_to_watch():
    for name, near in (("hard-negative", ("violin", "cello")), ("false-negative", ("car", "automobile"))):
        batch = BATCHES[name]
        row, column = batch.watch
        assert (batch.rows[row][0], batch.rows[column][0]) == near
        assert all(word in batch.note for word in near)


def read_with(watch: str, write_asset: Callable[[str, str], None]) -> tuple[Batch, ...]:
    text = f'[[batch]]\nid = "i"\ntitle = "t"\nnote = "n"\n{watch}rows = [{ROWS}]\n'
    write_asset("lessons/unsupervised_or_supervised/batches.toml", text)
    return load_batches.__wrapped__()


@pytest.mark.parametrize(
    ("watch", "message"),
    [
        ('watch_anchor = "a"\n', "needs both"),
        ('watch_anchor = "a"\nwatch_positive_of = "d"\n', "'d' is the anchor of no row"),
    ],
)
def test_a_cell_that_is_not_there_is_refused_by_name(write_asset, watch, message):
    with pytest.raises(EmbedLabError, match=rf"batches\.toml, batch 1.*{message}"):
        read_with(watch, write_asset)


def test_a_cell_is_found_by_the_anchors_of_its_row_and_column(write_asset):
    assert read_with('watch_anchor = "c"\nwatch_positive_of = "a"\n', write_asset)[0].watch == (1, 0)
