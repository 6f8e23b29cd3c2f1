"""What a page offers to take away, caught at the one door through which every export goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from embedlab.studies.rows import Rows
from embedlab.ui import lesson_page as skeleton
from tests.kit.pages.screen import lesson_page


@dataclass(frozen=True)
class Exported:
    """The page, its tables by name, and its notebook."""

    app: AppTest
    tables: Mapping[str, Callable[[], Rows]]
    notebook: bytes


def exported(slug: str, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> Exported:
    """Run a page and return what its export panel was given."""
    caught: list[tuple[Mapping[str, Callable[[], Rows]], Callable[[], bytes]]] = []

    def panel(_: str, tables: Mapping[str, Callable[[], Rows]], notebook: Callable[[], bytes], **__: Any) -> None:
        caught.append((tables, notebook))

    monkeypatch.setattr(skeleton, "export_panel", panel)
    app = lesson_page(slug, **parameters)
    tables, notebook = caught[-1]
    return Exported(app, tables, notebook())
