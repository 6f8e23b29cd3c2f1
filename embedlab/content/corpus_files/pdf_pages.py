"""The text of a PDF, a row for each page."""

import io
from collections.abc import Iterator
from time import monotonic

from embedlab.content.corpus_files.sheet import Sheet, made_sheet, named_columns
from embedlab.errors import InputError
from embedlab.limits import PDF_PAGES, PDF_SECONDS
from embedlab.numbers_text import counted, whole


def read_pdf(content: bytes, name: str, path: str = "", until: float | None = None) -> Sheet:
    """Read the text that a PDF holds; pages without text are left out and counted.

    Args:
        content: its bytes.
        name: of the file, as a message says it.
        path: of the file in its archive.
        until: the moment of ``time.monotonic`` after which no more pages are read; None gives it ``PDF_SECONDS``.

    Raises:
        InputError: it is locked, broken or holds no text, as a scan does.
    """
    until = monotonic() + PDF_SECONDS if until is None else until
    pages: list[str] = []
    try:
        count, texts = _opened(content)
        for text in texts:
            pages.append(text)
            if len(pages) == PDF_PAGES or monotonic() > until:
                break
    except PermissionError as error:
        raise InputError(f"{name} is locked with a password; save it without one first.") from error
    except Exception as error:  # a broken PDF makes the library raise nearly anything
        raise InputError(f"{name} is a broken PDF; save it again, or print it to a new PDF.") from error
    full = [number for number, text in enumerate(pages, 1) if text.strip()]
    if not full:
        raise InputError(f"{name} is a PDF without text, as a scan is; have its text recognised (OCR) first.")
    empty = len(pages) - len(full)
    said = (
        f"{counted(empty, 'page')} of {name} left out: no text, perhaps a picture." if empty else "",
        f"Only the first {whole(len(pages))} of {counted(count, 'page')} of {name} are read."
        if len(pages) < count
        else "",
    )
    rows = {
        "id": [f"{path or name}:{number}" for number in full],
        "file": [path or name] * len(full),
        "page": [str(number) for number in full],
        "text": [pages[number - 1] for number in full],
    }
    return made_sheet(name, "pdf", named_columns(rows), [each for each in said if each], path)


def _opened(content: bytes) -> tuple[int, Iterator[str]]:
    """How many pages there are, and the text of each as it is asked for; PermissionError where a password is needed."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(io.BytesIO(content))
        # Many a PDF is encrypted with an empty password, only so that it cannot be printed.
        if reader.is_encrypted and not reader.decrypt(""):
            raise PermissionError("a password is needed")
        count = len(reader.pages)
    except (DependencyError, FileNotDecryptedError) as error:
        raise PermissionError("a password is needed") from error
    # What cannot be spelt in UTF-8 comes out of broken fonts.
    return count, (page.extract_text().encode("utf-8", "replace").decode() for page in reader.pages)
