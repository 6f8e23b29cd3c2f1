"""Home: three texts that can be changed, the map of the models, and the way the field came."""

import html
import re

from streamlit.testing.v1 import AppTest

from embedlab.content.axes import load_axes
from embedlab.content.lesson_text import load_lesson
from embedlab.lessons.home.examples_timeline import load_timeline
from embedlab.lessons.home.study import text_cards
from embedlab.models.catalog import catalog
from tests.kit.pages.screen import alive, alternatives, bodies, figures, findings, lesson_page, markdown, problems

PRESETS = load_lesson("home").presets


def home(**parameters: str) -> AppTest:
    return lesson_page("home", **parameters)


def scores(app: AppTest, other: str) -> list[str]:
    table = bodies(app).split(f'aria-label="Scores of A and {other}"')[1].split("</table>")[0]
    return re.findall(r"</th><td>(.*?)</td>", table)


def test_the_first_example_finds_the_same_meaning_without_shared_words() -> None:
    app = home()
    assert scores(app, "B")[0] == "0\u00a0%"
    assert "puts A closer to B" in findings(app)[0]
    assert "words shared 0;" in findings(app)[0]


def test_editing_b_changes_its_numbers_and_not_those_of_c() -> None:
    app = home()
    before, untouched = scores(app, "B"), scores(app, "C")
    alive(app.text_input(key="home-b").set_value("The doctor examined the sick child.").run())
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
    assert "home-pairs-B" not in figures(app)
    assert "home-timeline" in figures(app)
    assert "el-matrix" in bodies(app)


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
    cosine = scores(home(), "B")[1]
    app = home(guess="", parts="")
    assert scores(app, "B") == ["0\u00a0%", "?", "?", "?"]
    assert cosine not in "".join(findings(app)) + str(alternatives(app))
    assert not figures(app)["home-pairs-B"]["layout"].get("shapes")
    alive(app.button(key="el-guess-home-show").click().run())
    assert scores(app, "B")[1] == cosine
    assert f"the cosine is **{cosine}** for A and B" in markdown(app)


def test_nothing_below_the_first_screen_is_drawn_before_it_is_opened() -> None:
    app = home(parts="")
    assert set(figures(app)) == {"home-pairs-B", "home-pairs-C"}
    assert "Models on the six axes" not in bodies(app)


def rows() -> list[list[str]]:
    matrix = bodies(home()).split('class="el-matrix"')[1].split("</table>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", matrix)]


def test_the_matrix_has_every_model_with_weights_on_all_six_axes() -> None:
    head, *body = rows()
    assert len(head) == 7
    names = [re.sub("<[^>]*>", "", row[0]).removesuffix(" hub") for row in body]
    assert names == [card.name for card in catalog().values() if card.family != "hybrid" and card.tower is None]
    assert all(len(row) == 7 and all(cell.strip() for cell in row) for row in body)


def test_the_matrix_links_only_to_lessons_that_exist() -> None:
    links = set(re.findall(r'href="(.*?)"', str(rows())))
    ready = {axis.page.address for axis in load_axes() if axis.page.ready}
    assert links == ready


def test_the_timeline_has_every_entry_in_order() -> None:
    entries = load_timeline()
    app = home()
    listed = re.findall(r"<li><b>(\d{4}) (.*?)</b>", bodies(app))
    assert listed == [(str(entry.year), html.escape(entry.name)) for entry in entries]
    drawn = [trace for trace in figures(app)["home-timeline"]["data"] if trace.get("hovertext")]
    assert sum(len(trace["y"]) for trace in drawn) == len(entries)
    assert all(entry.name in alternatives(app)["home-timeline"] for entry in entries)
