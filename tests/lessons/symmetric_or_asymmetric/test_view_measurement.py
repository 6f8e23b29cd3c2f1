"""The measurement of lesson 6, made again: asked for once, kept, and in the address."""

from tests.kit.pages.screen import alive, bodies, lesson_page

SLUG = "symmetric_or_asymmetric"


def test_a_measurement_made_again_is_in_the_address_and_is_kept_for_the_session() -> None:
    app = lesson_page(SLUG, parts=("measurement",), measured="unknown")
    assert "The measurement just made" not in bodies(app)
    alive(app.button(key=f"el-{SLUG}-run").click().run())
    assert app.query_params[f"{SLUG}-measured"] == "paraphrase-minilm-l3-v2"
    assert "The measurement just made" in bodies(app)
    kept = app.session_state[f"el-{SLUG}-measured"]
    assert "The measurement just made" in bodies(alive(app.run()))
    assert app.session_state[f"el-{SLUG}-measured"] is kept
    opened = lesson_page(SLUG, parts=("measurement",), measured="paraphrase-minilm-l3-v2")
    assert "The measurement just made" in bodies(opened)
