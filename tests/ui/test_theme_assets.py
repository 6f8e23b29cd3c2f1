"""The typeface is shipped: every declared face is a real font file beside its licence."""

import re

from embedlab.ui.theme_assets import FONT_FOLDER, font_css


def declared_files() -> list[str]:
    return re.findall(r"url\(component/embedlab\.ui\.theme_assets\.fonts/([^)]+)\)", font_css())


def test_every_declared_face_is_a_woff2_file() -> None:
    assert len(declared_files()) == 5
    assert all((FONT_FOLDER / name).read_bytes()[:4] == b"wOF2" for name in declared_files())


def test_no_font_is_shipped_that_no_rule_names() -> None:
    assert {path.name for path in FONT_FOLDER.glob("*.woff2")} == set(declared_files())


def test_the_licences_are_shipped_with_the_fonts() -> None:
    licences = list(FONT_FOLDER.glob("LICENSE-atkinson-*"))
    assert len(licences) == 2
    assert all("SIL Open Font License, Version 1.1" in path.read_text(encoding="utf-8") for path in licences)
    # The letters of other scripts in a report.
    assert "Bitstream Vera" in (FONT_FOLDER / "LICENSE-dejavu-sans").read_text(encoding="utf-8")


def test_no_rule_points_outside() -> None:
    assert "//" not in font_css()
