"""One altered byte."""

from pathlib import Path


def flip(path: Path, place: float = 0.5) -> None:
    """Alter the byte at a share ``place`` (0 to 1) of a file, in place."""
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 0x01
    path.write_bytes(content)
