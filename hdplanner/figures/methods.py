"""The ways to lay out a stakeholder grid: which two ratings span it, where it is divided, what to do where.

High is 4 or 5 and low is 1 to 3, so that the dividing line runs between 3 and 4. An assessment of position 0
lies on the line of the alignment axis. Places are fractions of the grid, x to the right, y down from the top.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hdplanner.domain.choices import Scale
from hdplanner.domain.values import Influence, Interest, Position, Relationship
from hdplanner.i18n import N_


class GridMethod(StrEnum):
    """A named way to lay out the grid; the value goes into settings and commands."""

    MENDELOW = "mendelow"
    AIIM = "aiim"
    POSITION = "position"
    RELATIONSHIP = "relationship"


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
    """A part of the grid with a name and what to do there; the bounds are values, on the cuts or the ends."""

    name: str
    advice: str
    x_low: float
    x_high: float
    y_low: float
    y_high: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A method: its axes, its zones, and the rating that the size of a marker shows (or none)."""

    method: GridMethod
    name: str
    x: Axis
    y: Axis
    zones: tuple[Zone, ...]
    size_field: str | None = None


_HIGH = 3.5
_INFLUENCE = Axis("influence", N_("Influence"), Influence, (_HIGH,))
_INTEREST = Axis("interest", N_("Interest"), Interest, (_HIGH,))

_MENDELOW = Layout(
    GridMethod.MENDELOW,
    N_("Influence by interest"),
    _INTEREST,
    _INFLUENCE,
    (
        Zone(N_("Keep satisfied"), N_("Meet their needs; do not burden them."), 0.5, _HIGH, _HIGH, 5.5),
        Zone(N_("Manage closely"), N_("Work with them closely; they decide."), _HIGH, 5.5, _HIGH, 5.5),
        Zone(
            N_("Monitor"),
            N_("Watch with little effort; look again before each step."),
            0.5,
            _HIGH,
            0.5,
            _HIGH,
        ),
        Zone(N_("Keep informed"), N_("Keep them informed; together they may count."), _HIGH, 5.5, 0.5, _HIGH),
    ),
)

_AIIM = Layout(
    GridMethod.AIIM,
    N_("Alignment by interest"),
    _INTEREST,
    Axis("position", N_("Alignment"), Position, (0.0,)),
    (
        Zone(N_("Raise interest"), N_("They agree: show them why it matters now."), 0.5, _HIGH, 0.0, 2.5),
        Zone(
            N_("Work together"), N_("Build an alliance; let them lead where they can."), _HIGH, 5.5, 0.0, 2.5
        ),
        Zone(N_("Keep in view"), N_("Watch with little effort; be ready to explain."), 0.5, _HIGH, -2.5, 0.0),
        Zone(N_("Change minds"), N_("Listen, answer objections, use trusted voices."), _HIGH, 5.5, -2.5, 0.0),
    ),
    size_field="influence",
)

_POSITION = Layout(
    GridMethod.POSITION,
    N_("Influence by position"),
    Axis("position", N_("Position"), Position, (-0.5, 0.5)),
    _INFLUENCE,
    (
        Zone(
            N_("Engage and understand"),
            N_("Reduce objections through trusted intermediaries."),
            -2.5,
            -0.5,
            _HIGH,
            5.5,
        ),
        Zone(
            N_("Persuade first"), N_("Undecided and influential: the first priority."), -0.5, 0.5, _HIGH, 5.5
        ),
        Zone(N_("Let lead"), N_("Empower them, and let them lead."), 0.5, 2.5, _HIGH, 5.5),
        Zone(N_("Monitor"), N_("Watch with little effort; never discredit."), -2.5, -0.5, 0.5, _HIGH),
        Zone(N_("Inform"), N_("Give them what they need to make up their minds."), -0.5, 0.5, 0.5, _HIGH),
        Zone(
            N_("Bring together"), N_("Inform them; together they can be a coalition."), 0.5, 2.5, 0.5, _HIGH
        ),
    ),
    size_field="relationship",
)

_RELATIONSHIP = Layout(
    GridMethod.RELATIONSHIP,
    N_("Influence by relationship"),
    Axis("relationship", N_("Relationship"), Relationship, (2.5,)),
    _INFLUENCE,
    (
        Zone(
            N_("Build a relationship"),
            N_("They count, and we barely know them: find a way in."),
            -0.5,
            2.5,
            _HIGH,
            5.5,
        ),
        Zone(
            N_("Keep and deepen"),
            N_("Keep the trust; ask for advice before you ask for help."),
            2.5,
            4.5,
            _HIGH,
            5.5,
        ),
        Zone(N_("Stay in touch"), N_("A light, regular contact is enough."), -0.5, 2.5, 0.5, _HIGH),
        Zone(N_("Ask for help"), N_("They may open doors to others."), 2.5, 4.5, 0.5, _HIGH),
    ),
)

LAYOUTS: dict[GridMethod, Layout] = {
    layout.method: layout for layout in (_MENDELOW, _AIIM, _POSITION, _RELATIONSHIP)
}
"""The layout of every method. Mendelow (1991); AIIM: Mendizabal (ODI, 2010); the strategies of the third are
those of influence by position in the humanitarian list of the domain; the fourth is a reading aid of our own."""


def locate(layout: Layout, x_value: float, y_value: float) -> tuple[float, float]:
    """The middle of the cell of two values, as fractions of the grid (y down)."""
    return layout.x.fraction(x_value), 1.0 - layout.y.fraction(y_value)


def values_at(layout: Layout, x: float, y: float) -> dict[str, int]:
    """The inverse: the ratings of the cell that holds the place, snapped to steps and kept on the scale."""
    return {layout.x.field: layout.x.value(x), layout.y.field: layout.y.value(1.0 - y)}


def edge(axis: Axis, value: float) -> float:
    """Where a bound of a zone or a cut lies along its axis."""
    return axis.fraction(value)


def zone_at(layout: Layout, x_value: int, y_value: int) -> Zone | None:
    """The zone of two values; None on a dividing line (alignment 0 is undecided)."""
    for zone in layout.zones:
        if zone.x_low < x_value < zone.x_high and zone.y_low < y_value < zone.y_high:
            return zone
    return None
