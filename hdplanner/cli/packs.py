"""The command that makes a briefing pack: gather, compose, set, write; or tells what it would reveal."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hdplanner.cli.console import Console, UsageProblem, known_author, passphrase_for_output
from hdplanner.cli.doors import chosen_campaign, free_to_write, opened
from hdplanner.i18n import PACK_LANGUAGES, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from hdplanner.briefing.build import PackOptions
    from hdplanner.briefing.reveals import Reveals, Told
    from hdplanner.domain.values import Sensitivity
    from hdplanner.services.pack_rows import PackView
    from hdplanner.storage import Document


def pack_command(arguments: Namespace, console: Console) -> int:
    """Make a pack, list the kinds, or tell what a pack would reveal."""
    if arguments.list_kinds:
        return _list_kinds(console)
    if arguments.file is None or (arguments.out is None and not arguments.reveals):
        raise UsageProblem(_("Name the campaign file and the pack to make: hdplanner pack FILE -o OUT."))
    form = _form(arguments)
    if arguments.reveals:
        return _tell_reveals(arguments, console)
    free_to_write(arguments.out, arguments.file, force=arguments.force)
    passphrase = passphrase_for_output(arguments.out, wanted=arguments.encrypt)
    with opened(arguments.file, to_log=True) as document:
        made = _made(document, arguments, console, form)
        _write(arguments, made.data, passphrase)
        _log(document, arguments, made, form)
    found: dict[str, Any] = {
        "file": str(arguments.out),
        "pages": made.pages,
        "marking": made.marking.value,
        "copy": None,
        "digest": made.digest,
    }
    console.give(found)
    console.tell(_sentence(arguments, made))
    return 0


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished file, before a passphrase is put on it; a Word file has pages only once Word has set it."""

    data: bytes
    pages: int | None
    marking: Sensitivity
    digest: str


def _sentence(arguments: Namespace, made: _Made) -> str:
    if made.pages is None:
        return _("{file}: {marking}.").format(file=arguments.out, marking=_(made.marking.text))
    return ngettext(
        "{file}: {count} page, {marking}.", "{file}: {count} pages, {marking}.", made.pages
    ).format(file=arguments.out, count=made.pages, marking=_(made.marking.text))


def _list_kinds(console: Console) -> int:
    from hdplanner.briefing.sections.registry import KINDS

    console.give([{"kind": kind.value, "title": _(kind.text)} for kind in KINDS])
    for kind in KINDS:
        console.tell(f"{kind.value}\t{_(kind.text)}")
    return 0


def _form(arguments: Namespace) -> str:
    """PDF or Word, as asked for or by the ending of the file. Word files take no passphrase and no attachment."""
    ending = arguments.out.suffix.lower() if arguments.out is not None else ""
    form: str = arguments.format or ("docx" if ending == ".docx" else "pdf")
    if form == "docx" and (arguments.encrypt or arguments.attach_plan):
        raise UsageProblem(_("Only a PDF takes a passphrase or an attachment: choose --format pdf."))
    return form


def _options(arguments: Namespace, session: Session) -> PackOptions:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.briefing.sections.registry import KINDS
    from hdplanner.domain.values import Sensitivity, Tlp
    from hdplanner.services.pack_rows import THE_CAMPAIGN
    from hdplanner.services.subject_names import find_subject

    kinds = {kind.value: kind for kind in KINDS}
    if arguments.kind not in kinds:
        raise UsageProblem(
            _("There is no pack of the kind “{kind}”. Kinds: {kinds}.").format(
                kind=arguments.kind, kinds=", ".join(kinds)
            )
        )
    for language in filter(None, (arguments.language, arguments.second_language)):
        if language not in PACK_LANGUAGES:
            raise UsageProblem(
                _("Packs are made in these languages: {languages}.").format(
                    languages=", ".join(PACK_LANGUAGES)
                )
            )
    audience, profile_id = _audience(arguments.audience, session)
    return PackOptions(
        kind=kinds[arguments.kind],
        title=arguments.title,
        subject=find_subject(session, arguments.about) if arguments.about else THE_CAMPAIGN,
        audience=audience,
        profile_id=profile_id,
        language=arguments.language,
        second_language=arguments.second_language,
        paper=arguments.paper,
        landscape=arguments.landscape,
        justified=arguments.justified,
        marking=Sensitivity(arguments.marking) if arguments.marking else None,
        tlp=Tlp(arguments.tlp) if arguments.tlp else None,
        expires_on=arguments.valid_until,
        recipient=arguments.recipient,
        author=known_author(),
    )


def _audience(name: str | None, session: Session) -> tuple[Any, str | None]:
    """A built-in audience, or one of the office's own by its name."""
    from hdplanner.domain.values import Audience
    from hdplanner.services.audiences import audience_rows

    built_in = {audience.value: audience for audience in Audience}
    if not name:
        return Audience.INTERNAL, None
    if name in built_in:
        return built_in[name], None
    rows = audience_rows(session)
    for row in rows:
        if name.casefold() in (row.name.casefold(), row.id):
            return Audience.PARTNER, row.id
    known = ", ".join([*built_in, *(row.name for row in rows)])
    raise UsageProblem(_("There is no audience “{name}”. Audiences: {known}.").format(name=name, known=known))


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What the audience may see, what is chosen, and the plan as data where it is to be attached."""

    view: PackView
    options: PackOptions
    plan: bytes | None


def _log(document: Document, arguments: Namespace, made: _Made, form: str) -> None:
    from hdplanner.domain.values import AccessKind

    document.log_access(
        AccessKind.EXPORT,
        form=form,
        what="pack",
        kind=arguments.kind,
        marking=made.marking.value,
        digest=made.digest,
    )


def _gathered(document: Document, arguments: Namespace) -> _Gathered:
    from hdplanner.briefing.build import gather

    campaign = chosen_campaign(document, arguments.campaign)
    options = document.read(lambda session: _options(arguments, session))
    view = document.read(lambda session: gather(session, campaign.id, options))
    plan = document.read(_plan_as_data) if arguments.attach_plan else None
    return _Gathered(view, options, plan)


def _plan_as_data(session: Session) -> bytes:
    import json

    from hdplanner.services import interchange

    return json.dumps(interchange.dump(session), ensure_ascii=False, indent=1, sort_keys=True).encode()


def _made(document: Document, arguments: Namespace, console: Console, form: str) -> _Made:
    from hdplanner.briefing import build
    from hdplanner.domain.values import Audience

    found = _gathered(document, arguments)
    if found.plan is not None and found.view.audience is not Audience.INTERNAL:
        raise UsageProblem(_("The plan as data holds everything: it is attached to internal packs only."))
    with console.progress() as progress:
        if form == "docx":
            import hashlib

            from hdplanner.briefing.word.document import write_docx

            content = build.compose(found.view, found.options)
            data = write_docx(content, progress)
            return _Made(data, None, content.marking.level, hashlib.sha256(data).hexdigest())
        pack = build.build_pack(found.view, found.options, progress)
    data = pack.data
    if found.plan is not None:
        from hdplanner.briefing.finish import attach

        data = attach(
            data,
            "plan.json",
            found.plan,
            mime_type="application/json",
            description="HD Planner",
            on=found.view.today,
        )
    import hashlib

    return _Made(data, pack.pages, pack.marking, hashlib.sha256(data).hexdigest())


def _write(arguments: Namespace, data: bytes, passphrase: str | None) -> None:
    from hdplanner.files import write_atomically

    if passphrase is not None:
        from hdplanner.briefing.finish import encrypt

        data = encrypt(data, passphrase)
    write_atomically(arguments.out, data)


def _tell_reveals(arguments: Namespace, console: Console) -> int:
    """Tell what a pack would reveal; nothing is written."""
    from hdplanner.briefing.build import compose, gather
    from hdplanner.briefing.reveals import reveals

    def read(session: Session) -> Reveals:
        options = _options(arguments, session)
        view = gather(session, campaign.id, options)
        return reveals(session, view, compose(view, options), options)

    with opened(arguments.file) as document:
        campaign = chosen_campaign(document, arguments.campaign)
        found = document.read(read)
    console.give(
        {
            "persons": _rows(found.persons),
            "organisations": _rows(found.organisations),
            "judgements": _rows(found.judgements),
            "above_marking": _rows(found.above_marking),
            "passages": list(found.passages),
        }
    )
    for title, rows in (
        (_("Named persons and posts"), found.persons),
        (_("Named organisations"), found.organisations),
        (_("Judgements"), found.judgements),
        (_("Above the chosen marking"), found.above_marking),
    ):
        _tell_rows(console, title, rows)
    if found.passages:
        console.tell(_("Free texts to read: known names are replaced, which does not make them anonymous"))
        for passage in found.passages:
            console.tell(f"  {' '.join(passage.split())}")
    if found.nothing:
        console.tell(_("The pack names no person and tells no judgement."))
    return 0


def _tell_rows(console: Console, title: str, rows: Iterable[Told]) -> None:
    lines = [f"  {row.title}" + (f"\t{row.what}" if row.what else "") for row in rows]
    if lines:
        console.tell(title)
    for line in lines:
        console.tell(line)


def _rows(rows: Iterable[Told]) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind,
            "id": row.id,
            "name": row.title,
            "what": row.what,
            **({"marking": row.marking.value} if row.marking else {}),
        }
        for row in rows
    ]
