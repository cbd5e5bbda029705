"""The answer to a request for access as data and as a plain text, and the entries of the access log in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.labels import label
from hdplanner.domain.values import AccessKind, Audience, PackKind, Sensitivity
from hdplanner.i18n import N_, _, format_datetime, format_number, ngettext
from hdplanner.services.closure import How
from hdplanner.services.record_words import RecordWords, field_word, noun_word
from hdplanner.services.subject_access import Access, Past, Record
from hdplanner.storage.access_log import AccessEntry

FORMAT = "hdplanner person 1"

Say = Callable[[Any], str]
"""Says a fact of an entry in words."""


def as_data(access: Access, made_at: datetime) -> dict[str, Any]:
    """Return the answer as JSON: names of fields are the domain's own."""
    return {
        "format": FORMAT,
        "made_at": made_at.isoformat(timespec="seconds"),
        "subject": {
            "name": access.subject.title,
            "kind": access.subject.kind.value if access.subject.kind else None,
            "names": list(access.subject.names),
        },
        "records": [
            {"table": one.table, "id": one.id, "about": one.about, "fields": _plain(one.fields)}
            for one in access.records
        ],
        "passages": [
            {"table": one.table, "id": one.id, "field": one.field, "text": one.text}
            for one in access.passages
            if one.text is not None
        ],
        "withheld": access.withheld,
        "history": [
            {
                "at": one.at,
                "kind": one.kind,
                "table": one.table,
                "id": one.id,
                "before": None if one.before is None else _plain(one.before),
                "after": None if one.after is None else _plain(one.after),
            }
            for one in access.history
        ],
        "versions": [asdict(one) for one in access.versions],
        "given": [asdict(one) for one in access.given],
    }


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: _as_json(value) for name, value in fields.items()}


def _as_json(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def as_text(session: Session, access: Access, made_at: datetime) -> str:
    """Return the answer as a text that the person can read, in the active language."""
    words = RecordWords(session)
    lines = [
        _("What we hold on {name}").format(name=access.subject.title),
        _("Made on {when}").format(when=format_datetime(made_at)),
        _("Names of other persons are masked."),
    ]
    for one in access.records:
        lines += ["", noun_word(one.table), *_fields(words, one)]
    lines += _passages(access)
    if access.history:
        lines += ["", _("Earlier states")]
        lines += [line for past in access.history for line in _past(words, past)]
    lines += _kept_elsewhere(access)
    return "\n".join(lines) + "\n"


def _fields(words: RecordWords, one: Record) -> Iterator[str]:
    for name, value in one.fields.items():
        yield _("  {field}: {value}").format(
            field=field_word(one.table, name), value=_shown(words, one.table, name, value)
        )


def _shown(words: RecordWords, table: str, name: str, value: object) -> str:
    """A value in words; pointers and texts are words already."""
    if isinstance(value, str) and not isinstance(value, Enum) and name.endswith("_id"):
        return value
    return words.value(table, name, value)


def _passages(access: Access) -> list[str]:
    told = [one for one in access.passages if one.text is not None]
    lines = ["", _("Named in other texts")] if told else []
    for one in told:
        where = _("{record}, {field}").format(
            record=noun_word(one.table), field=field_word(one.table, one.field)
        )
        lines += [f"  {where}", f"    {one.text}"]
    if access.withheld:
        lines += [
            "",
            ngettext(
                "{count} passage is left out: it judges another person.",
                "{count} passages are left out: they judge other persons.",
                access.withheld,
            ).format(count=format_number(access.withheld)),
        ]
    return lines


def _past(words: RecordWords, past: Past) -> Iterator[str]:
    when = format_datetime(datetime.fromisoformat(past.at).astimezone())
    yield _("  {when}: {record}").format(when=when, record=noun_word(past.table))
    for name in {**(past.before or {}), **(past.after or {})}:
        yield _("    {field}: from {before} to {after}").format(
            field=field_word(past.table, name),
            before=_or_nothing(words, past.table, name, past.before),
            after=_or_nothing(words, past.table, name, past.after),
        )


def _or_nothing(words: RecordWords, table: str, name: str, fields: Mapping[str, object] | None) -> str:
    value = (fields or {}).get(name, "")
    return _("nothing") if value in (None, "") else _shown(words, table, name, value)


def _kept_elsewhere(access: Access) -> list[str]:
    lines: list[str] = []
    if access.versions:
        lines += ["", _("Earlier versions of the file")]
    for one in access.versions:
        rows = (
            _("does not open")
            if one.rows is None
            else ngettext("{count} record", "{count} records", one.rows).format(count=format_number(one.rows))
        )
        lines.append(_("  {version}: {rows}").format(version=one.version, rows=rows))
    if access.given:
        lines += ["", _("To whom it may have been given")]
    return lines + [f"  {one.what}" for one in access.given]


def entry_sentence(entry: AccessEntry) -> str:
    """Return an entry of the access log in words: what was done, and what it was about."""
    try:
        kind = label(AccessKind(entry.kind))
    except ValueError:
        kind = entry.kind
    facts = [words for name, say in _FACTS.items() if (words := _said(entry, name, say))]
    return _("{kind}: {facts}").format(kind=kind, facts=" · ".join(facts)) if facts else kind


def _said(entry: AccessEntry, name: str, say: Say) -> str:
    """One fact in words; what no version of ours has written is left out."""
    value = entry.facts.get(name)
    try:
        return "" if value in (None, "") else say(value)
    except (KeyError, TypeError, ValueError):
        return ""


def _counted(one: str, many: str) -> Say:
    def say(value: Any) -> str:
        number = int(value)
        return ngettext(one, many, number).format(count=format_number(number)) if number else ""

    return say


_WHAT: dict[str, str] = {
    "all": N_("the whole file"),
    "stakeholders": N_("stakeholders"),
    "plan": N_("the plan"),
    "pack": N_("a pack"),
    "packs": N_("packs"),
    "picture": N_("a picture"),
    "history": N_("the history"),
    "print": N_("printed"),
}
_PROTECTED: dict[str, str] = {
    "encrypted": N_("encrypted"),
    "passphrase": N_("the passphrase changed"),
    "removed": N_("the encryption removed"),
    "recovery sheet": N_("a recovery sheet made"),
}
_FACTS: dict[str, Say] = {
    "what": lambda value: _(_WHAT[value]),
    "how": lambda value: _(_PROTECTED[value]) if value in _PROTECTED else label(How(value)),
    "kind": lambda value: label(PackKind(value)),
    "form": lambda value: str(value).upper(),
    "audience": lambda value: label(Audience(value)),
    "marking": lambda value: label(Sensitivity(value)),
    "encrypted": lambda value: _("encrypted") if value is True else "",
    "whole": lambda value: _("whole") if value is True else _("a part"),
    "rows": _counted("{count} record", "{count} records"),
    "records": _counted("{count} record", "{count} records"),
    "count": _counted("{count} file", "{count} files"),
    "pages": _counted("{count} page", "{count} pages"),
    "texts": _counted("{count} text without the name", "{count} texts without the name"),
    "versions": _counted("{count} version", "{count} versions"),
    "left_out": _counted("{count} record left out", "{count} records left out"),
    "out_of_reach": _counted("{count} out of reach", "{count} out of reach"),
    "keep": _counted("{count} kept", "{count} kept"),
    "pseudonymise": _counted("{count} under a code name", "{count} under code names"),
    "pseudonymised": _counted("{count} under a code name", "{count} under code names"),
    "erase": _counted("{count} erased", "{count} erased"),
    "digest": lambda value: str(value)[:12],
}
