"""One plain sentence for each way that a disk can refuse."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embedlab.errors import StoreError

_REASONS = {
    errno.ENOSPC: "the disk is full; free about 1.5 GB or set EMBEDLAB_HOME to a folder on another disk",
    errno.EDQUOT: "the disk quota is used up; free about 1.5 GB or set EMBEDLAB_HOME to a folder on another disk",
    errno.EFBIG: "the system limits the size of files; lift the limit or set EMBEDLAB_HOME to another folder",
    errno.EACCES: "it may not be written; set EMBEDLAB_HOME to a folder you may write",
    errno.EPERM: "it may not be written; set EMBEDLAB_HOME to a folder you may write",
    errno.EROFS: "the disk is read-only; set EMBEDLAB_HOME to a folder you may write",
    errno.ENAMETOOLONG: "its path is too long; set EMBEDLAB_HOME to a shorter one",
    errno.ENOTDIR: "a file is in the way of the folder; set EMBEDLAB_HOME to a folder you may write",
    errno.EEXIST: "a file is in the way of the folder; set EMBEDLAB_HOME to a folder you may write",
}


def explain(error: OSError, home: Path) -> StoreError:
    """The sentence for an operating system's refusal to write the store."""
    reason = _REASONS.get(error.errno or 0, f"the system says: {error.strerror or error}")
    return StoreError(f"The store {str(home)[:200]} cannot be written: {reason}.")


@contextmanager
def explained(home: Path) -> Iterator[None]:
    """Turn every ``OSError`` raised inside into a ``StoreError`` with one plain sentence."""
    try:
        yield
    except OSError as error:
        raise explain(error, home) from error
