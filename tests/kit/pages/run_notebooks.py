"""Run notebooks as a colleague would, with public libraries alone: ``python -I run_notebooks.py a.ipynb b.ipynb``.

A process of its own, which knows nothing of this project: EmbedLab cannot be imported and no machine can be reached.
Says for each notebook, in JSON, what it printed and what its ``result``, ``page`` and ``figure`` are.
"""

import contextlib
import io
import json
import os
import socket
import sys
import traceback
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any


class _NoEmbedLab(MetaPathFinder):
    def find_spec(self, name: str, *_: object) -> None:
        """Refuse the project and its tests, wherever they are found."""
        if name.split(".")[0] in ("embedlab", "tests", "scripts"):
            raise ModuleNotFoundError(f"a notebook has no {name}")


def _no_network(*_: object, **__: object) -> None:
    raise OSError("a notebook under test reaches no other machine")


def _run(path: Path) -> dict[str, Any]:
    try:
        return {"error": "", **_came_to(path)}
    except Exception:
        return {"error": traceback.format_exc()}


def _came_to(path: Path) -> dict[str, Any]:
    space: dict[str, Any] = {"__name__": "__main__"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), f"{path.name}, {cell['id']}", "exec"), space)
    figure = space["figure"].to_dict()
    return {
        "printed": printed.getvalue(),
        "result": space["result"],
        "page": space["page"],
        "marks": len(figure["data"]),
        "title": figure["layout"]["title"]["text"],
    }


def main() -> None:
    """Run the notebooks that are named and print what came out."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    sys.meta_path.insert(0, _NoEmbedLab())
    socket.socket.connect = _no_network  # type: ignore[method-assign,assignment]
    from plotly.basedatatypes import BaseFigure

    BaseFigure.show = lambda *_, **__: None  # there is no browser to show it in
    print("\n" + json.dumps({path: _run(Path(path)) for path in sys.argv[1:]}, default=_plain))


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else str(value)


if __name__ == "__main__":
    main()
