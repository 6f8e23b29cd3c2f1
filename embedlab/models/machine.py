"""The machine under the models: its GPU by name, and the memory of this process."""

from embedlab.models.engines.choose import chosen
from embedlab.models.settings import Settings
from embedlab.numbers_text import counted, in_bytes


def runs_on(settings: Settings) -> str:
    """Name what runs the models: "CPU, 2 threads, onnx" or "GPU: name, memory, torch".

    Raises:
        InputError: the settings ask for what this machine does not have.
    """
    engine, device = chosen(settings)
    where = f"CPU, {counted(settings.threads, 'thread')}" if device == "cpu" else f"GPU: {gpu_words(device)}"
    return f"{where}, {engine}"


def gpu_words(device: str) -> str:
    """The name and memory of the GPU that torch calls ``device`` (cuda or mps)."""
    if device != "cuda":
        return "the GPU of this Mac"
    import torch

    properties = torch.cuda.get_device_properties(0)
    return f"{properties.name}, {in_bytes(properties.total_memory)}"


def resident_bytes() -> int:
    """Bytes of memory that this process holds now."""
    import psutil

    return int(psutil.Process().memory_info().rss)
