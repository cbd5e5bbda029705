"""The pictures of the plan for those who hear them: each activity as an item of a list, in the order of time."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from hdplanner.figures.plan_parts import spoken, title_of
from hdplanner.i18n import _, format_date, ngettext
from hdplanner.ui.common.marks_access import announce_marks, let_speak

if TYPE_CHECKING:
    from hdplanner.services.activity_rows import ActivityRow
    from hdplanner.ui.channels.plan_view_base import PlanView


class SpokenPlan:
    """The words of one picture, asked for anew each time."""

    def __init__(self, view: QWidget) -> None:
        self._view = cast("PlanView", view)

    def count(self) -> int:
        """How many activities are shown."""
        return len(self._view.rows)

    def id_at(self, number: int) -> str:
        """The activity of a number, in the order of time."""
        return self._view.rows[number].id

    def number(self, row_id: str) -> int:
        """Where an activity stands; -1 where it is not shown."""
        return self._view.numbers.get(row_id, -1)

    def words(self, row_id: str) -> tuple[str, str]:
        """The title, and when, to whom, by whom, through what, how far."""
        row = self._view.by_id.get(row_id)
        return ("", "") if row is None else (title_of(row), activity_words(row))

    def box(self, row_id: str) -> QRect:
        """Around its chip; empty where it has none, such as one without a day in a calendar."""
        chips = self._view.chips_of(row_id)
        if not chips:
            return QRect()
        return self._view.to_viewport(chips[0].box).translated(self._view.viewport().pos())

    def at(self, place: QPoint) -> str | None:
        """The activity under a place."""
        return self._view.activity_at(place - self._view.viewport().pos())

    def selection(self) -> tuple[str, ...]:
        """Those that are chosen."""
        return self._view.selection


def activity_words(row: ActivityRow) -> str:
    """When, to whom, by whom, through what, and how far it has come."""
    if row.on is None:
        return spoken(row, "")
    day = format_date(row.on)
    if row.until is not None and row.until != row.on:
        day = _("{first} to {last}").format(first=day, last=format_date(row.until))
    return spoken(row, day)


def plan_words(view: PlanView) -> str:
    """How much is shown and which are chosen, the first few of them."""
    count = len(view.rows)
    parts = [ngettext("{count} activity.", "{count} activities.", count).format(count=count)]
    if view.cursor_slot is not None:
        parts.append(f"{view.cursor_slot.words}.")
    for key in view.selection[:3]:
        row = view.by_id[key]
        parts.append(_("{title}: {words}").format(title=title_of(row), words=activity_words(row)))
    return " ".join(parts)


def announce(view: PlanView) -> None:
    """Tell who listens that others are chosen, and which one has the focus."""
    announce_marks(view, SpokenPlan(view))


@functools.cache
def install(class_name: str) -> None:
    """Let pictures of a class speak for themselves."""
    let_speak(class_name, SpokenPlan)
