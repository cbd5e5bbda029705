"""Commands about people's rights: access for a person, erasure, the access log, the end of a plan."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from hdplanner.cli.console import Console, UsageProblem, instant
from hdplanner.cli.doors import chosen_campaign, free_to_write, opened
from hdplanner.i18n import _, ngettext

if TYPE_CHECKING:
    from hdplanner.services.rights import Subject
    from hdplanner.storage import Document

_ACCESS_ENDINGS = (".json", ".txt")


def person_command(arguments: Namespace, console: Console) -> int:
    """Write everything on a person, or erase them."""
    return _erase(arguments, console) if arguments.erase else _give_access(arguments, console)


def _subject(document: Document, name: str) -> Subject:
    from hdplanner.services import rights

    return document.read(lambda session: rights.find_subject(session, name))


def _give_access(arguments: Namespace, console: Console) -> int:
    from hdplanner.domain.values import AccessKind
    from hdplanner.files import write_atomically
    from hdplanner.services import access_words, subject_access

    out = arguments.access
    if out.suffix.lower() not in _ACCESS_ENDINGS:
        raise UsageProblem(
            _("Everything on a person is written as {endings}.").format(endings=", ".join(_ACCESS_ENDINGS))
        )
    free_to_write(out, arguments.file)
    made_at = datetime.now().astimezone()
    with opened(arguments.file, to_log=True) as document:
        subject = _subject(document, arguments.name)
        with console.progress() as progress:
            found = subject_access.everything_on(document, subject, progress)
        if out.suffix.lower() == ".json":
            data = access_words.as_data(found, made_at)
            text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        else:
            text = document.read(lambda session: access_words.as_text(session, found, made_at))
        write_atomically(out, text.encode())
        ids = sorted(key for _table, key in subject.keys)
        document.log_access(AccessKind.SUBJECT_ACCESS, ids=ids, records=found.count, form=out.suffix[1:])
    console.give({"file": str(out), "records": found.count})
    console.tell(
        ngettext(
            "{count} record on {name} was written to {file}.",
            "{count} records on {name} were written to {file}.",
            found.count,
        ).format(count=found.count, name=subject.title, file=out.name)
    )
    return 0


def _erase(arguments: Namespace, console: Console) -> int:
    from hdplanner.services import rights

    with opened(arguments.file, to_change=True) as document:
        subject = _subject(document, arguments.name)
        with console.progress() as progress:
            done = rights.erase(document, subject, progress)
    console.give({"erased": done.count, "out_of_reach": [asdict(one) for one in done.out_of_reach]})
    console.tell(
        ngettext(
            "{count} record was erased. Nothing brings it back.",
            "{count} records were erased. Nothing brings them back.",
            done.count,
        ).format(count=done.count)
    )
    if done.out_of_reach:
        console.tell(_("Out of reach of this file:"))
    for one in done.out_of_reach:
        console.tell(f"  {one.what}")
    return 0


def accesses_command(arguments: Namespace, console: Console) -> int:
    """List the access log, the newest first, or write it as a table."""
    from hdplanner.services import access_words
    from hdplanner.storage import access_log

    if arguments.out is not None:
        free_to_write(arguments.out, arguments.file, force=False)
    with opened(arguments.file) as document:
        entries = document.on_file(lambda hand: access_log.entries(hand.link.raw))
    if arguments.out is not None:
        from hdplanner.exchange import access_log_file

        access_log_file.write(arguments.out, entries)
    console.give(
        [
            {
                "number": one.number,
                "at": instant(one.at),
                "author": one.author,
                "kind": one.kind,
                "facts": dict(one.facts),
                "digest": one.digest,
            }
            for one in entries
        ]
    )
    for one in entries:
        when = one.at.isoformat(timespec="seconds")
        console.tell(f"{one.number}  {when}  {one.author}  {access_words.entry_sentence(one)}")
    return 0


def close_command(arguments: Namespace, console: Console) -> int:
    """Close a plan and write its certificate."""
    from hdplanner.files import write_atomically
    from hdplanner.services import certificate, closure
    from hdplanner.services.values import today_here

    out = arguments.out
    if out.suffix.lower() not in _ACCESS_ENDINGS:
        raise UsageProblem(
            _("A certificate is written as {endings}.").format(endings=", ".join(_ACCESS_ENDINGS))
        )
    free_to_write(out, arguments.file, force=arguments.force)
    with opened(arguments.file, to_change=True) as document, console.progress() as progress:
        campaign = chosen_campaign(document, arguments.campaign)
        how = closure.How(arguments.how)
        done = closure.close(document, campaign.id, how, on=today_here(), progress=progress)
    data = certificate.as_data(done)
    text = certificate.as_text(done)
    if out.suffix.lower() == ".json":
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_atomically(out, text.encode())
    console.give({"file": str(out), **data})
    console.tell(text.rstrip())
    return 0
