"""The part "Which set-up for RAG?": a few questions, and a named set-up with its reasons and doubts."""

from html import escape

import streamlit as st

from embedlab.content.pages import load_page
from embedlab.lessons.uses.inputs_rag import choose_needs
from embedlab.lessons.uses.study import Chosen
from embedlab.lessons.uses.study_rag import Advice, Reason, advise
from embedlab.studies.corpus.faq_measured import load_faq_measured
from embedlab.ui.navigation import page_address
from embedlab.ui.panels.finding import finding
from embedlab.ui.panels.messages import note
from embedlab.ui.state import Keys


def draw_rag(_: Chosen) -> None:
    """Draw the questions, and below them the set-up that follows from the answers."""
    found = load_faq_measured()
    needs = choose_needs()
    if found is None:
        note("What lesson 8 measured on the FAQ collection does not ship here, so nothing can be advised.")
        return
    advice = advise(needs, found.widest.findings)
    finding(advice.headline)
    st.html(advice_html(advice))


def advice_html(advice: Advice) -> str:
    """Return reasons, each with a link to where it is seen, and doubts, as lists; every sentence is escaped."""
    reasons = "".join(f"<li>{escape(reason.sentence)} {link_html(reason)}</li>" for reason in advice.reasons)
    doubts = "".join(f"<li>{escape(doubt)}</li>" for doubt in advice.doubts)
    return (
        f"<p><strong>Why</strong></p><ul>{reasons}</ul><p><strong>What speaks against it</strong></p><ul>{doubts}</ul>"
    )


def link_html(reason: Reason) -> str:
    """Return the link to the page that shows a reason, with the part open; its name alone while the page is coming."""
    page = load_page(reason.slug)
    address = page_address(page)
    if address is None:
        return f"<em>{escape(page.title)}</em>"
    opened = f"?{Keys(reason.slug).part(reason.part)}=true" if reason.part else ""
    return f'<a href="{escape(address + opened)}" target="_self">{escape(page.title)}</a>'
