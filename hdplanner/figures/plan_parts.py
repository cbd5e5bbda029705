"""What the pictures of a plan share: lanes, chips and slots, and the shapes that say how open and how far.

Pure geometry in points. Colour never speaks alone: each mode has its sign, each status its outline.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol

from hdplanner.domain.labels import label
from hdplanner.domain.values import ActivityStatus, Mode
from hdplanner.figures.grid_ground import Box, Measure
from hdplanner.figures.shapes import Circle, Label, Line, Point, Polygon, Polyline, Rect, Shape
from hdplanner.i18n import N_, _

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow

MODE_ROLES = {
    Mode.BILATERAL: "category_1",
    Mode.THIRD_PARTY: "category_4",
    Mode.CLOSED: "category_5",
    Mode.PUBLIC: "category_2",
}
TITLE, SMALL = 11.0, 10.0
CARD, BAR, DOT = 36.0, 21.0, 18.0
_PAD, _SIGN = 7.0, 4.2
_OPEN_ENDS = N_("Nobody named")

Style = Literal["card", "bar", "dot"]
Change = tuple[str, dict[str, Any]]
"""What is to become of an activity: its key, and the day, the distance, the end or the field that changes."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a picture: whom (or by whom). ``values`` is what an activity added here begins with; ``marked`` says
    that it matters when nothing is planned here, ``note`` why, in a word or two."""

    key: str
    title: str
    note: str = ""
    marked: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chip:
    """An activity, or one stretch of it, on a picture. ``strip`` is how much of its box are days that it lasts."""

    id: str
    box: Box
    title: str
    second: str
    mode: Mode
    status: ActivityStatus
    style: Style = "card"
    strip: float = 0.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell or a day: where it lies, what it is called, what an activity added here begins with, and what it holds."""

    box: Box
    words: str
    values: Mapping[str, Any]
    ids: tuple[str, ...] = ()
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """What letting go would do: the chips as they would stand, where, in words, and the changes."""

    lifted: tuple[Chip, ...]
    slot: Box | None
    words: str
    changes: tuple[Change, ...]


class PlanPicture(Protocol):
    """A picture of a plan in its own points: a body to scroll, with a head, a side and a foot that stay."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def head(self) -> float: ...
    @property
    def side(self) -> float: ...
    @property
    def foot(self) -> float: ...
    @property
    def chips(self) -> Sequence[Chip]: ...

    def ground(self, view: Box) -> list[Shape]:
        """What lies behind the chips, as far as it is seen."""

    def head_shapes(self, view: Box) -> list[Shape]:
        """What stays above: x as in the body, y from the top of the head."""

    def side_shapes(self, view: Box) -> list[Shape]:
        """What stays beside: y as in the body, x from the edge."""

    def foot_shapes(self, view: Box) -> list[Shape]:
        """What stays below: x as in the body, y from the top of the foot."""

    def slot_at(self, x: float, y: float) -> Slot | None:
        """The cell or day at a point of the body."""

    def slot_by(self, key: tuple[object, ...]) -> Slot | None:
        """The cell or day that was known by a key, wherever it lies now."""

    def drop(self, ids: Sequence[str], grabbed: str, start: Point, end: Point) -> Drop | None:
        """What pulling activities from a point to another would do; None where it would do nothing."""

    def take(self, ids: Sequence[str], x: float, y: float) -> Drop | None:
        """What dropping activities from elsewhere would do."""


def audience_lane(row: ActivityRow) -> Lane:
    """Whom an activity addresses, as a lane."""
    if row.stakeholder_id:
        return Lane(row.stakeholder_id, row.stakeholder, values={"stakeholder_id": row.stakeholder_id})
    if row.coalition_id:
        return Lane(row.coalition_id, row.coalition, values={"coalition_id": row.coalition_id})
    words = " ".join(row.audience.split())
    if words:
        return Lane(f"words:{words.casefold()}", words, values={"audience": words})
    return Lane("", _(_OPEN_ENDS))


def messenger_lane(row: ActivityRow) -> Lane:
    """Who carries an activity, as a lane."""
    if row.messenger_id:
        return Lane(row.messenger_id, row.messenger, values={"messenger_id": row.messenger_id})
    return Lane("", _("No messenger yet"))


def lanes_of(
    rows: Iterable[ActivityRow], given: Sequence[Lane], *, by: Literal["audience", "messenger"] = "audience"
) -> tuple[list[Lane], dict[str, list[ActivityRow]]]:
    """The lanes of a plan with the activities of each: those that are given first, the others by name, nobody last."""
    lane_of = audience_lane if by == "audience" else messenger_lane
    found: dict[str, Lane] = {}
    held: dict[str, list[ActivityRow]] = {lane.key: [] for lane in given}
    for row in rows:
        lane = lane_of(row)
        found.setdefault(lane.key, lane)
        held.setdefault(lane.key, []).append(row)
    known = {lane.key for lane in given}
    rest = [lane for key, lane in found.items() if key not in known]
    rest.sort(key=lambda lane: (lane.key == "", lane.title.casefold(), lane.key))
    mine = [replace(lane, values=lane.values or _values(lane, found)) for lane in given]
    return [*mine, *rest], held


def _values(lane: Lane, found: Mapping[str, Lane]) -> Mapping[str, Any]:
    return found[lane.key].values if lane.key in found else {"stakeholder_id": lane.key}


def second_words(row: ActivityRow, *, by: str = "audience") -> str:
    """What stands below an activity's title: who carries it, or, in a messenger's lane, who hears it."""
    return row.messenger if by == "audience" else row.audience_name


def title_of(row: ActivityRow) -> str:
    """What an activity is called: its title, else through what it goes."""
    return " ".join(row.title.split()) or label(row.channel)


def spoken(row: ActivityRow, day: str) -> str:
    """An activity in one line for those who do not see it."""
    parts = [
        day or _("Not scheduled"),
        row.audience_name,
        row.messenger,
        label(row.channel),
        label(row.mode),
        label(row.status),
        row.window,
    ]
    return " · ".join(part for part in parts if part)


def missing_words(held: int) -> str:
    """What is missing in a lane that matters and in which nothing is still to be done."""
    return _("Nothing further planned") if held else _("Nothing planned")


def side_width(lanes: Iterable[Lane], measure: Measure, most: float = 220.0) -> float:
    """The room that the names of lanes and what may stand below them need."""
    wanted = [110.0]
    for lane in lanes:
        wanted.append(measure(lane.title, 12, True) + 20)
        below = missing_words(1) if lane.marked else ""
        wanted.append(max(measure(lane.note, SMALL, False), measure(below, SMALL, False) + 14) + 20)
    return min(most, max(wanted))


def fitted(text: str, width: float, size: float, bold: bool, measure: Measure) -> str:
    """As much of a text as there is room for, cut with an ellipsis; nothing where not even three letters fit."""
    flat = " ".join(text[:400].split())
    if measure(flat, size, bold) <= width:
        return flat
    low, high = 0, len(flat)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(flat[:middle].rstrip() + "…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return flat[:low].rstrip() + "…" if low >= 3 else ""


def chip_shapes(chip: Chip, *, mirrored: bool = False, scale: float = 1.0) -> list[Shape]:
    """A chip as shapes: its body by status, its sign by mode, its words."""
    box, role = chip.box, MODE_ROLES[chip.mode]
    shapes = _body(chip, role)
    if chip.style == "dot":
        x, y = box.x + box.width / 2, box.y + box.height / 2
        struck = [Line(box.x + 2, box.bottom - 2, box.right - 2, box.y + 2, "text", 1.2)]
        signs = _marked_sign(chip, x, y, role)
        return [*shapes, *signs, *(struck if chip.status is ActivityStatus.CANCELLED else [])]
    if chip.strip > 0:
        at = box.right - chip.strip if mirrored else box.x
        shapes.append(Rect(at, box.bottom - 3, chip.strip, 3, fill=role, corner=1.5, opacity=_ink(chip)))
    first = box.y + (14 if chip.style == "card" else box.height / 2 + 3.2 - (1 if chip.strip else 0))
    start, way = (box.right, -1) if mirrored else (box.x, 1)
    shapes += _marked_sign(chip, start + way * (_PAD + 4), first - 3.8, role)
    words = start + way * (_PAD + 13)
    anchor: Literal["left", "right"] = "right" if mirrored else "left"
    quiet = chip.status in (ActivityStatus.DONE, ActivityStatus.CANCELLED)
    shapes.append(Label(chip.title, words, first, TITLE, "muted" if quiet else "text", anchor, "bold"))
    if chip.status is ActivityStatus.CANCELLED:
        shapes.append(Line(box.x + 4, first - 3.8, box.right - 4, first - 3.8, "muted", 1.0))
    if chip.style == "card" and chip.second:
        shapes.append(Label(chip.second, words, first + 13, SMALL, "muted", anchor))
    return shapes


def _ink(chip: Chip) -> float:
    return 0.45 if chip.status in (ActivityStatus.DONE, ActivityStatus.CANCELLED) else 1.0


def _body(chip: Chip, role: str) -> list[Shape]:
    """Idea dashed, planned an outline, confirmed filled, done sunken, cancelled struck through."""
    box, corner = chip.box, 4.0
    outline = Rect(box.x, box.y, box.width, box.height, "surface", role, 1.0, corner=corner)
    if chip.status is ActivityStatus.IDEA:
        return [replace(outline, dash=(3.0, 3.0))]
    if chip.status is ActivityStatus.PLANNED:
        return [outline]
    if chip.status is ActivityStatus.CONFIRMED:
        tint = Rect(box.x, box.y, box.width, box.height, role, None, opacity=0.18, corner=corner)
        return [replace(outline, stroke_width=1.4), tint]
    if chip.status is ActivityStatus.DONE:
        return [replace(outline, fill="sunken", stroke="line")]
    return [replace(outline, stroke="line")]


def _marked_sign(chip: Chip, x: float, y: float, role: str) -> list[Shape]:
    if chip.status is ActivityStatus.DONE:
        tick = ((x - 3.6, y + 0.2), (x - 1.0, y + 2.9), (x + 3.8, y - 3.2))
        return [Polyline(tick, "fine", 1.8)]
    return [mode_sign(chip.mode, x, y, "muted" if chip.status is ActivityStatus.CANCELLED else role)]


def mode_sign(mode: Mode, x: float, y: float, role: str | None = None, size: float = _SIGN) -> Shape:
    """The sign of a mode about a point: quiet a disc, third party a diamond, closed a square, public a star."""
    fill = role or MODE_ROLES[mode]
    if mode is Mode.BILATERAL:
        return Circle(x, y, size, fill=fill)
    if mode is Mode.CLOSED:
        side = size * 0.88
        return Rect(x - side, y - side, 2 * side, 2 * side, fill=fill)
    if mode is Mode.THIRD_PARTY:
        reach = size * 1.22
        return Polygon(((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)), fill=fill)
    return Polygon(tuple((x + dx * size * 1.4, y + dy * size * 1.4) for dx, dy in _STAR), fill=fill)


_STAR = tuple(
    (math.sin(math.pi * turn / 5) * reach, -math.cos(math.pi * turn / 5) * reach)
    for turn in range(10)
    for reach in ((0.45 if turn % 2 else 1.0),)
)
