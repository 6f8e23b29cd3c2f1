import pytest

from embedlab.content.sentences import parse_sentences
from embedlab.limits import SENTENCE_CHARS, SENTENCES, TEXT_CHARS


def found(block, word="point"):
    return [(o.sense, o.text[o.start : o.end]) for o in parse_sentences(block, word).occurrences]


def messages(block, word="point"):
    return [(problem.line, problem.message) for problem in parse_sentences(block, word).problems]


def test_a_plain_line_is_a_sentence_without_a_sense():
    assert found("She made a good point.") == [("", "point")]


def test_a_sense_stands_before_a_colon_or_a_tab():
    block = "game: One more point.\nBlunt Tip\tThe point of a needle."
    assert found(block) == [("game", "point"), ("Blunt Tip", "point")]


def test_the_offsets_are_those_of_the_sentence_without_its_sense():
    (occurrence,) = parse_sentences("game: One more point.", "point").occurrences
    assert occurrence.text == "One more point."
    assert occurrence.text[occurrence.start : occurrence.end] == "point"


def test_speech_before_a_colon_is_part_of_the_sentence():
    (occurrence,) = parse_sentences("He said: what is the point?", "point").occurrences
    assert (occurrence.sense, occurrence.text) == ("", "He said: what is the point?")


def test_a_capital_before_a_colon_is_a_sense_when_it_comes_again():
    assert found("Game: a point\nGame: another point") == [("Game", "point")] * 2


def test_one_sense_in_two_spellings_is_one_sense():
    assert found("game: a point\nGame: another point") == [("game", "point")] * 2


def test_several_occurrences_in_one_sentence_are_all_taken():
    assert found("At this point I saw the point.") == [("", "point")] * 2


def test_inflected_forms_are_accepted():
    assert found("She pointed out two points.") == [("", "pointed"), ("", "points")]
    assert found("They ruled and are ruling.", "rule") == [("", "ruled"), ("", "ruling")]


def test_a_line_without_the_word_is_named_and_the_others_are_used():
    block = "A point.\n\nNothing here.\nThe point again."
    assert len(found(block)) == 2
    assert messages(block) == [(3, "Line 3 does not contain the word “point”.")]


def test_a_repeated_line_is_used_once():
    block = "A point.\nb: A point.\nA POINT."
    assert len(found(block)) == 1
    assert [line for line, _ in messages(block)] == [2, 3]
    assert messages(block)[0][1] == "Line 2 repeats line 1, so it is used only once."


def test_a_sentence_over_the_limit_is_refused_and_not_cut():
    block = "point " + "x" * SENTENCE_CHARS + "\nA point."
    assert [o.text for o in parse_sentences(block, "point").occurrences] == ["A point."]
    assert messages(block) == [(1, "Line 1 has 1,006 characters; shorten it to 1,000 or fewer.")]


def test_no_more_occurrences_than_the_limit():
    block = "\n".join(f"point number {n}" for n in range(SENTENCES + 5))
    assert len(found(block)) == SENTENCES
    ((line, message),) = messages(block)
    assert line == SENTENCES + 1
    assert f"at most {SENTENCES} occurrences" in message


def test_one_sentence_cannot_pass_the_limit_on_occurrences():
    assert found("point " * (SENTENCES + 1)) == []


def test_a_text_over_the_limit_is_used_as_far_as_whole_lines_reach():
    lines = [f"{n:02d} {'x' * 800} point" for n in range(30)]
    result = parse_sentences("\n".join(lines), "point")
    assert len(result.occurrences) == TEXT_CHARS // (len(lines[0]) + 1)
    assert [problem.line for problem in result.problems] == [None]
    assert f"only lines within the first {TEXT_CHARS:,} are used" in result.problems[0].message


def test_control_characters_become_spaces():
    (occurrence,) = parse_sentences("a\x00b\x1bpoint", "point").occurrences
    assert occurrence.text == "a b point"


@pytest.mark.parametrize("block", ["", "  \n\t\n", "\u202e\u200f", "🙂🙂", "<b>x</b>", ":", "a:", "\t", ": :\t:"])
def test_nothing_usable_is_no_error(block):
    assert found(block) == []


def test_markup_and_right_to_left_text_are_kept_as_they_are():
    block = "<script>point</script> $x$\nنقطة point سلام"
    assert [o.text for o in parse_sentences(block, "point").occurrences] == block.split("\n")


def test_windows_line_ends_count_as_one():
    assert messages("A point.\r\nNothing.\r\nThe point.") == [(2, "Line 2 does not contain the word “point”.")]


@pytest.mark.parametrize("word", ["", "   ", "x" * 41])
def test_a_word_that_cannot_be_looked_for_is_a_problem(word):
    assert messages("A point.", word) == [(None, "Type one word of at most 40 characters to look for.")]
