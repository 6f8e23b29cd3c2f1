"""The layer that lesson 1 shows, and Play, which runs from layer 0 to the one where the senses lie best apart.

Play moves the slider's own value, a step at each look of the browser, so slider, figure and sentence cannot disagree.
Frames are computed already: a step draws one of them. What is open below follows when Play stops.
"""

from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Final

import streamlit as st

from embedlab.lessons.static_or_contextual.inputs import CONTEXTUAL, FOLLOW_THE_LAYER, KEYS
from embedlab.lessons.static_or_contextual.study import Senses
from embedlab.ui.panels.section import redraw
from embedlab.ui.teacher import control

LAYER: Final = KEYS("one-layer")
"""What is drawn at each step: a fragment inside ``CONTEXTUAL``, there while it plays."""

STEP_SECONDS: Final = 0.6
PLAY: Final = KEYS("play")
PLAYING: Final = f"el-{KEYS('playing')}"
"""The walk; there while it plays."""

_GO: Final = f"el-{KEYS('go-to-layer')}"
"""The layer that the slider is moved to when it is drawn next: set in the same run, or the browser is not told."""

_PAUSED: Final = f"el-{KEYS('paused')}"
_OF: Final = f"el-{KEYS('layer-of')}"
_LOOSE: Final = f"el-{KEYS('layer-loose')}"
"""Whether the slider was last drawn without a place in the address."""

_PARTS: Final = tuple(map(KEYS.part, FOLLOW_THE_LAYER))


@dataclass
class Walk:
    """How far Play has come.

    Attributes:
        layers: what the browser may still say of the slider, the last being where it is: while answers are late, it
            reports where the slider was.
        at: when the last step was.
        pause: how long the one before took.
    """

    layers: list[int]
    at: float
    pause: float = STEP_SECONDS

    def is_late(self, layer: int) -> bool:
        """Whether a report of the slider is an old one, and no move by the visitor."""
        between_two = monotonic() - self.at < STEP_SECONDS / 2 and self.pause < 1.5 * STEP_SECONDS
        return layer in self.layers[:-1] and not between_two

    def seen(self, layer: int) -> None:
        """The browser has got as far as this."""
        self.layers = self.layers[self.layers.index(layer) :]

    def step(self, last: int) -> None:
        """Go to the next layer."""
        now = monotonic()
        self.pause, self.at = now - self.at, now
        if self.layers[-1] < last:
            self.layers.append(self.layers[-1] + 1)


def playing() -> bool:
    """Whether Play runs."""
    return PLAYING in st.session_state


def open_layer(found: Senses) -> None:
    """Begin at the best layer for each model and word; to be called when the whole page is drawn.

    The first one of a session keeps the layer that its address names.
    """
    shown = hash((found.model.id, found.word, found.study.occurrences))
    if st.session_state.setdefault(_OF, shown) != shown:
        st.session_state[_OF] = shown
        st.session_state[_GO] = found.study.opening_layer
        _stop()
    elif PLAY not in st.session_state:  # the visitor was on another page
        _stop()
    elif playing():
        st.session_state[PLAYING].at = monotonic()  # the page was drawn for another reason: no step is due


def chosen_layer(found: Senses) -> int:
    """The layer that the slider is at, for what is drawn without it."""
    if playing():
        return int(st.session_state[PLAYING].layers[-1])
    return int(st.session_state.get(_GO, st.session_state.get(layer_key(found), found.study.opening_layer)))


def layer_key(found: Senses) -> str:
    """The key of the slider, one for each depth: a value beyond the last layer would otherwise be an error."""
    return KEYS(f"layer{found.study.layers}")


def take_step(found: Senses) -> None:
    """Go on by one layer when a step is due, and stop at the last one; before the slider is drawn."""
    walk: Walk | None = st.session_state.get(PLAYING)
    # More often than the browser asks: a chart that is clicked draws this as well.
    if walk is None or monotonic() - walk.at < 0.6 * STEP_SECONDS:
        return
    last, slider = found.study.playing_ends, st.session_state.get(layer_key(found))
    if slider == walk.layers[-1]:
        walk.seen(slider)
    if walk.layers == [last]:  # and the browser knows: what it reports from now on is the visitor's
        _stop()
        st.rerun()  # the whole page: from here none can ask for some fragments
    walk.step(last)
    st.session_state[_GO] = walk.layers[-1]


def choose_layer(found: Senses) -> int:
    """Draw Play and the slider, 0 to the last layer; what is open below follows."""
    if (layer := st.session_state.pop(_GO, None)) is not None:
        st.session_state[layer_key(found)] = layer
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(width="content"), control("play"):
            st.button(
                "Pause" if playing() else "Play", key=PLAY, type="primary", on_click=partial(_press, found), width=116,
                icon=f":material/{'pause' if playing() else 'play_arrow'}:", help=_play_help(found),
            )  # fmt: skip
        with control("layer"):
            st.session_state[_LOOSE] = playing()
            return int(
                st.slider(
                    f"Layer of {found.model.name}", 0, found.study.layers, found.study.opening_layer,
                    format="layer %d", label_visibility="collapsed",
                    on_change=partial(_move, found), key=layer_key(found),
                    # The browser would keep every step of Play for its Back button.
                    bind=None if playing() else "query-params",
                )
            )  # fmt: skip


def _play_help(found: Senses) -> str:
    study = found.study
    if study.best_layer is None:
        return f"From layer 0, the input before any attention, to layer {study.playing_ends}, the last."
    return (
        f"From layer 0, the input before any attention, to layer {study.playing_ends}. The best is {study.best_layer}: "
        "there the nearest occurrence has most often the same sense. Of equals it is the first."
    )


def _press(found: Senses) -> None:
    layer = chosen_layer(found)
    if playing():
        st.session_state[_GO] = layer
        _stop(found)
        st.session_state[_PAUSED] = layer
    else:
        start = layer if st.session_state.pop(_PAUSED, None) == layer else 0
        st.session_state[PLAYING] = Walk([layer, start], monotonic())
        layer = start
    st.session_state[_GO] = layer
    st.rerun([CONTEXTUAL, *_open_parts()])


def _move(found: Senses) -> None:
    layer, walk = st.session_state[layer_key(found)], st.session_state.get(PLAYING)
    if walk is None:
        st.session_state.pop(_PAUSED, None)
        redraw(CONTEXTUAL, *_PARTS)
        return
    if walk.is_late(layer):
        walk.seen(layer)
        st.session_state[_GO] = walk.layers[-1]
        return
    _stop(found)
    st.rerun([CONTEXTUAL, *_open_parts()])


def _stop(found: Senses | None = None) -> None:
    """Play no more; of ``found`` the address is told the layer, which it has not been told on the way.

    Pressed again before the first step is drawn, the slider still has its place in the address, and none but it may
    write there.
    """
    st.session_state.pop(_PAUSED, None)
    st.session_state.pop(PLAYING, None)
    if found is None or not st.session_state.get(_LOOSE):
        return
    if (layer := chosen_layer(found)) != found.study.opening_layer:
        st.query_params[layer_key(found)] = str(layer)


def _open_parts() -> list[str]:
    return [part for part in _PARTS if st.session_state.get(part)]
