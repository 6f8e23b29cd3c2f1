"""Which engine runs a model on this machine.

torch takes more than a second to import, so it is asked for a GPU only where there are signs of one.
"""

import platform
import sys
from functools import cache
from pathlib import Path

from embedlab.errors import InputError
from embedlab.models.engines.contract import Engine
from embedlab.models.settings import Settings


def open_engine(folder: Path, settings: Settings) -> Engine:
    """Load a model folder with the engine that fits the machine and the settings.

    Raises:
        InputError: the settings ask for a device that this machine does not have.
        StoreError: the folder cannot be loaded.
    """
    name, device = chosen(settings)
    has_graph = (folder / "onnx" / "model.onnx").exists()
    if name == "onnx" and has_graph:
        from embedlab.models.engines.onnx import OnnxEngine

        return OnnxEngine(folder, settings.threads)
    from embedlab.models.engines.torch import TorchEngine

    return TorchEngine(folder, device, settings.threads)


def chosen(settings: Settings) -> tuple[str, str]:
    """The name of the engine and its device for these settings.

    Raises:
        InputError: the settings ask for a device that this machine does not have, or for a mix that cannot be.
    """
    if settings.engine == "onnx":
        if settings.device not in ("auto", "cpu"):
            raise InputError("The onnx engine runs on the CPU; unset EMBEDLAB_DEVICE or set EMBEDLAB_ENGINE=torch.")
        return "onnx", "cpu"
    device = _device(settings)
    return ("torch", device) if settings.engine == "torch" or device != "cpu" else ("onnx", "cpu")


def _device(settings: Settings) -> str:
    if settings.device == "auto":
        return gpu() or "cpu"
    if settings.device != "cpu" and gpu() != settings.device:
        raise InputError(f"There is no {settings.device} device here; set EMBEDLAB_DEVICE to auto or cpu.")
    return settings.device


@cache
def gpu() -> str | None:
    """``cuda`` or ``mps`` when torch can use one here, else None."""
    if not _signs_of_a_gpu():
        return None
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else None


def _signs_of_a_gpu() -> bool:
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    if sys.platform == "win32":
        return Path(r"C:\Windows\System32\nvcuda.dll").exists()
    return any(Path(sign).exists() for sign in ("/dev/nvidiactl", "/proc/driver/nvidia/version", "/dev/dxg"))
