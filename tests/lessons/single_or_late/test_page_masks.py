"""Lesson 5's switch: ColBERT as it was trained, beside itself with words that attend to its masks."""

from typing import Any

from embedlab.numbers_text import GAP
from tests.kit.pages.screen import alive, alternatives, figures, findings, lesson_page, problems

SLUG = "single_or_late"
COLBERT: dict[str, Any] = {"parts": "", "example": "A short pair", "matrix_of": "ColBERT (backbone)"}
MATRIX, RANKINGS = f"{SLUG}-matrix", f"{SLUG}-rankings"


def test_a_switch_shows_colbert_beside_itself_with_masks_that_its_words_see() -> None:
    told = "67 % have their own dictionary entry first among all 72 entries as ColBERT was trained, and 1 % when"
    trained = lesson_page(SLUG, **COLBERT)
    assert not any("masks seen" in line for line in findings(trained))
    seen = lesson_page(SLUG, **COLBERT, masks="true")
    assert any("ColBERT 1, masks seen 3, cross-encoder" in line for line in findings(seen))
    assert any(told in caption.value.replace(GAP, " ") for caption in seen.caption)
    assert figures(trained)[MATRIX]["data"][0]["z"] != figures(seen)[MATRIX]["data"][0]["z"]
    seen.toggle(key=f"{SLUG}-masks").set_value(False)
    assert findings(alive(seen.run())) == findings(trained)


def test_words_typed_by_the_visitor_are_ranked_with_masks_seen_too() -> None:
    app = lesson_page(SLUG, parts="", query_0="Who rang the bell of the tower?", masks="true")
    assert "by 5 rankers" in alternatives(app)[RANKINGS]
    assert problems(app) == []
