"""Home: three texts that can be changed, the map of the models, and the way the field came."""

import html
import json
import re

from streamlit.testing.v1 import AppTest

from embedlab.content.axes import load_axes
from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.home.examples_timeline import load_timeline
from embedlab.lessons.home.study import text_cards
from embedlab.models.catalog import catalog
from embedlab.ui.lesson_page import EXAMPLE_RESULT, LAST_RESULT
from tests.kit.pages.screen import (
    alive,
    alternatives,
    bodies,
    figures,
    findings,
    lesson_page,
    markdown,
    notes,
    problems,
)

PRESETS = load_lesson("home").presets


def home(**parameters: str) -> AppTest:
    return lesson_page("home", **parameters)


def scores(app: AppTest, other: str) -> list[str]:
    table = bodies(app).split('aria-label="Scores of A and B, and of A and C"')[1].split("</table>")[0]
    return [pair["BC".index(other)] for pair in re.findall(r"</th><td>(.*?)</td><td>(.*?)</td>", table)]


def test_the_first_example_finds_the_same_meaning_though_the_other_shares_more_words() -> None:
    app = home()
    assert PRESETS[0].a == "How to change a tire"
    assert int(scores(app, "B")[0].split()[0]) < int(scores(app, "C")[0].split()[0])
    assert "puts A closer to B" in findings(app)[0]


def test_the_picture_shows_the_three_texts_and_says_the_same_as_the_table() -> None:
    app = home()
    drawn = json.dumps(figures(app)["home-points"]["layout"]["annotations"]).replace("<br>", " ")
    assert all(text in drawn for text in (PRESETS[0].a, PRESETS[0].b, PRESETS[0].c))
    for other in "BC":
        _, cosine, _, distance = scores(app, other)
        assert f"<b>{cosine}</b>" in drawn
        assert f"distance {distance}" in drawn


def test_both_cosines_are_marked_in_one_histogram() -> None:
    app = home()
    marks = [note["text"] for note in figures(app)["home-pairs"]["layout"]["annotations"]]
    assert sorted(mark.split(" above")[0] for mark in marks) == [
        f"A–{other} <b>{scores(app, other)[1]}</b>" for other in "BC"
    ]


def test_editing_b_changes_its_numbers_and_not_those_of_c() -> None:
    app = home()
    before, untouched = scores(app, "B"), scores(app, "C")
    alive(app.text_input(key="home-b").set_value(PRESETS[0].a).run())
    assert scores(app, "B") == ["100\u00a0%", "1.00", "1.00", "0.00"]
    assert scores(app, "B") != before
    assert scores(app, "C") == untouched


def test_another_model_gives_other_numbers() -> None:
    app = home()
    seen = []
    for card in text_cards():
        alive(app.selectbox(key="home-model").set_value(card.id).run())
        assert f"{card.name} puts A closer to" in findings(app)[0]
        seen.append((*scores(app, "B"), *scores(app, "C")))
    assert len(set(seen)) == len(seen) > 3


def test_an_empty_text_is_named_and_the_rest_stays() -> None:
    app = home()
    alive(app.text_input(key="home-b").set_value("   ").run())
    assert problems(app) == ["Text B is empty; type something to compare."]
    assert LAST_RESULT in notes(app)
    assert "home-points" in figures(app)
    assert "home-timeline" in figures(app)
    assert "el-matrix" in bodies(app)


def test_a_link_with_an_empty_text_shows_the_example_until_there_is_one() -> None:
    app = home(b=" ")
    assert problems(app) == ["Text B is empty; type something to compare."]
    assert EXAMPLE_RESULT in notes(app)
    assert findings(app) == findings(home())
    alive(app.text_input(key="home-b").set_value(PRESETS[0].a).run())
    assert EXAMPLE_RESULT not in notes(app)


def test_a_text_that_is_too_long_is_named_and_kept() -> None:
    app = home()
    long = "word " * 2_000
    alive(app.text_input(key="home-c").set_value(long).run())
    assert problems(app) == ["Text C has 10,000 characters; shorten it to 1,000 or fewer."]
    assert app.text_input(key="home-c").value == long


def test_a_text_without_a_known_word_is_answered_by_the_static_model() -> None:
    app = home(b="qwertyzxcv", model="GloVe 6B 50d")
    assert len(problems(app)) == 1
    assert "knows no word of 'qwertyzxcv'" in problems(app)[0]


def test_markup_in_a_text_is_shown_and_never_interpreted() -> None:
    app = home(a="<img src=x onerror=alert(1)> same", b="<b>same</b> $x$ **same**")
    assert "<img" not in bodies(app)
    assert "<b>same" not in bodies(app)
    assert problems(app) == []


def test_going_to_another_example_and_back_finds_the_typed_text() -> None:
    app = home()
    alive(app.text_input(key="home-b").set_value("My own words.").run())
    alive(app.selectbox(key="home-example").set_value(PRESETS[1].name).run())
    assert app.text_input(key="home-b1").value == PRESETS[1].b
    alive(app.selectbox(key="home-example").set_value(PRESETS[0].name).run())
    alive(app.run())
    assert app.text_input(key="home-b").value == "My own words."


def test_every_example_is_shown() -> None:
    for number, preset in enumerate(PRESETS):
        app = home(example=preset.name)
        assert app.text_input(key=f"home-a{number or ''}").value == preset.a
        assert set(scores(app, "B")) != set(scores(app, "C"))


def test_the_parts_of_the_cosine_add_up_to_the_one_above() -> None:
    app = home()
    table = bodies(app).split('aria-label="Parts of cosine"')[1]
    total = re.findall(r"<tfoot>.*?<td>(.*?)</td>", table)[0]
    assert "the parts add up" in table
    assert "which is not" not in table
    assert f"{float(total):.2f}" == scores(app, "B")[1]


def test_what_the_model_says_is_veiled_until_the_visitor_has_guessed() -> None:
    overlap, cosine, *_ = scores(home(), "B")
    app = home(guess="", parts="")
    assert scores(app, "B") == [overlap, "?", "?", "?"]
    assert cosine not in "".join(findings(app)) + str(alternatives(app))
    assert not figures(app)["home-pairs"]["layout"].get("shapes")
    assert "not to scale" in alternatives(app)["home-points"]
    alive(app.button(key="el-guess-home-show").click().run())
    assert scores(app, "B")[1] == cosine
    assert f"the cosine is **{cosine}** for A and B" in markdown(app)


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    app = home(parts="")
    assert set(figures(app)) == {"home-points", "home-pairs"}
    assert "Models on the six axes" not in bodies(app)


def rows(part: int = 1) -> list[list[str]]:
    """The rows of the matrix; part 1 is what runs here, 2 what only the hub has."""
    matrix = bodies(home()).split('class="el-matrix el-taxonomy"')[part].split("</table>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", matrix)]


def test_the_matrix_has_every_model_with_weights_on_all_six_axes() -> None:
    wanted = [card for card in catalog().values() if card.family != "hybrid" and card.tower in (None, "both")]
    here = [card for card in wanted if card.bundled or not card.has_weights]
    for part, cards in ((1, here), (2, [card for card in wanted if card not in here])):
        head, *body = rows(part)
        assert len(head) == 7
        models = [row for row in body if len(row) == 7]
        assert sorted(re.sub(" <small>.*", "", row[0]) for row in models) == sorted(card.name for card in cards)
        assert all(cell.strip() for row in models for cell in row)


def test_what_only_the_hub_has_is_folded_and_counted() -> None:
    folded = [box for box in home().expander if "model hub" in box.label]
    count = sum(len(row) == 7 for row in rows(2)[1:])
    assert [box.label for box in folded] == [f"{count} more models, which the model hub has"]
    assert not folded[0].proto.expanded
    assert "el-taxonomy" in folded[0].get("html")[0].proto.body


def test_each_model_says_when_to_choose_it() -> None:
    said = {re.sub(" <small>.*", "", row[0]): row[0] for part in (1, 2) for row in rows(part)}
    cards = [card for card in catalog().values() if card.name in said]
    assert len(cards) > 20
    assert [card.id for card in cards if html.escape(card.choose_when) not in said[card.name]] == []


def test_the_matrix_links_only_to_lessons_that_exist() -> None:
    links = re.findall(r'href="(.*?)"', str(rows(1) + rows(2)))
    assert links == [axis.page.address for axis in load_axes() if axis.page.ready]  # one each: every link is a Tab stop


def test_the_timeline_has_every_entry_in_order() -> None:
    entries = load_timeline()
    app = home()
    listed = re.findall(r"<li><b>(\d{4}) (.*?)</b>", bodies(app))
    assert listed == [(str(entry.year), html.escape(entry.name)) for entry in entries]
    drawn = [trace for trace in figures(app)["home-timeline"]["data"] if trace.get("hovertext")]
    assert sum(len(trace["y"]) for trace in drawn) == len(entries)
    assert all(entry.name in alternatives(app)["home-timeline"] for entry in entries)


def test_a_changed_text_is_ones_own_and_one_press_leads_back() -> None:
    app = home()
    assert "Own text" not in bodies(app)
    alive(app.text_input(key="home-b").set_value("My own words.").run())
    assert f"Own text, from “{PRESETS[0].name}”." in bodies(app)
    alive(app.button(key="el-own-home-example-back").click().run())
    assert app.text_input(key="home-b").value == PRESETS[0].b
