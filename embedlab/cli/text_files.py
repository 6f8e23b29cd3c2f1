"""Files of texts, one a line, as every command reads them."""

from pathlib import Path

from embedlab.errors import InputError
from embedlab.text_lines import lines_of, text_of


def read_lines_of(path: Path) -> list[str]:
    """The lines of a text file without their ends, blank ones included; see ``text_lines``.

    Raises:
        InputError: the file cannot be read or is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from error
    return lines_of(text_of(content, str(path)))
