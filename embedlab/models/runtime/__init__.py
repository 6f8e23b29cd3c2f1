"""One runtime per process, shared by all visitors."""

from embedlab.models.runtime.model_runtime import Runtime, shared_runtime

__all__ = ["Runtime", "shared_runtime"]
