"""Write the typefaces of the PDF report: what `reportlab` reads are TrueType outlines of one weight each.

Run by hand, a few seconds, with `fonttools` and `brotli`, which nothing else here needs::

    python -m scripts.report_fonts --fallback /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf

The typeface of the pages, Atkinson Hyperlegible Next, ships as two variable WOFF2 files, Latin and Latin Extended. Of
both one file is made for regular and one for bold. Greek, Cyrillic, Armenian, Georgian and the signs of mathematics
come from DejaVu Sans. Scripts that need shaping, or thousands of glyphs, are left to the HTML report.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Final

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS: Final = Path(__file__).resolve().parent.parent / "assets" / "fonts"
PARTS: Final = tuple(f"atkinson-hyperlegible-next-{part}-wght-normal.woff2" for part in ("latin", "latin-ext"))
WEIGHTS: Final = {"regular": 400, "bold": 700}
FALLBACK: Final = (
    (0x00A0, 0x024F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x0531, 0x058A), (0x10A0, 0x10FF), (0x1E00, 0x1FFF),
    (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218B),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF),
)  # fmt: skip
"""Blocks taken from DejaVu Sans: left to right, one glyph a character; of Latin what the pages' own lacks."""


def subset(font: TTFont, codes: set[int]) -> TTFont:
    """Keep the glyphs of some characters, without the tables of layout that `reportlab` does not read."""
    options = Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "MVAR", "HVAR", "gasp", "prep", "fpgm", "cvt ", "FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def of_weight(weight: int, style: str, folder: Path) -> TTFont:
    """Return the typeface of the pages in one weight, both parts in one."""
    parts = []
    for name in PARTS:
        font = TTFont(FONTS / name)
        instantiateVariableFont(font, {"wght": weight}, inplace=True)
        font.flavor = None
        font = subset(font, set(font.getBestCmap()))
        target = folder / f"{weight}-{Path(name).stem}.ttf"
        font.save(target)
        parts.append(str(target))
    merged = Merger().merge(parts)
    for number, name in (
        (2, style),
        (4, f"Atkinson Hyperlegible Next {style}"),
        (6, f"AtkinsonHyperlegibleNext-{style}"),
    ):
        # The instances of a variable font keep its one name, by which a reader would take bold for regular.
        merged["name"].setName(name, number, 3, 1, 0x409)
    return merged


def main() -> None:
    """Write three files beside the typefaces of the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fallback", type=Path, required=True, help="DejaVuSans.ttf")
    parser.add_argument("--target", type=Path, default=FONTS)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, weight in WEIGHTS.items():
            of_weight(weight, name.title(), Path(folder)).save(wishes.target / f"report-{name}.ttf")
    codes = {code for low, high in FALLBACK for code in range(low, high + 1)}
    subset(TTFont(wishes.fallback), codes).save(wishes.target / "report-other-scripts.ttf")


if __name__ == "__main__":
    main()
