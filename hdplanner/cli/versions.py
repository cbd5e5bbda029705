"""Commands about the versions of a file, about saving a damaged one, and about the end of its history."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, instant, secret_of
from hdplanner.cli.doors import opened
from hdplanner.errors import NotFoundError, PassphraseNeededError
from hdplanner.i18n import _, format_number, ngettext

if TYPE_CHECKING:
    from hdplanner.storage.versions import Source, Version


def versions_command(arguments: Namespace, console: Console) -> int:
    """List the versions, and keep one first where that is asked for."""
    from hdplanner.domain.rules_kept_versions import Why
    from hdplanner.storage import versions

    with (
        opened(arguments.file, to_change=arguments.keep is not None) as document,
        console.progress() as shown,
    ):
        source = _source(document.on_file(versions.source_of))
        if arguments.keep is not None:
            versions.make(source, Why.NAMED, arguments.keep.strip(), shown)
        found = versions.listed(source)
    rows = [_as_json(one) for one in found.versions]
    console.give(rows)
    for row in rows:
        name = f"  “{row['name']}”" if row["name"] else ""
        console.tell(f"{row['version']}  {row['at']}  {row['why']}{name}  {format_number(row['bytes'])}")
    if not rows:
        console.tell(_("There is no version in {folder}.").format(folder=found.folder))
    for path in found.unreadable:
        console.tell(
            _("{file} is no version of this file, or needs another passphrase.").format(file=path.name)
        )
    return 0


def restore_command(arguments: Namespace, console: Console) -> int:
    """Go back to a version."""
    from hdplanner.storage import versions
    from hdplanner.storage.versions_restore import restore

    with opened(arguments.file, to_change=True) as document, console.progress() as shown:
        source = _source(document.on_file(versions.source_of))
        version = versions.find(source, arguments.version)
        changes = restore(document, version, shown)
    counts = {table: len(keys) for table, keys in sorted(changes.keys.items())}
    console.give({"version": version.id, "changed": counts})
    for table, count in counts.items():
        console.tell(f"  {table.replace('_', ' ')}: {format_number(count)}")
    if counts:
        console.tell(
            _("{file} is as it was in {version}. “undo” takes it back.").format(
                file=arguments.file.name, version=version.id
            )
        )
    else:
        console.tell(
            _("{file} holds the same as {version} already.").format(
                file=arguments.file.name, version=version.id
            )
        )
    return 0


def salvage_command(arguments: Namespace, console: Console) -> int:
    """Save what can be read of a damaged file; 1 where something is lost."""
    from hdplanner.storage.document import default_layout
    from hdplanner.storage.salvage import salvage

    path, layout = arguments.file, default_layout()
    if not path.is_file():
        raise NotFoundError(_("file"), str(path))
    with console.progress() as shown:
        try:
            done = salvage(path, arguments.out.absolute(), None, layout, shown)
        except PassphraseNeededError:
            done = salvage(path, arguments.out.absolute(), secret_of(path), layout, shown)
    tables = [
        {"table": one.table, "saved": one.saved, "from_history": one.from_log, "lost": one.lost}
        for one in done.tables
    ]
    console.give(
        {
            "file": str(arguments.out),
            "saved": done.saved,
            "lost": done.lost,
            "history": done.history,
            "tables": tables,
        }
    )
    for one in done.tables:
        if one.lost:
            console.tell(
                _("  {table}: {saved} saved, at least {lost} lost").format(
                    table=one.table.replace("_", " "),
                    saved=format_number(one.saved),
                    lost=format_number(one.lost),
                )
            )
    console.tell(
        ngettext("{count} row was saved in {file}.", "{count} rows were saved in {file}.", done.saved).format(
            count=format_number(done.saved), file=arguments.out.name
        )
    )
    if not done.history:
        console.tell(_("Part of the history is lost: older steps cannot be undone."))
    return 0 if done.history and not done.lost else 1


def compact_command(arguments: Namespace, console: Console) -> int:
    """Take what old steps changed out of the history."""
    from hdplanner.storage.compaction import compact

    day = max(arguments.before, date(1970, 1, 2))  # before that, not every zone has a midnight in UTC
    before = datetime.combine(day, datetime.min.time()).astimezone(UTC)
    with opened(arguments.file, to_change=True) as document, console.progress() as shown:
        done = compact(document, before, shown)
    console.give({"steps": done.groups, "bytes_before": done.before, "bytes_after": done.after})
    console.tell(
        ngettext("{count} step was compacted.", "{count} steps were compacted.", done.groups).format(
            count=format_number(done.groups)
        )
    )
    if not done.packed:
        console.tell(_("The disk has no room to make the file smaller. Free some space and try again."))
    return 0


def _source(found: Source | None) -> Source:
    if found is None:
        raise NotFoundError(_("file"), "")
    return found


def _as_json(version: Version) -> dict[str, Any]:
    return {
        "version": version.id,
        "at": instant(version.at),
        "why": version.why.value,
        "name": version.name,
        "author": version.author,
        "bytes": version.bytes,
    }
