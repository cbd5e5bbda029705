"""What can be done with the chosen activities, as a menu: the keyboard's way to all that a drag does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from hdplanner.domain.labels import label
from hdplanner.domain.values import ActivityStatus
from hdplanner.i18n import _
from hdplanner.ui.channels.edits import ActivityEdits
from hdplanner.ui.channels.source import PlanSource
from hdplanner.ui.channels.when_panel import WEEK_BEFORE
from hdplanner.ui.common.direction import Menu

if TYPE_CHECKING:
    from hdplanner.ui.channels.page import ChannelsPage

_STEPS = (-7, -1, 1, 7)


def activity_menu(page: ChannelsPage, ids: Sequence[str], edits: ActivityEdits, source: PlanSource) -> QMenu:
    """The menu of the chosen; where nothing is chosen, only that of the room."""
    menu = Menu(page)
    editable = page.context.gateway.can_edit
    menu.addAction(_("Plan an activity"), page.add).setEnabled(editable)
    if not ids:
        return menu
    menu.addSeparator()
    moves = _sub(menu, _("Move"), editable)
    words = (_("A week earlier"), _("A day earlier"), _("A day later"), _("A week later"))
    for days, text in zip(_STEPS, words, strict=True):
        moves.addAction(text, partial(edits.move, ids, days))
    weeks = _sub(menu, _("Plan in the week before"), editable and bool(source.windows))
    for window in source.windows:
        place = {"window_id": window.id, "days_before": WEEK_BEFORE[0], "days_until": WEEK_BEFORE[1]}
        weeks.addAction(window.title, partial(edits.put, [(one, place) for one in ids]))
    menu.addAction(_("Take off the calendar"), partial(edits.unschedule, ids)).setEnabled(editable)
    statuses = _sub(menu, _("Status"), editable)
    for status in ActivityStatus:
        statuses.addAction(label(status), partial(edits.update, ids, status=status))
    menu.addSeparator()
    menu.addAction(_("Copy"), page.copy)
    menu.addAction(_("Delete"), page.delete).setEnabled(editable)
    return menu


def _sub(menu: QMenu, title: str, enabled: bool) -> QMenu:
    made = Menu(title, menu)
    menu.addMenu(made).setEnabled(enabled)
    return made
