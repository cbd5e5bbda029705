"""What the room says of a message in few words: its state, its length, who may hear what. Knows no widget."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdplanner.domain.labels import label
from hdplanner.domain.rules_words import BREATH
from hdplanner.domain.values import Disclosure, MessageStatus
from hdplanner.i18n import _, format_date, format_number, ngettext
from hdplanner.ui.common.column_kinds import Column
from hdplanner.ui.common.direction import is_mirrored

if TYPE_CHECKING:
    from hdplanner.services.message_house import ProofRow, VariantRow
    from hdplanner.services.messages import MessageRow

STATUS_ROLES = {
    MessageStatus.DRAFT: "muted",
    MessageStatus.IN_REVIEW: "warning",
    MessageStatus.APPROVED: "fine",
    MessageStatus.EXPIRED: "danger",
}
"""The colour of a status, which is always written too."""

DISCLOSURE_ROLES = {
    Disclosure.MAY_BE_SAID: "fine",
    Disclosure.IF_RAISED: "warning",
    Disclosure.BACKGROUND: "danger",
}
DISCLOSURE_ICONS = {
    Disclosure.MAY_BE_SAID: "eye",
    Disclosure.IF_RAISED: "help",
    Disclosure.BACKGROUND: "eye-off",
}


def disclosure_word(value: Disclosure) -> str:
    """Whether something may be said, short enough for a pill."""
    return _("Background only") if value is Disclosure.BACKGROUND else label(value)


def joined(*parts: str) -> str:
    """Facts in one line. In a window that runs from right to left each stands by itself, or dates and names mix."""
    shown = [part for part in parts if part]
    return " · ".join(f"\u2068{part}\u2069" for part in shown) if is_mirrored() else " · ".join(shown)


def pill_look(role: str) -> str:
    """The look of a pill in a role of the theme."""
    return "pill" if role == "muted" else f"pill-{role}"


def columns(today: date) -> tuple[Column[MessageRow], ...]:
    """The one column of the list; all it shows is said to a screen reader."""
    return (
        Column(
            "title",
            _("Message"),
            text=lambda row: row.title,
            tip=lambda row: f"{row.core_line}\n{state_line(row, today)}".strip(),
        ),
    )


def state_line(row: MessageRow, today: date) -> str:
    """How far a message has come, in a line: "Approved · version 3 · until 6 Apr 2027"."""
    return joined(label(row.state(today)), version_line(row, today))


def version_line(row: MessageRow, today: date) -> str:
    """The same without its status: "version 3 · until 6 Apr 2027"."""
    state = row.state(today)
    parts = [_("version {number}").format(number=format_number(row.version))]
    if row.expires_on is not None and state in (MessageStatus.APPROVED, MessageStatus.EXPIRED):
        sentence = _("until {day}") if state is MessageStatus.APPROVED else _("since {day}")
        parts.append(sentence.format(day=format_date(row.expires_on)))
    return joined(*parts)


def facts_line(row: MessageRow) -> str:
    """What stands beside the pill of the status: "v3 · EN"."""
    return joined(_("v{number}").format(number=format_number(row.version)), row.language.upper())


def length_line(row: MessageRow, today: date) -> str:
    """How long the core line is, and until when the message holds."""
    parts = [words_line(row.words)]
    if row.expires_on is not None and row.state(today) is MessageStatus.APPROVED:
        parts.append(_("until {day}").format(day=format_date(row.expires_on)))
    return joined(*parts)


def words_line(number: int) -> str:
    """How many words."""
    return ngettext("{number} word", "{number} words", number).format(number=format_number(number))


def breath_line(number: int) -> tuple[str, str]:
    """The count below a core line, and the look it is shown in: a warning where one breath does not carry it."""
    if number <= BREATH:
        text = _("{number} of {most} words")
        return text.format(number=format_number(number), most=format_number(BREATH)), "small"
    text = ngettext(
        "{number} words: {over} more than one breath carries",
        "{number} words: {over} more than one breath carries",
        number,
    )
    return text.format(number=format_number(number), over=format_number(number - BREATH)), "warning"


def proof_line(row: ProofRow) -> tuple[str, str]:
    """Where a proof point is from, and the look: a warning where that is missing or it was withdrawn."""
    if row.withdrawn_on is not None:
        return _("Withdrawn on {day}").format(day=format_date(row.withdrawn_on)), "danger"
    if not row.source:
        return _("No source yet"), "warning"
    day = format_date(row.source_on) if row.source_on else _("no date")
    return joined(row.source, day), "small"


def variant_title(row: VariantRow, language: str) -> str:
    """For whom a variant is, and in which language."""
    return _("{audience} · {language}").format(
        audience=row.audience_name or _("Everybody"), language=language
    )
