import subprocess
import sys
from importlib import metadata

import numpy as np
import pytest

from embedlab.errors import StoreError
from embedlab.studies import lee_stories as lee
from embedlab.studies.lee_stories import load_lee


def test_there_are_fifty_stories_and_a_rating_for_each_two():
    stories = load_lee()
    assert len(set(stories.texts)) == 50
    assert stories.similarity.shape == (50, 50)
    assert np.array_equal(stories.similarity, stories.similarity.T)
    assert (np.diag(stories.similarity) == 1).all()


def test_ratings_of_different_stories_lie_between_0_and_1():
    pairs = load_lee().similarity[np.triu_indices(50, 1)]
    assert pairs.size == 1225
    assert 0 < pairs.min() < pairs.max() <= 1


def test_the_closest_stories_are_about_the_same_thing():
    """A story that lost its row would show here: the ratings would speak of other texts."""
    stories = load_lee()
    apart = stories.similarity - np.eye(50)
    first, second = np.unravel_index(apart.argmax(), apart.shape)
    shared = set(stories.texts[first].casefold().split()) & set(stories.texts[second].casefold().split())
    assert len({word for word in shared if len(word) > 6}) >= 5


def test_a_pound_sign_survives():
    assert sum("£" in text for text in load_lee().texts) == 1


def test_the_ratings_cannot_be_changed_for_everybody():
    with pytest.raises(ValueError, match="read-only"):
        load_lee().similarity[0, 1] = 1


def test_gensim_is_not_imported():
    read = "from embedlab.studies.lee_stories import load_lee; load_lee()"
    code = f"import sys; {read}; sys.exit('gensim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def installed_at(folder):
    class Installed:
        def locate_file(self, path):
            return folder / path

    return lambda _name: Installed()


def missing(_name):
    raise metadata.PackageNotFoundError


def test_stories_that_are_not_installed_are_said_to_be_missing(monkeypatch):
    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(StoreError, match="are not installed; install the requirements again"):
        load_lee.__wrapped__()


@pytest.mark.parametrize(
    ("texts", "ratings", "message"),
    [(None, None, "could not be read"), (b"one\ntwo\n", b"1 0\n0 1\n", "expected size"), (b"one\n", b"x\n", "be read")],
)
def test_files_that_are_broken_are_not_used(tmp_path, monkeypatch, texts, ratings, message):
    folder = tmp_path / lee._FOLDER
    folder.mkdir(parents=True)
    if texts:
        (folder / lee._TEXTS).write_bytes(texts)
        (folder / lee._RATINGS).write_bytes(ratings)
    monkeypatch.setattr(metadata, "distribution", installed_at(tmp_path))
    with pytest.raises(StoreError, match=message):
        load_lee.__wrapped__()
