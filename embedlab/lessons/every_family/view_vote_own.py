"""A blind vote on the visitor's own query: one question at a time, the votes of ten queries in one tally."""

import streamlit as st

from embedlab.compute.ranking import Ranking, rank
from embedlab.lessons.every_family.inputs import KEYS
from embedlab.lessons.every_family.inputs_vote import Ask, Session, chosen_session
from embedlab.lessons.every_family.study import Families
from embedlab.lessons.every_family.study_vote import QUESTIONS, Question, own_question
from embedlab.lessons.every_family.view_vote_sheet import draw_again_button, draw_buttons, draw_sheet, draw_tally
from embedlab.lessons.every_family.view_vote_told import Names, names_of, vote_rows
from embedlab.numbers_text import whole
from embedlab.studies.live_ranks import live_scores
from embedlab.studies.searches import cards_behind
from embedlab.ui.exports import offer
from embedlab.ui.model_access import is_here, ready
from embedlab.ui.panels.messages import note, waiting


def draw_own_vote(families: Families, ask: Ask) -> None:
    """Draw the vote on the visitor's own query; votes on the queries before it are in the tally."""
    st.caption(
        "The figure above shows rankings of this very query with their names: vote before you look, and put another "
        f"query for the next vote. The votes on {whole(QUESTIONS)} queries make a tally."
    )
    pair, search = ask.setting.pair, families.search
    found = [_ranking(families, ranker, named=not ask.setting.surprise) for ranker in pair]
    session = chosen_session(ask, ())
    if found[0] is not None and found[1] is not None:
        question = own_question(
            search.query, search.texts, pair, (found[0], found[1]), ask.setting.seed, search.answering
        )
        names = names_of(pair, ask.setting.surprise and len(session.votes) < QUESTIONS)
        if question is None:
            note("Both rankings begin with the same texts in the same order: nothing to choose here.")
        else:
            _draw_own_ballot(ask, question, session, names)
        draw_tally(ask, session.votes, names)
        if session.votes:
            draw_again_button()
            offer("Blind vote", lambda: vote_rows(session.votes, names))


def _draw_own_ballot(ask: Ask, question: Question, session: Session, names: Names) -> None:
    told = next((vote for vote in session.votes if vote.name == question.name), None)
    with st.container(key=KEYS("ballot")):
        if told is None and len(session.votes) >= QUESTIONS:
            note(f"{whole(QUESTIONS)} votes are cast. Start again for more.")
            return
        draw_sheet(question, told, names)
        if told is None:
            draw_buttons(ask, len(session.votes), question, Session(session.votes), late=False, last=False)


def _ranking(families: Families, ranker: str, *, named: bool) -> Ranking | None:
    """A ranking of the visitor's texts; None, with a sentence, while it is not there."""
    if ranker in families.results:
        return families.results[ranker].ranking
    cards = cards_behind(ranker, families.options)
    if not named:
        note("This vote begins as soon as all chosen rankers have answered.")
        return None
    if not all(ready(card) for card in cards if not is_here(card)):
        return None
    search = families.search
    scores, _ = waiting("Ranking your texts", live_scores, ranker, search.query, search.texts, families.options)
    return rank(scores)
