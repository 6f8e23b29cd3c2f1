"""The one select box of models: whatever a page offers, a reader sees names and the page gets a card."""

from collections.abc import Callable, Iterable

import streamlit as st

from embedlab.models.cards import ModelCard
from embedlab.models.catalog import all_cards
from embedlab.models.tuned_models import shared_tuned_models
from embedlab.ui.jobs import visitor
from embedlab.ui.model_access import is_here
from embedlab.ui.state import Bound


def offered_models(fits: Callable[[ModelCard], bool]) -> list[ModelCard]:
    """The models that fit and can answer without a hub: the bundled, those in the store, those this visitor tuned."""
    tuned = shared_tuned_models().of(visitor())
    return [c for c in all_cards().values() if fits(c) and (c.bundled or is_here(c))] + [c for c in tuned if fits(c)]


def choose_model(
    label: str,
    cards: Iterable[ModelCard],
    bound: Bound,
    *,
    default: str | None = None,
    help: str | None = None,
    on_change: Callable[[], None] | None = None,
    labelled: bool = True,
) -> ModelCard:
    """Draw the choice of a model and return its card.

    Args:
        label: the name of the box.
        cards: what is offered, at least one, in this order.
        bound: key and binding, as ``Keys.bound`` gives them; the address holds the model's name.
        default: id of the model that is chosen first; the first one when it is None or not offered.
        help: said on hover.
        on_change: called before the page is drawn again with another choice.
        labelled: False where the title above names the box; its label is still read to who cannot see.
    """
    offered = {card.id: card for card in cards}
    chosen = st.selectbox(
        label, list(offered), index=_place(default, offered), format_func=lambda name: offered[name].name, help=help,
        on_change=on_change, label_visibility="visible" if labelled else "collapsed", **bound,
    )  # fmt: skip
    return offered[chosen]


def chosen_model(cards: Iterable[ModelCard], key: str, default: str | None = None) -> ModelCard:
    """Return what the box ``key`` holds that another part of the page has drawn, without drawing it again."""
    offered = {card.id: card for card in cards}
    ids = list(offered)
    return offered.get(st.session_state.get(key, ""), offered[ids[_place(default, offered)]])


def _place(default: str | None, offered: dict[str, ModelCard]) -> int:
    # What a page begins with may be no bundled model, or one that a deployment has taken from the catalog.
    return list(offered).index(default) if default in offered else 0
