"""What ships of recommendation and of duplicates is what is computed live, and what the texts may say of it."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from embedlab.lessons.uses.facts_doubles import doubles_facts, likes_facts
from embedlab.lessons.uses.shipped_doubles import compute_doubles, load_doubles
from embedlab.lessons.uses.shipped_likes import compute_likes, load_likes
from embedlab.models.runtime import Runtime


def same(one: Any, other: Any) -> None:
    for field in fields(one):
        kept, live = getattr(one, field.name), getattr(other, field.name)
        if isinstance(live, np.ndarray):
            assert kept == pytest.approx(live, abs=5e-3), field.name
        else:
            assert kept == live, field.name


def test_the_twins_that_ship_are_what_the_tools_find(runtime: Runtime) -> None:
    same(load_doubles(), compute_doubles(runtime))


def test_the_readers_that_ship_are_what_they_get(runtime: Runtime) -> None:
    same(load_likes(), compute_likes(runtime))


def test_the_facts_are_those_of_the_first_model() -> None:
    twins, readers = doubles_facts(), likes_facts()
    assert twins is not None
    assert readers is not None
    assert twins.needs_model_choice == "reworded"
    assert twins.near_words > twins.near_model > twins.reworded_model > twins.reworded_words
    assert readers.variety_choice == "lowers"
    assert readers.likes_plain > readers.likes_model > readers.likes_varied > readers.likes_counted
