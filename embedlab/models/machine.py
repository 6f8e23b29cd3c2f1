"""The machine under the models: its GPU by name, and the memory of this process."""

from embedlab.numbers_text import in_bytes


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
