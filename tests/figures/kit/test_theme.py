from embedlab import palette
from embedlab.figures.kit import theme


def test_a_kind_of_text_that_nobody_named_is_other() -> None:
    assert [theme.text_kind(kind) for kind in ("answer", "note", "")] == ["answer", "other", "other"]


def test_every_kind_of_text_has_a_shape_of_its_own() -> None:
    styles = theme.TEXT_KIND_STYLES
    assert list(styles) == ["question", "answer", "other"]
    assert len({style.symbol for style in styles.values()}) == len({style.glyph for style in styles.values()}) == 3


def test_every_family_has_a_colour_and_a_shape_of_its_own() -> None:
    assert set(theme.FAMILY_SYMBOLS) == set(palette.FAMILY_COLOURS)
    assert len(set(theme.FAMILY_SYMBOLS.values())) == len(theme.FAMILY_SYMBOLS)


def test_sixteen_senses_stay_distinct_by_colour_and_shape() -> None:
    styles = theme.sense_styles([str(number) for number in range(16)])
    assert len({(style.colour, style.symbol) for style in styles.values()}) == 16
    assert styles["8"].colour == styles["0"].colour
    assert styles["8"].symbol != styles["0"].symbol


def test_an_unlabelled_occurrence_is_neutral_and_takes_no_colour_away() -> None:
    styles = theme.sense_styles(["", "game"])
    assert styles[""].colour == palette.NEUTRAL
    assert styles["game"] == theme.sense_styles(["game"])["game"]


def test_layout_keys_given_win_over_the_shared_ones() -> None:
    assert theme.base_layout(100, "one", hovermode="x")["hovermode"] == "x"
