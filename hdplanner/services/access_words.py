"""The answer to a request for access as data and as a plain text, and the entries of the access log in words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from hdplanner.domain.labels import label
from hdplanner.domain.values import AccessKind
from hdplanner.i18n import _, format_datetime, format_number, ngettext
from hdplanner.services.record_words import RecordWords, field_word, noun_word
from hdplanner.services.subject_access import Access, Past, Record
from hdplanner.storage.access_log import AccessEntry

FORMAT = "hdplanner person 1"


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
        "versions": [{"version": one.version, "rows": one.rows} for one in access.versions],
        "given": [{"kind": one.kind, "what": one.what, "at": one.at} for one in access.given],
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
    """Return an entry of the access log in words: what was done."""
    try:
        kind = label(AccessKind(entry.kind))
    except ValueError:
        kind = entry.kind
    facts = _("; ").join(f"{name} {value}" for name, value in sorted(entry.facts.items()) if name != "ids")
    return _("{kind}: {facts}").format(kind=kind, facts=facts) if facts else kind


def as_csv(entries: Sequence[AccessEntry]) -> str:
    """Return the access log as a table, the oldest entry first, with what chains each to the last."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["number", "at", "author", "kind", "facts", "digest"])
    for one in reversed(entries):
        facts = json.dumps(dict(one.facts), ensure_ascii=False, sort_keys=True)
        cells = (one.at.isoformat(timespec="milliseconds"), one.author, one.kind, facts, one.digest)
        writer.writerow([one.number, *map(_harmless, cells)])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Text that a spreadsheet would take for a formula is told to be text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
