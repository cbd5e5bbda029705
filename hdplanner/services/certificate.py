"""A certificate of closure as data and in words, for the file of the office and for an authority that asks."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hdplanner.domain.labels import label
from hdplanner.i18n import _, format_date, format_number, ngettext
from hdplanner.services.closure import Certificate, How
from hdplanner.services.record_words import noun_word

FORMAT = "hdplanner certificate 1"


def as_data(one: Certificate) -> dict[str, Any]:
    """Return the certificate as JSON."""
    return {
        "format": FORMAT,
        "office": one.office,
        "plan": one.plan,
        "how": one.how.value,
        "on": one.on.isoformat(),
        "by": one.by,
        "purpose": one.purpose,
        "legal_basis": one.legal_basis.value if one.legal_basis else None,
        "rows": dict(one.rows),
        "persons": one.persons,
        "shared": one.shared,
        "versions": one.versions,
        "out_of_reach": [asdict(it) for it in one.out_of_reach],
        "access_log": {"entries": one.entries, "digest": one.head},
    }


def facts(one: Certificate) -> list[tuple[str, str]]:
    """Return what the certificate states, each with its title."""
    return [
        (_("Organisation"), one.office),
        (_("Plan"), one.plan),
        (_("What was done"), _DONE[one.how]()),
        (_("Day"), format_date(one.on)),
        (_("Carried out by"), one.by),
        (_("Purpose"), one.purpose or _("not recorded")),
        (_("Ground"), label(one.legal_basis) if one.legal_basis else _("not recorded")),
    ]


def rows(one: Certificate) -> list[tuple[str, str]]:
    """Return how many records of each kind went."""
    return [(noun_word(table), format_number(number)) for table, number in one.rows.items()]


def sentences(one: Certificate) -> list[str]:
    """Return what else was done, and what stays."""
    found = (
        (one.persons, _persons(one)),
        (
            one.shared,
            ngettext(
                "{count} stakeholder stays: another plan works with them",
                "{count} stakeholders stay: another plan works with them",
                one.shared,
            ),
        ),
        (
            one.versions,
            ngettext(
                "{count} earlier version of the file was treated alike",
                "{count} earlier versions of the file were treated alike",
                one.versions,
            ),
        ),
    )
    return [text.format(count=format_number(number)) for number, text in found if number]


def _persons(one: Certificate) -> str:
    if one.how is How.DELETE:
        return ngettext(
            "{count} person who was in no other plan is erased",
            "{count} persons who were in no other plan are erased",
            one.persons,
        )
    return ngettext(
        "{count} person who is in no other plan is under a code name",
        "{count} persons who are in no other plan are under code names",
        one.persons,
    )


def chain(one: Certificate) -> str:
    """Return what stands for the access log on paper."""
    return _("Access log: {count} entries, digest {digest}").format(
        count=format_number(one.entries), digest=one.head
    )


def as_text(one: Certificate) -> str:
    """Return the certificate as plain text."""
    lines = [_("Certificate of closure"), ""]
    lines += [_("{title}: {text}").format(title=title, text=text) for title, text in facts(one)]
    lines += ["", *(_("{title}: {text}").format(title=title, text=text) for title, text in rows(one))]
    lines += sentences(one)
    if one.out_of_reach:
        lines += ["", _("Out of reach of this file:"), *(f"  {it.what}" for it in one.out_of_reach)]
    return "\n".join([*lines, "", chain(one)]) + "\n"


_DONE = {
    How.DELETE: lambda: _("Everything of the plan was erased; nothing brings it back."),
    How.PSEUDONYMISE: lambda: _(
        "The plan is kept. Its persons are under code names; nothing brings the names back."
    ),
    How.ARCHIVE: lambda: _("The plan is kept whole and closed."),
}
