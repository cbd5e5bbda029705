"""The command about what was deleted: list it, and bring it back."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from hdplanner.cli.console import Console, instant
from hdplanner.cli.doors import opened
from hdplanner.i18n import _, ngettext


def bin_command(arguments: Namespace, console: Console) -> int:
    """List the bin, the newest first, or bring one record back as one step."""
    return _list(arguments, console) if arguments.restore is None else _restore(arguments, console)


def _list(arguments: Namespace, console: Console) -> int:
    from hdplanner.services.bin import bin_rows

    with opened(arguments.file) as document:
        rows = document.read(bin_rows)
    found: list[dict[str, Any]] = [
        {
            "id": row.key,
            "kind": row.table,
            "name": row.name,
            "author": row.author,
            "at": instant(row.at),
            "parts": row.parts,
            "owner": row.owner or None,
        }
        for row in rows
    ]
    console.give(found)
    for one, row in zip(found, rows, strict=True):
        console.tell(f"{one['at']}  {one['author']}  {row.noun}: {row.name}  ({one['id']})")
    return 0


def _restore(arguments: Namespace, console: Console) -> int:
    from hdplanner.services import bin as bin_service
    from hdplanner.storage import Label

    with opened(arguments.file, to_change=True) as document:
        row = document.read(lambda session: bin_service.bin_row(session, arguments.restore))
        back = document.edit(
            Label("bin.restore"),
            lambda session: bin_service.restore(
                session, table=row.table, key=row.key, with_owners=arguments.with_owners
            ),
        ).result
    console.give({"id": row.key, "rows": back.rows, "left": back.left, "emptied": back.emptied})
    said = ngettext(
        "Brought back: {name} ({count} record)", "Brought back: {name} ({count} records)", back.rows
    )
    console.tell(said.format(name=row.name, count=back.rows))
    if back.left:
        console.complain(_("Parts stay in the bin: what they also belonged to is not there."))
    return 0
