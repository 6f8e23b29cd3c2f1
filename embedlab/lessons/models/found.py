"""What the page finds out of the server before it draws."""

import streamlit as st

from embedlab.lessons.models.study import listed_models
from embedlab.lessons.models.study_access import allowed
from embedlab.models.runtime.model_runtime import State
from embedlab.ui.model_access import runtime


def may_manage() -> bool:
    """Whether this visitor may fetch from the hub, bring a model and unload one."""
    address = st.get_option("server.address")
    return allowed(runtime().settings.manage, str(address or ""), dict(st.context.headers))


def find_states() -> dict[str, State]:
    """Whether each model with weights is in memory, in the store, or neither."""
    return {card.id: runtime().state(card) for card in listed_models() if card.has_weights}
