"""The columns of the table of stakeholders: what the row itself holds. What is read besides is in `table_extras`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QIcon

from hdplanner.domain.choices import Choice, Scale
from hdplanner.domain.fields import field_label
from hdplanner.domain.labels import label, step_label
from hdplanner.domain.values import (
    ActorType,
    Confidence,
    Influence,
    Interest,
    Level,
    Position,
    Relationship,
    Sensitivity,
    StakeholderKind,
    StakeholderRoleValue,
)
from hdplanner.i18n import _, format_date
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.stakeholders.marker_icons import marker_icon
from hdplanner.ui.stakeholders.models import choices_of, steps_of

if TYPE_CHECKING:
    from hdplanner.services.stakeholders import StakeholderRow
    from hdplanner.ui.common.theme import Theme

Columns = tuple[Column["StakeholderRow"], ...]


def columns(theme: Theme) -> Columns:
    """What the rows hold: first those that are shown until a person chooses, name first."""
    return (*_usual(theme), *_further())


def _usual(theme: Theme) -> Columns:
    def position_icon(row: StakeholderRow) -> QIcon:
        return marker_icon(row.position, theme)

    return (
        text_column("name", _("Name"), 240, own=True),
        _position_column(position_icon),
        _step_column("influence", _("Influence"), Influence, 108),
        _step_column("interest", _("Interest"), Interest, 116),
        _step_column("relationship", _("Relationship"), Relationship, 122),
        list_column("actor_type", _("Type"), ActorType, 170, optional=True),
        list_column("kind", _("Kind"), StakeholderKind, 106),
        list_column("level", _("Level"), Level, 106, optional=True),
        text_column("parent", _("Part of"), 150),
        _step_column("confidence", _("Confidence"), Confidence, 112, editable=False),
        Column(
            "roles",
            _("Roles"),
            lambda row: ", ".join(map(label, row.roles)),
            value=lambda row: row.roles,
            choices=lambda: choices_of(StakeholderRoleValue),
            many=True,
            editable=True,
            width=170,
        ),
        text_column("owner", _("Owner"), 120),
        text_column("next_step", _("Next step"), 180, prose=True),
        day_column("made_on", _("Assessed"), 116, editable=False),
        day_column("review_by", _("Review by"), 116, editable=False),
        text_column("code_name", _("Code name"), 120, own=True),
    )


def _further() -> Columns:
    return (
        text_column("short_name", field_label("short_name"), 120, own=True, standard=False),
        text_column("country", field_label("country"), 100, standard=False),
        text_column("holder", _("Holder"), 150, editable=False, standard=False),
        _step_column("stated_position", field_label("stated_position"), Position, 160, standard=False),
        _step_column("assessed_position", field_label("assessed_position"), Position, 160, standard=False),
        _step_column("target_position", field_label("target_position"), Position, 160, standard=False),
        text_column("evidence", field_label("evidence"), 240, editable=False, standard=False),
        flag_column("strained", _("Strained"), lambda row: row.strained, editable=False),
        flag_column("stale", _("Needs review"), lambda row: row.stale, editable=False),
        flag_column("do_not_approach", field_label("do_not_approach"), lambda row: row.do_not_approach),
        flag_column("at_risk", field_label("at_risk"), lambda row: row.at_risk),
        list_column(
            "sensitivity", field_label("sensitivity"), Sensitivity, 130, optional=True, standard=False
        ),
    )


def text_column(
    key: str,
    title: str,
    width: int,
    *,
    editable: bool = True,
    prose: bool = False,
    own: bool = False,
    standard: bool = True,
) -> Column[StakeholderRow]:
    """A text of the row."""

    def text(row: StakeholderRow) -> str:
        return getattr(row, key) or ""

    return Column(
        key,
        title,
        text,
        value=text,
        editable=editable,
        prose=prose,
        own=own,
        standard=standard,
        width=width,
    )


def day_column(
    key: str, title: str, width: int, *, editable: bool = True, standard: bool = True
) -> Column[StakeholderRow]:
    """A day of the row."""

    def found(row: StakeholderRow) -> date | None:
        return getattr(row, key)  # type: ignore[no-any-return]

    def text(row: StakeholderRow) -> str:
        day = found(row)
        return "" if day is None else format_date(day)

    return Column(
        key,
        title,
        text,
        sort=found,
        value=found,
        day=True,
        editable=editable,
        standard=standard,
        width=width,
    )


def flag_column(
    key: str,
    title: str,
    value: Callable[[StakeholderRow], bool | None],
    *,
    editable: bool = True,
) -> Column[StakeholderRow]:
    """Yes or no; shown where a person chooses it."""

    def text(row: StakeholderRow) -> str:
        found = value(row)
        return "" if found is None else _("Yes") if found else _("No")

    return Column(
        key,
        title,
        text,
        value=value,
        choices=lambda: [(True, _("Yes")), (False, _("No"))],
        editable=editable,
        standard=False,
        width=130,
    )


def list_column(
    key: str, title: str, kind: type[Choice], width: int, *, optional: bool = False, standard: bool = True
) -> Column[StakeholderRow]:
    """One of a closed list."""

    def text(row: StakeholderRow) -> str:
        value = getattr(row, key)
        return label(value) if value is not None else ""

    def entries() -> Sequence[tuple[Any, str]]:
        return choices_of(kind, empty=_("Not said") if optional else None)

    return Column(
        key,
        title,
        text,
        value=lambda row: getattr(row, key),
        choices=entries,
        editable=True,
        standard=standard,
        width=width,
    )


def _step_column(
    key: str,
    title: str,
    scale: type[Scale],
    width: int,
    *,
    editable: bool = True,
    standard: bool = True,
) -> Column[StakeholderRow]:
    def text(row: StakeholderRow) -> str:
        value = getattr(row, key)
        return "" if value is None else step_label(scale, value)

    return Column(
        key,
        title,
        text,
        sort=lambda row: getattr(row, key),
        value=lambda row: getattr(row, key),
        choices=lambda: steps_of(scale),
        editable=editable,
        standard=standard,
        width=width,
    )


def _position_column(icon_of: Callable[[StakeholderRow], QIcon]) -> Column[StakeholderRow]:
    def text(row: StakeholderRow) -> str:
        return step_label(Position, row.position) if not row.movement else _("Not rated")

    return Column(
        "position",
        _("Position"),
        text,
        sort=lambda row: row.position,
        value=lambda row: row.position,
        choices=lambda: steps_of(Position),
        editable=True,
        decorate=icon_of,
        width=166,
    )
