"""What a safetensors file says of itself in its first bytes: how many learnt numbers it holds, without reading them."""

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from embedlab.errors import UnknownModelError

_LENGTH_BYTES: Final = 8
_HEADER_BYTES: Final = 25_000_000
"""The longest header that is believed; those of large models take some hundred kilobytes."""


def parameters_in(files: Iterable[Path]) -> int:
    """Return how many floating-point numbers the tensors of some safetensors files hold together.

    Tables of positions, which are whole numbers, are not learnt and not counted. The format: eight bytes,
    little-endian, give the length of a JSON object that names each tensor with its dtype and shape.

    Raises:
        UnknownModelError: a file is none, or cannot be read.
    """
    return sum(_parameters(file) for file in files)


def _parameters(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(_LENGTH_BYTES), "little")
            if not 2 <= length <= min(_HEADER_BYTES, file.stat().st_size):
                raise ValueError("no header")
            tensors = json.loads(stream.read(length))
        return sum(
            math.prod(tensor["shape"])
            for name, tensor in tensors.items()
            if name != "__metadata__" and str(tensor["dtype"]).startswith(("F", "BF"))
        )
    except OSError as error:
        raise UnknownModelError(f"{file.name} cannot be read; check who owns it.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnknownModelError(
            f"{file.name} is no safetensors file, whatever its name says; save the model again."
        ) from error
