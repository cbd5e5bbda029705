"""The words of the room: countdowns, the small lines below a title, what an ask still lacks. No widget, no file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label as words_for
from hdplanner.domain.values import Consultation, StepAgreement
from hdplanner.i18n import N_, _, format_date, format_number, ngettext
from hdplanner.ui.common.direction import in_own_direction

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.services.objectives import AskRow, ConsultationRow, ObjectiveRow
    from hdplanner.services.windows import StepRow, WindowRow

_BY_ITSELF, _END = "\u2068", "\u2069"
"""Around a day in a sentence, so that its digits keep their order in a language of the other direction."""

FRAME, OBJECTIVES, WINDOWS, LINES, CHANGE = "frame", "objectives", "windows", "lines", "change"

VIEWS = (
    (FRAME, N_("Frame")),
    (OBJECTIVES, N_("Objectives")),
    (WINDOWS, N_("Decisions")),
    (LINES, N_("Lines")),
    (CHANGE, N_("Change")),
)

VIEW_OF = {
    "campaign": FRAME,
    "objective": OBJECTIVES,
    "ask": OBJECTIVES,
    "movement_consultation": OBJECTIVES,
    "decision_window": WINDOWS,
    "decision_step": WINDOWS,
    "bottom_line": LINES,
    "red_line": LINES,
    "change_step": CHANGE,
}
"""Where a record of each table is shown."""

AGREEMENT = {
    StepAgreement.AGREED: ("done", "fine"),
    StepAgreement.NOT_AGREED: ("cancel", "danger"),
    StepAgreement.UNKNOWN: ("help", "muted"),
}
"""Icon and role of what a step's taker thinks; the word stands beside it."""


def joined(parts: Iterable[str]) -> str:
    """The parts that are not empty, with dots between them, each in its own direction."""
    return " · ".join(in_own_direction(part) for part in parts if part)


def countdown(days: int | None) -> str:
    """How far away a decision is."""
    if days is None:
        return _("no day yet")
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day ago", "{count} days ago", -days).format(count=format_number(-days))
    return ngettext("in {count} day", "in {count} days", days).format(count=format_number(days))


def day(value: date | None, template: str = "{day}") -> str:
    """A day in a sentence; nothing where there is none."""
    return template.format(day=f"{_BY_ITSELF}{format_date(value)}{_END}") if value else ""


def objective_line(row: ObjectiveRow) -> str:
    """What kind of objective it is, until when, and whose."""
    marking = words_for(row.sensitivity) if row.sensitivity else ""
    until = day(row.target_on, _("by {day}"))
    return joined([words_for(row.horizon), words_for(row.track), until, row.owner, marking])


def ask_line(row: AskRow) -> str:
    """By when it is asked, in which decision, and how we shall know."""
    seen = _("We shall know by: {sign}").format(sign=row.verification) if row.verification else ""
    return joined([day(row.due_on, _("by {day}")), row.window, seen])


def missing(row: AskRow) -> str:
    """What keeps an ask from being one that can be followed up; nothing where nothing does, or once it is met."""
    if row.met_on is not None:
        return ""
    lacks = [
        (row.action, _("what is asked")),
        (row.addressee_id, _("who is asked")),
        (row.due_on or row.window_id, _("by when")),
        (row.verification, _("how we shall know")),
    ]
    found = [words for value, words in lacks if not value]
    return _("Not said yet: {what}").format(what=", ".join(found)) if found else ""


def movement_line(rows: Iterable[ConsultationRow]) -> str:
    """Who of the Movement leads, was consulted and informed, in that order."""
    order = list(Consultation)
    found = sorted(rows, key=lambda row: order.index(row.how))
    template = _("{component}: {how}")
    return joined(
        template.format(component=words_for(row.component), how=words_for(row.how).lower()) for row in found
    )


def window_line(row: WindowRow) -> str:
    """Who decides, between which days, and how sure the day is."""
    opens = day(row.opens_on, _("opens {day}"))
    decides = day(row.decides_on, _("decides {day}"))
    closes = day(row.closes_on, _("closes {day}"))
    certainty = words_for(row.certainty).lower() if row.decides_on else ""
    return joined([row.body, opens, decides, closes, certainty])


def hanging_line(row: WindowRow) -> str:
    """What is asked and planned in a window."""
    asks, planned = len(row.asks), row.activities
    return joined(
        [
            ngettext("{count} ask", "{count} asks", asks).format(count=format_number(asks)) if asks else "",
            planned_words(planned) if planned else "",
        ]
    )


def planned_words(count: int) -> str:
    """How many activities are planned."""
    if not count:
        return _("nothing planned")
    return ngettext("{count} planned", "{count} planned", count).format(count=format_number(count))


def is_neglected(row: StepRow) -> bool:
    """Whether a step needs somebody who is not won yet, and nothing is planned towards them."""
    return row.agreement is not StepAgreement.AGREED and not row.planned


def step_words(row: StepRow) -> str:
    """A step in one sentence, for a screen reader."""
    taker = row.stakeholder or _("Nobody named")
    parts = [taker, words_for(row.action), words_for(row.agreement), planned_words(row.planned)]
    return ", ".join(parts)


def activity_line(row: ActivityRow) -> str:
    """When an activity is planned, and where it stands."""
    return joined([day(row.on) or _("Not scheduled"), words_for(row.status)])


def split_by_day(rows: Iterable[WindowRow], today: date) -> tuple[list[WindowRow], list[WindowRow]]:
    """The decisions that are ahead or undated, and those that are past, the latest first."""
    ahead: list[WindowRow] = []
    past: list[WindowRow] = []
    for row in rows:
        last = row.closes_on or row.decides_on
        (past if last is not None and last < today else ahead).append(row)
    return ahead, past[::-1]
