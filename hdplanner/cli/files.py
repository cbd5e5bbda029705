"""Commands about whole files: make one, make a sample, tell what one holds, check one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, UsageProblem, passphrase_for_output
from hdplanner.cli.doors import chosen_campaign, make_file, opened
from hdplanner.cli.history import step_as_json
from hdplanner.errors import NotFoundError
from hdplanner.i18n import _, ngettext
from hdplanner.paths import resource

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def new_command(arguments: Namespace, console: Console) -> int:
    """Make a file with an office and an empty plan."""
    from hdplanner.services import campaigns
    from hdplanner.storage import Label

    title = arguments.title.strip()
    if not title:
        raise UsageProblem(_("The plan needs a title."))

    def fill(session: Session) -> str:
        office = arguments.office.strip() or _("Our National Society")
        return campaigns.start_office(session, name=office, campaign_title=title)[1]

    campaign = make_file(
        arguments.file,
        Label("office.start"),
        fill,
        passphrase=passphrase_for_output(arguments.file, wanted=arguments.encrypt),
        force=arguments.force,
    )
    console.give({"file": str(arguments.file), "id": campaign})
    console.tell(_("{file} was made, with the plan “{title}”.").format(file=arguments.file, title=title))
    return 0


def sample_command(arguments: Namespace, console: Console) -> int:
    """Make a file with a sample in it, or list the samples."""
    from hdplanner.services import interchange
    from hdplanner.storage import Label

    if arguments.list:
        return _list_samples(console)
    if arguments.name is None or arguments.file is None:
        raise UsageProblem(_("Name a sample and the file to make: hdplanner sample NAME FILE."))
    source = _samples().get(arguments.name)
    if source is None:
        raise NotFoundError(_("sample"), arguments.name)
    from hdplanner.exchange import json_file

    data = json_file.read(source)
    make_file(
        arguments.file,
        Label("sample.load"),
        lambda session: interchange.load(session, data, source),
        passphrase=passphrase_for_output(arguments.file, wanted=arguments.encrypt),
        force=arguments.force,
    )
    console.give({"file": str(arguments.file)})
    console.tell(
        _("{file} was made from the sample {name}.").format(file=arguments.file, name=arguments.name)
    )
    return 0


def _samples() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resource("samples").glob("*.json"))}


def _list_samples(console: Console) -> int:
    from hdplanner.exchange import json_file

    found = [{"name": name, "title": _title(json_file.read(path))} for name, path in _samples().items()]
    console.give(found)
    for sample in found:
        console.tell(f"{sample['name']}\t{sample['title']}")
    return 0


def _title(data: Any) -> str:
    campaigns = data["tables"].get("campaign", [])
    return str(campaigns[0].get("title", "")) if campaigns else ""


def info_command(arguments: Namespace, console: Console) -> int:
    """Tell what a file holds."""
    from hdplanner.services import campaigns

    with opened(arguments.file) as document:
        campaign = chosen_campaign(document, arguments.campaign)
        counts = document.read(campaigns.counts)
        last = document.history(limit=1)
        found = {
            "title": campaign.title,
            "schema": document.schema,
            "encrypted": document.encrypted,
            "stage": campaign.stage.value,
            "counts": counts,
            "last_change": step_as_json(document, last[0], "label", "at", "author") if last else None,
            "campaigns": [
                {"id": row.id, "title": row.title} for row in document.read(campaigns.campaign_rows)
            ],
        }
    console.give(found)
    console.tell(campaign.title)
    for name, count in counts.items():
        console.tell(f"  {name.replace('_', ' ')}: {count}")
    console.tell(_("  encrypted: yes") if found["encrypted"] else _("  encrypted: no"))
    return 0


def verify_command(arguments: Namespace, console: Console) -> int:
    """Check a file in every way that there is; 1 where something is wrong with it."""
    with opened(arguments.file) as document:
        problems = document.verify()
    console.give({"ok": not problems, "problems": problems})
    for problem in problems:
        console.tell(problem)
    console.tell(
        ngettext("{count} problem.", "{count} problems.", len(problems)).format(count=len(problems))
        if problems
        else _("{file} is in order.").format(file=arguments.file.name)
    )
    return 1 if problems else 0
