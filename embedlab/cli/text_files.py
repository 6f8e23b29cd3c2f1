"""Files of texts, one a line, as every command reads them."""

from pathlib import Path

from embedlab.errors import InputError


def read_lines_of(path: Path) -> list[str]:
    """The lines of a UTF-8 file without their ends, blank ones included.

    Raises:
        InputError: the file cannot be read or is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text; convert it first.") from error
    # Not splitlines(), which would also break a text at a form feed or another old separator.
    return [line.removesuffix("\r") for line in text.split("\n")]
