"""The columns of the table of activities: how each is shown, sorted and edited. What is written goes through the edits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hdplanner.domain.choices import Choice
from hdplanner.domain.labels import label
from hdplanner.domain.values import ActivityStatus, Attribution, Channel, Mode, Paper, Sensitivity
from hdplanner.i18n import _, format_date
from hdplanner.ui.channels.models import clock_of, distance_of
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.column_kinds import Column

if TYPE_CHECKING:
    from hdplanner.services.activities import ActivityRow
    from hdplanner.ui.channels.source import PlanSource

Columns = tuple[Column["ActivityRow"], ...]


def columns(source: PlanSource) -> Columns:
    """What is known of an activity, the title first; names to choose from come from the source."""
    return (
        _text("title", _("Activity"), 220, own=True),
        _day("on", _("Day"), 116),
        _day("until", _("Until"), 116, standard=False),
        Column("clock", _("Time"), clock_of, width=104, standard=False),
        _text("audience_name", _("Audience"), 180),
        _list("channel", _("Channel"), Channel, 160),
        _list("mode", _("Mode"), Mode, 160),
        _text("messenger", _("Messenger"), 150),
        Column("level", _("Level"), _level, width=150, standard=False),
        _named("message", "message_id", _("Message"), 160, lambda: _or_none(source.choices.messages)),
        _list("status", _("Status"), ActivityStatus, 104),
        _named("window", "window_id", _("Decision"), 160, lambda: _or_none(_windows(source))),
        Column("distance", _("Distance"), distance_of, width=190, standard=False),
        _text("place", _("Place"), 130, standard=False),
        _text("owner", _("Owner"), 120),
        _text("purpose", _("Purpose"), 220, prose=True, standard=False),
        _list("attribution", _("Attribution"), Attribution, 150, optional=True, standard=False),
        _list("paper", _("Paper"), Paper, 130, optional=True, standard=False),
        _text("paper_title", _("Title of the paper"), 160, standard=False),
        _text("signed_off_by", _("Signed off by"), 140, standard=False),
        _text("follow_up", _("Follow-up"), 200, prose=True, standard=False),
        _list("sensitivity", _("Marking"), Sensitivity, 130, optional=True, standard=False),
    )


def _text(
    key: str, title: str, width: int, *, prose: bool = False, own: bool = False, standard: bool = True
) -> Column[ActivityRow]:
    def text(row: ActivityRow) -> str:
        return getattr(row, key) or ""

    return Column(
        key,
        title,
        text,
        value=text,
        editable=True,
        width=width,
        prose=prose,
        own=own,
        standard=standard,
    )


def _day(key: str, title: str, width: int, *, standard: bool = True) -> Column[ActivityRow]:
    def text(row: ActivityRow) -> str:
        day = getattr(row, key)
        return "" if day is None else format_date(day)

    return Column(
        key,
        title,
        text,
        sort=lambda row: getattr(row, key),
        value=lambda row: getattr(row, key),
        day=True,
        editable=True,
        width=width,
        standard=standard,
    )


def _list(
    key: str, title: str, kind: type[Choice], width: int, *, optional: bool = False, standard: bool = True
) -> Column[ActivityRow]:
    def text(row: ActivityRow) -> str:
        value = getattr(row, key)
        return "" if value is None else label(value)

    return Column(
        key,
        title,
        text,
        value=lambda row: getattr(row, key),
        choices=lambda: choices_of(kind, empty=_("Not said") if optional else None),
        editable=True,
        width=width,
        standard=standard,
    )


def _named(
    key: str, field: str, title: str, width: int, entries: Callable[[], list[tuple[Any, str]]]
) -> Column[ActivityRow]:
    return Column(
        key,
        title,
        lambda row: getattr(row, key),
        value=lambda row: getattr(row, field),
        choices=entries,
        editable=True,
        width=width,
    )


def _level(row: ActivityRow) -> str:
    return "" if row.level is None else label(row.level)


def _or_none(entries: Any) -> list[tuple[Any, str]]:
    return [(None, _("None")), *entries]


def _windows(source: PlanSource) -> list[tuple[str, str]]:
    return [(row.id, row.title) for row in source.windows]
