"""What a blind vote says: its lists before and after the vote, and what votes add up to, in words."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from embedlab.compute.paired import LUCK
from embedlab.lessons.every_family.examples import colour_family, short_name
from embedlab.lessons.every_family.study_vote import SHOWN, Choice, Pair, Sheet, Tally, Vote
from embedlab.lessons.every_family.view_followed import chip_html
from embedlab.numbers_text import counted, percent, short, whole
from embedlab.palette import FAMILY_COLOURS
from embedlab.studies.class_votes import Outcome

Names = Mapping[str, str]
"""What a reader may know a ranker as, by its id."""

CHARS: Final = 200
"""Characters of a text that are shown before it is unfolded."""
_CHIPS: Final = "ABCDE"
_SIDES: Final = {"left": "left", "right": "right", "tie": "a tie", None: "no vote"}
OUTCOMES: Final[dict[Outcome | str, str]] = {
    "again": "A vote of yours on this question was counted before, so this one is not.",
    "revealed": "This question had been revealed already, so this vote is not counted.",
    "full": "This room has as many visitors as it can count. Your votes stay with you.",
    "ended": "This room has ended, so this vote is not counted. Your votes stay with you.",
}


def names_of(pair: Pair, masked: bool) -> Names:
    """The rankers' names, or what stands for them until they may be told."""
    return dict(zip(pair, ("the first ranker", "the second ranker") if masked else map(short_name, pair), strict=True))


def sheet_html(listed: Sequence[tuple[int, str]], sheet: Sheet, title: str, answer: int | None = None) -> str:
    """One list of a sheet under its title, which is HTML. A letter marks a text that stands in both lists."""
    right = {number for number, _ in sheet.right}
    shared = [number for number, _ in sheet.left if number in right]
    letters = dict(zip(shared, _CHIPS, strict=False))
    rows = "".join(_row_html(text, letters.get(number), number == answer) for number, text in listed)
    return f'<h3 class="el-sub">{title}</h3><ol style="margin:0.5rem 0 0;padding-left:1.5rem">{rows}</ol>'


def _row_html(text: str, letter: str | None, answers: bool) -> str:
    flat, rest = _cut(text)
    chip = "" if letter is None else f'<span class="el-chip" title="in both lists">{letter}</span> '
    mark = '<b style="color:var(--el-good)">answers</b> ' if answers else ""
    body = escape(flat)
    if rest:
        more = '<span style="color:var(--el-accent);white-space:nowrap">… whole text</span>'
        body = (
            f'<details style="display:inline"><summary style="display:inline;cursor:pointer">{body} {more}</summary>'
            f'<div style="white-space:pre-wrap;color:var(--el-quiet)">{escape(rest)}</div></details>'
        )
    return (
        '<li style="margin:0 0 0.5rem;font-size:var(--el-m);line-height:1.4;overflow-wrap:anywhere">'
        f"{chip}{mark}{body}</li>"
    )


def _cut(text: str) -> tuple[str, str]:
    """The first CHARS characters on one line, whole words where they can be, and the rest as it was written."""
    if len(text) <= CHARS:
        return " ".join(text.split()), ""
    head = text[:CHARS].rpartition(" ")[0] or text[:CHARS]
    return " ".join(head.split()), text[len(head) :].lstrip()


def side_title_html(side: str, ranker: str | None, names: Names) -> str:
    """The title of a list: its side, and once it may be told whose it is, with the colour of its family."""
    if ranker is None:
        return escape(side)
    coloured = names[ranker] == short_name(ranker) and colour_family(ranker) in FAMILY_COLOURS
    return f"{escape(side)}: {chip_html(ranker) if coloured else ''}{escape(names[ranker])}"


def reveal_sentence(vote: Vote, names: Names) -> str:
    """What was chosen, where the answer stands, and whether the vote and the authors agree."""
    left, right = (names[ranker] for ranker in vote.rankers)
    chosen = {"left": f"You chose left, {left}. ", "right": f"You chose right, {right}. ", "tie": "You saw a tie. "}
    said = "" if vote.choice is None else chosen[vote.choice]
    if vote.ranks is None:
        return f"{said}Left is {left}, right is {right}. Which text answers is known to nobody but you."
    at_left, at_right = vote.ranks
    where = (
        f"rank {short(at_left)} on both sides"
        if at_left == at_right
        else f"rank {short(at_left)} by {left}, rank {short(at_right)} by {right}"
    )
    unseen = f", below the {SHOWN} that are shown" if not vote.seen else ""
    return f"{said}The text that answers, by its authors' judgement, has {where}{unseen}.{_verdict(vote)}"


def _verdict(vote: Vote) -> str:
    if vote.choice is None:
        return ""
    if vote.judged == "tie" and vote.choice != "tie":
        return " That sides with neither, so it does not judge your vote: what differs is the other texts."
    return f" Your vote and their judgement {'agree' if vote.choice == vote.judged else 'do not agree'}."


def agrees_word(vote: Vote) -> str:
    """Whether a vote and the known answer agree; empty where there was no vote, or the answer sides with neither."""
    if vote.choice is None or vote.judged is None or (vote.judged == "tie" and vote.choice != "tie"):
        return ""
    return "yes" if vote.choice == vote.judged else "no"


def sign_sentence(found: Tally, pair: Pair, names: Names, what: str = "vote") -> str:
    """How the decisions lean, and how often a coin leans as far; ``what`` is one decision."""
    if not found.decided:
        return f"No {what} for one of the two yet, so there is nothing to test."
    if found.first == found.second:
        leaning = f"{whole(found.first)} of {counted(found.decided, what)} for each: no lean at all"
        return f"{leaning}.{_ties_left_out(found, what)}"
    ahead = pair[found.second > found.first]
    coin = "A coin would lean as far or farther, to either side, in"
    settles = (
        "so this is hardly luck"
        if found.p < LUCK
        else f"so {counted(found.decided, what)} {'does' if found.decided == 1 else 'do'} not settle it"
    )
    return (
        f"{whole(max(found.first, found.second))} of {counted(found.decided, what)} for {names[ahead]}. {coin} "
        f"{percent(found.p)} of cases, {settles}.{_ties_left_out(found, what)}"
    )


def _ties_left_out(found: Tally, what: str) -> str:
    if not found.ties:
        return ""
    even = counted(found.ties, "tie" if what == "vote" else "question") + ("" if what == "vote" else " split evenly")
    return f" {even}, left out."


def whole_sentence(found: Tally, pair: Pair, names: Names) -> str:
    """What the known answers say over all questions."""
    asked = found.decided + found.ties
    return (
        f"The known answers over all {whole(asked)} questions: higher with {names[pair[0]]} on {whole(found.first)}, "
        f"with {names[pair[1]]} on {whole(found.second)}, equally high on {whole(found.ties)}. "
        f"{_coin_sentence(found)}"
    )


def _coin_sentence(found: Tally) -> str:
    """How often a coin leans as far, in one sentence."""
    return f"A coin would lean as far or farther in {percent(found.p)} of cases."


def class_sentence(votes: Tally, majorities: Tally, pair: Pair, names: Names) -> str:
    """What a class decided: all of its votes, and the test over questions, which are what is independent."""
    if not votes.decided:
        return "No vote for one of the two on a revealed question yet."
    ahead = pair[votes.second > votes.first]
    return (
        f"{whole(max(votes.first, votes.second))} of {counted(votes.decided, 'vote')} for {names[ahead]}. Votes on one "
        "question are not independent, since everybody reads the same texts; so the test counts each question once, by "
        f"its majority. {sign_sentence(majorities, pair, names, 'question')}"
    )


def said_choice(choice: Choice | None) -> str:
    """A choice as a table says it."""
    return _SIDES[choice]


def chosen_name(vote: Vote, choice: Choice | None, names: Names) -> str:
    """Whose ranking a choice was for."""
    return names[vote.rankers[choice == "right"]] if choice in ("left", "right") else said_choice(choice)


def vote_rows(votes: Sequence[Vote], names: Names) -> list[dict[str, object]]:
    """The votes as a table to take away."""
    return [
        {
            "question": vote.query,
            "left": names[vote.rankers[0]],
            "right": names[vote.rankers[1]],
            "vote": vote.choice or "",
            "rank_of_answer_left": vote.ranks[0] if vote.ranks else None,
            "rank_of_answer_right": vote.ranks[1] if vote.ranks else None,
            "known_answer": vote.judged or "",
        }
        for vote in votes
    ]


def same_sentence(same: int, asked: int) -> str:
    """How many questions were left out of the draw, and why; empty when none was."""
    if not same:
        return ""
    verb = "is" if same == 1 else "are"
    return (
        f"{whole(same)} of {whole(asked)} questions {verb} left out of the draw, because both put the same {SHOWN} "
        "texts first, in the same order."
    )
