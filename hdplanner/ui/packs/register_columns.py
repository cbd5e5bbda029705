"""The columns of the register: who holds which copy of what, since when, until when, and whether it came back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _, format_date, format_number, pgettext
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.packs.models import form_words

if TYPE_CHECKING:
    from hdplanner.services.handing_out import HandOutRow


def register_columns(today: Callable[[], date]) -> list[Column[HandOutRow]]:
    """Whose copy comes first: it stays in sight."""
    return [
        Column("recipient", pgettext("register", "Recipient"), lambda row: row.recipient, width=190),
        Column("title", _("Pack"), lambda row: row.title, width=220),
        Column("kind", _("Kind"), lambda row: words_for(row.kind), width=130),
        Column(
            "copy_number",
            pgettext("register", "Copy"),
            lambda row: format_number(row.copy_number) if row.copy_number else "",
            sort=lambda row: row.copy_number,
            width=60,
            number=True,
        ),
        Column(
            "handed_on",
            pgettext("register", "Handed out"),
            lambda row: _day(row.handed_on),
            _by_day("handed_on"),
            width=110,
        ),
        Column(
            "state", pgettext("register", "Where it is"), lambda row: state_words(row, today()), width=190
        ),
        Column("marking", _("Marking"), lambda row: words_for(row.marking), _rank, width=150),
        Column("handed_by", pgettext("register", "By"), lambda row: row.handed_by, width=130),
        Column("form", pgettext("register", "Form"), form_words, width=150),
        Column(
            "expires_on", _("Valid until"), lambda row: _day(row.expires_on), _by_day("expires_on"), width=110
        ),
    ]


def state_words(row: HandOutRow, today: date) -> str:
    """Whether somebody still holds a copy, and should."""
    if row.returned_on is not None:
        return _("Came back, {date}").format(date=format_date(row.returned_on))
    if row.is_expired(today):
        return _("Still out, expired")
    return _("Still out")


def _day(day: date | None) -> str:
    return format_date(day) if day is not None else ""


def _rank(row: HandOutRow) -> int:
    return row.marking.rank


def _by_day(name: str) -> Callable[[HandOutRow], date | None]:
    return lambda row: getattr(row, name)
