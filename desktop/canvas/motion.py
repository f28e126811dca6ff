"""How the view moves: the way between two views, and the glide after a drag.

Plain functions of time, so that a test needs neither window nor clock.
"""

from __future__ import annotations

from math import exp, hypot, log
from typing import TYPE_CHECKING

from geo.record import dataclass, replace

if TYPE_CHECKING:
    from layers.viewport import Viewport

__all__ = ["MOVE_S", "Flight", "Glide", "between", "velocity"]

MOVE_S = 0.16  # no motion takes longer (LOOK §7)
GLIDE_DECAY_S = 0.11  # the time in which a glide loses all but 1/e of its speed
GLIDE_LEAST = 40.0  # pixels a second: below it the map stands
GLIDE_MOST = 6000.0
_RECENT_S = 0.08  # how much of a drag tells its speed


def between(start: Viewport, goal: Viewport, share: float) -> Viewport:
    """The view ``share`` (0 to 1) of the way from start to goal.

    The scale changes by equal factors in equal times and the middle moves along with it, so
    that a point which is at the same pixel in both views stays there on the way.
    """
    if share >= 1:
        return goal
    resolution = start.resolution * (goal.resolution / start.resolution) ** share
    change = start.resolution - goal.resolution
    moved = share if abs(change) < 1e-9 * start.resolution else (start.resolution - resolution) / change
    return replace(
        goal,
        x=start.x + (goal.x - start.x) * moved,
        y=start.y + (goal.y - start.y) * moved,
        resolution=resolution,
    )


@dataclass(frozen=True, slots=True)
class Flight:
    """A way from one view to another, begun at a time in seconds."""

    start: Viewport
    goal: Viewport
    since: float
    lasts: float = MOVE_S

    def at(self, now: float) -> Viewport:
        """The view at a time: quick at first, then slower."""
        share = min(max((now - self.since) / self.lasts, 0.0), 1.0)
        return between(self.start, self.goal, 1 - (1 - share) ** 3)

    def over(self, now: float) -> bool:
        """Whether the goal is reached."""
        return now - self.since >= self.lasts


@dataclass(frozen=True, slots=True)
class Glide:
    """A drag that was let go: the map runs on by its own weight and comes to rest.

    ``vx``, ``vy`` are pixels a second at the time ``since``.
    """

    start: Viewport
    vx: float
    vy: float
    since: float

    @property
    def lasts(self) -> float:
        """Seconds until it is too slow to be seen; 0 where it never was faster."""
        speed = hypot(self.vx, self.vy)
        return GLIDE_DECAY_S * log(speed / GLIDE_LEAST) if speed > GLIDE_LEAST else 0.0

    @property
    def goal(self) -> Viewport:
        """Where it comes to rest."""
        return self.at(self.since + self.lasts)

    def at(self, now: float) -> Viewport:
        """The view at a time."""
        passed = min(max(now - self.since, 0.0), self.lasts)
        way = GLIDE_DECAY_S * (1 - exp(-passed / GLIDE_DECAY_S))
        return self.start.moved(self.vx * way, self.vy * way)

    def over(self, now: float) -> bool:
        """Whether it rests."""
        return now - self.since >= self.lasts


def velocity(track: list[tuple[float, float, float]], now: float) -> tuple[float, float]:
    """Pixels a second at the end of a drag, from its (time, x, y) points; 0 where it had come to rest."""
    recent = [point for point in track if now - point[0] <= _RECENT_S]
    if len(recent) < 2 or recent[-1][0] - recent[0][0] <= 0:
        return 0.0, 0.0
    passed = max(now - recent[0][0], 1e-3)
    vx, vy = (recent[-1][1] - recent[0][1]) / passed, (recent[-1][2] - recent[0][2]) / passed
    held = min(1.0, GLIDE_MOST / max(hypot(vx, vy), 1e-9))
    return vx * held, vy * held
