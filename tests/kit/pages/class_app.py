"""Lesson 1 in a process that writes down each time a model's weights are read: for a class that arrives at once."""

import runpy
from pathlib import Path

from embedlab.models.runtime import model_runtime as runtime

if not hasattr(runtime, "counted"):
    runtime.counted = True  # once a process: this script runs for every visitor
    load = runtime.load_transformer

    def counting(card, *rest):
        """Load as always, and say so."""
        print(f"LOADED {card.id}", flush=True)
        return load(card, *rest)

    runtime.load_transformer = counting

lesson = Path(__file__).resolve().parents[3] / "pages" / "1_static_or_contextual.py"
runpy.run_path(str(lesson), run_name="__main__")
