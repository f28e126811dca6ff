"""Motions: anchored, short, and coming to rest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas.motion import GLIDE_MOST, MOVE_S, Flight, Glide, between, velocity
from layers.viewport import Viewport

VIEW = Viewport(13_527_000.0, 3_668_000.0, 20.0, 816, 600)


@given(st.floats(0.2, 5), st.floats(0, 816), st.floats(0, 600), st.floats(0, 1))  # zoom factor, pixel, share of the way
def test_the_ground_under_the_cursor_stays_there_all_the_way(factor: float, px: float, py: float, share: float) -> None:
    on_the_way = between(VIEW, VIEW.zoomed(factor, px, py), share)
    before, now = VIEW.to_map(px, py), on_the_way.to_map(px, py)
    assert now == pytest.approx(before, abs=0.01 * VIEW.resolution)


def test_a_flight_ends_at_its_goal_in_time() -> None:
    goal = VIEW.zoomed(4, 100, 100)
    flight = Flight(VIEW, goal, since=10.0)
    assert flight.at(10.0) == VIEW
    assert VIEW.resolution > flight.at(10.05).resolution > goal.resolution
    assert flight.at(10.0 + MOVE_S) == goal
    assert flight.over(10.0 + MOVE_S)
    assert MOVE_S <= 0.16


def test_a_flight_at_one_scale_is_even() -> None:
    goal = VIEW.moved(100, 0)
    assert between(VIEW, goal, 0.5).x == pytest.approx((VIEW.x + goal.x) / 2)


def test_a_glide_slows_down_and_rests() -> None:
    glide = Glide(VIEW, 900.0, -300.0, since=0.0)
    times = [glide.lasts * step / 8 for step in range(9)]
    ways = [abs(glide.at(now).x - VIEW.x) for now in times]
    steps = [after - before for before, after in pairwise(ways)]
    assert all(later < earlier for earlier, later in pairwise(steps))
    assert glide.at(glide.lasts + 5) == glide.goal
    assert glide.over(glide.lasts)
    assert glide.lasts < 0.6


def test_a_slow_hand_does_not_throw_the_map() -> None:
    assert Glide(VIEW, 20.0, 10.0, since=0.0).lasts == 0


def test_velocity_is_that_of_the_last_moment() -> None:
    early = [(0.0, 0.0, 0.0), (0.3, 500.0, 0.0)]
    late = [(1.00, 500.0, 0.0), (1.05, 510.0, 0.0)]
    vx, vy = velocity([*early, *late], now=1.05)
    assert vx == pytest.approx(200)
    assert vy == 0


def test_a_hand_that_stopped_before_it_let_go_throws_nothing() -> None:
    assert velocity([(0.0, 0.0, 0.0), (0.05, 90.0, 0.0)], now=0.4) == (0.0, 0.0)


def test_velocity_is_limited() -> None:
    vx, _ = velocity([(0.0, 0.0, 0.0), (0.001, 4000.0, 0.0)], now=0.001)
    assert vx == pytest.approx(GLIDE_MOST)
