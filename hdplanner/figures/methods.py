"""The ways to lay out a stakeholder grid: which two ratings span it, where it is divided, what its zones mean.

The cuts and the meanings are the domain's (rules_grid); here they only get their places. Places are fractions of the grid, x to the right, y down from the top.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.rules_grid import (
    HIGH_FROM,
    WORKING_FROM,
    AiimQuadrant,
    HumanitarianStrategy,
    MendelowQuadrant,
    RelationshipCare,
    aiim_quadrant,
    humanitarian_strategy,
    mendelow_quadrant,
    relationship_care,
)
from hdplanner.domain.values import Confidence, Influence, Interest, Position, Relationship
from hdplanner.i18n import N_, _


class GridMethod(StrEnum):
    """A named way to lay out the grid; the value goes into settings and commands."""

    MENDELOW = "mendelow"
    AIIM = "aiim"
    POSITION = "position"
    RELATIONSHIP = "relationship"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Axis:
    """One rating along one side. `cuts` are the dividing lines, as values between two steps or on one."""

    field: str
    name: str
    scale: type[Scale]
    cuts: tuple[float, ...] = ()

    @property
    def lowest(self) -> int:
        """The lowest value of the scale."""
        return min(self.scale)

    @property
    def steps(self) -> int:
        """How many values the scale has."""
        return len(self.scale)

    def holds(self, value: int | None) -> bool:
        """Whether the value is assessed and on the scale."""
        return value is not None and 0 <= value - self.lowest < self.steps

    def fraction(self, value: float) -> float:
        """Where a value lies along the axis: each step owns one band, and lies in its middle."""
        return (value - self.lowest + 0.5) / self.steps

    def value(self, fraction: float) -> int:
        """The step whose band holds the fraction; beyond the ends, the last one."""
        return self.lowest + min(self.steps - 1, max(0, int(fraction * self.steps)))


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the grid that a rule of the domain names; the bounds are values, on the cuts or the ends."""

    meaning: Choice
    x_low: float
    x_high: float
    y_low: float
    y_high: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A method: its axes, its zones, and the rating that the size of a marker shows (or none).

    `judge` is the domain's rule that says in which zone the values of y and x lie. `name` is a sentence of the
    catalogue, but for own axes: show `title`.
    """

    method: GridMethod
    name: str
    x: Axis
    y: Axis
    zones: tuple[Zone, ...] = ()
    judge: Callable[[int | None, int | None], Choice | None] | None = None
    size_field: str | None = None

    def title(self, translate: Callable[[str], str] = _) -> str:
        """The name as people read it."""
        if self.method is not GridMethod.OWN:
            return translate(self.name)
        by = translate(N_("{vertical} by {horizontal}"))
        return by.format(vertical=translate(self.y.name), horizontal=translate(_WITHIN[self.x.field]))


_CUT = HIGH_FROM - 0.5
_INFLUENCE = Axis("influence", N_("Influence"), Influence, (_CUT,))
_INTEREST = Axis("interest", N_("Interest"), Interest, (_CUT,))

_WORKING = WORKING_FROM - 0.5
_POSITION_AXIS = Axis("position", N_("Position"), Position, (-0.5, 0.5))
_RELATIONSHIP_AXIS = Axis("relationship", N_("Relationship"), Relationship, (_WORKING,))

_MENDELOW = Layout(
    GridMethod.MENDELOW,
    N_("Influence by interest"),
    _INTEREST,
    _INFLUENCE,
    (
        Zone(MendelowQuadrant.KEEP_SATISFIED, 0.5, _CUT, _CUT, 5.5),
        Zone(MendelowQuadrant.MANAGE_CLOSELY, _CUT, 5.5, _CUT, 5.5),
        Zone(MendelowQuadrant.MONITOR, 0.5, _CUT, 0.5, _CUT),
        Zone(MendelowQuadrant.KEEP_INFORMED, _CUT, 5.5, 0.5, _CUT),
    ),
    mendelow_quadrant,
)

_AIIM = Layout(
    GridMethod.AIIM,
    N_("Alignment by interest"),
    _INTEREST,
    Axis("position", N_("Alignment"), Position, (0.0,)),
    (
        Zone(AiimQuadrant.RAISE_AWARENESS, 0.5, _CUT, 0.0, 2.5),
        Zone(AiimQuadrant.ALLIANCE, _CUT, 5.5, 0.0, 2.5),
        Zone(AiimQuadrant.UNDECIDED, 0.5, 5.5, -0.5, 0.5),
        Zone(AiimQuadrant.FOLLOW, 0.5, _CUT, -2.5, 0.0),
        Zone(AiimQuadrant.CHANGE_MINDS, _CUT, 5.5, -2.5, 0.0),
    ),
    aiim_quadrant,
    size_field="influence",
)

_POSITION = Layout(
    GridMethod.POSITION,
    N_("Influence by position"),
    _POSITION_AXIS,
    _INFLUENCE,
    (
        Zone(HumanitarianStrategy.UNDERSTAND, -2.5, -0.5, _CUT, 5.5),
        Zone(HumanitarianStrategy.PERSUADE, -0.5, 0.5, _CUT, 5.5),
        Zone(HumanitarianStrategy.EMPOWER, 0.5, 2.5, _CUT, 5.5),
        Zone(HumanitarianStrategy.MONITOR, -2.5, 0.5, 0.5, _CUT),
        Zone(HumanitarianStrategy.COALITION, 0.5, 2.5, 0.5, _CUT),
    ),
    humanitarian_strategy,
    size_field="relationship",
)

_RELATIONSHIP = Layout(
    GridMethod.RELATIONSHIP,
    N_("Influence by relationship"),
    _RELATIONSHIP_AXIS,
    _INFLUENCE,
    (
        Zone(RelationshipCare.BUILD, -0.5, _WORKING, _CUT, 5.5),
        Zone(RelationshipCare.KEEP_CLOSE, _WORKING, 4.5, _CUT, 5.5),
        Zone(RelationshipCare.AFAR, -0.5, _WORKING, 0.5, _CUT),
        Zone(RelationshipCare.IN_TOUCH, _WORKING, 4.5, 0.5, _CUT),
    ),
    relationship_care,
)

LAYOUTS: dict[GridMethod, Layout] = {
    layout.method: layout for layout in (_MENDELOW, _AIIM, _POSITION, _RELATIONSHIP)
}
"""The layout of every named method; what the zones mean and where they come from stands in the domain's rules."""

AXES: dict[str, Axis] = {
    axis.field: axis
    for axis in (
        _INFLUENCE,
        _INTEREST,
        _POSITION_AXIS,
        _RELATIONSHIP_AXIS,
        Axis("confidence", N_("Confidence"), Confidence),
    )
}
"""The ratings of which any two make a grid of one's own choice."""

_WITHIN = {
    "influence": N_("influence"),
    "interest": N_("interest"),
    "position": N_("position"),
    "relationship": N_("relationship"),
    "confidence": N_("confidence"),
}
"""The names of the ratings inside a sentence."""


@lru_cache(maxsize=32)
def own_layout(x_field: str = "relationship", y_field: str = "position") -> Layout:
    """A grid of any two different ratings; without a choice, relationship by agreement (Learn to Influence).

    Two that a named method pairs keep its zones. The size of a marker shows influence, else the relationship,
    where it is not an axis. Raises ValueError for what is no rating, and for one rating twice.
    """
    if x_field == y_field or x_field not in AXES or y_field not in AXES:
        raise ValueError(f"no grid of {x_field!r} by {y_field!r}")
    x, y = AXES[x_field], AXES[y_field]
    free = [field for field in ("influence", "relationship") if field not in (x_field, y_field)]
    named = next((one for one in LAYOUTS.values() if (one.x.field, one.y.field) == (x_field, y_field)), None)
    return Layout(
        GridMethod.OWN,
        f"{y.name} by {x_field}",
        x if named is None else named.x,
        y if named is None else named.y,
        () if named is None else named.zones,
        None if named is None else named.judge,
        free[0] if free else None,
    )


def layout_of(choice: Layout | GridMethod) -> Layout:
    """The layout that is meant: itself, or that of a method."""
    if isinstance(choice, Layout):
        return choice
    return own_layout() if choice is GridMethod.OWN else LAYOUTS[choice]


def locate(layout: Layout, x_value: float, y_value: float) -> tuple[float, float]:
    """The middle of the cell of two values, as fractions of the grid (y down)."""
    return layout.x.fraction(x_value), 1.0 - layout.y.fraction(y_value)


def values_at(layout: Layout, x: float, y: float) -> dict[str, int]:
    """The inverse: the ratings of the cell that holds the place, snapped to steps and kept on the scale."""
    return {layout.x.field: layout.x.value(x), layout.y.field: layout.y.value(1.0 - y)}


def zone_of(layout: Layout, x_value: int | None, y_value: int | None) -> Choice | None:
    """What the domain's rule says of two values; None where one is not assessed or the method has no rule."""
    return None if layout.judge is None else layout.judge(y_value, x_value)
