"""Nothing that ships can be read: every page is drawn all the same, from the live models."""

from pathlib import Path

import pytest

from embedlab.studies import shipped_store
from tests.kit.browser.server import ROOT
from tests.kit.pages.screen import bodies, opened

PAGES = ["app.py", *sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_its_shipped_results_goes_live(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped_store, "_lessons", tmp_path)
    app = opened(page)
    assert "<h1>" in bodies(app)
    assert app.get("plotly_chart"), "what the models can compute is drawn"
