"""The command that makes a briefing pack: gather, compose, set, write."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from hdplanner.cli.console import Console, UsageProblem, known_author, passphrase_for_output
from hdplanner.cli.doors import chosen_campaign, free_to_write, opened
from hdplanner.i18n import PACK_LANGUAGES, _, ngettext

if TYPE_CHECKING:
    from hdplanner.briefing.build import BuiltPack, PackOptions


def pack_command(arguments: Namespace, console: Console) -> int:
    """Make a pack, or list the kinds."""
    if arguments.list_kinds:
        return _list_kinds(console)
    if arguments.file is None or arguments.out is None:
        raise UsageProblem(_("Name the campaign file and the pack to make: hdplanner pack FILE -o OUT."))
    options = _options(arguments)
    free_to_write(arguments.out, force=arguments.force)
    passphrase = passphrase_for_output(arguments.out, wanted=arguments.encrypt)
    pack = _made(arguments, console, options)
    _write(arguments, pack, passphrase)
    found = {
        "file": str(arguments.out),
        "pages": pack.pages,
        "marking": pack.marking.value,
        "copy": options.copy or None,
        "digest": pack.digest,
    }
    console.give(found)
    console.tell(
        ngettext("{file}: {count} page, {marking}.", "{file}: {count} pages, {marking}.", pack.pages).format(
            file=arguments.out, count=pack.pages, marking=pack.marking.text
        )
    )
    return 0


def _list_kinds(console: Console) -> int:
    from hdplanner.briefing.sections.registry import KINDS

    console.give([{"kind": kind.value, "title": _(kind.text)} for kind in KINDS])
    for kind in KINDS:
        console.tell(f"{kind.value}\t{_(kind.text)}")
    return 0


def _options(arguments: Namespace) -> PackOptions:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.briefing.sections.registry import KINDS
    from hdplanner.domain.values import Audience

    kinds = {kind.value: kind for kind in KINDS}
    if arguments.kind not in kinds:
        raise UsageProblem(
            _("There is no pack of the kind “{kind}”. Kinds: {kinds}.").format(
                kind=arguments.kind, kinds=", ".join(kinds)
            )
        )
    if arguments.language not in PACK_LANGUAGES:
        raise UsageProblem(
            _("Packs are made in these languages: {languages}.").format(languages=", ".join(PACK_LANGUAGES))
        )
    return PackOptions(
        kind=kinds[arguments.kind],
        title=arguments.title,
        audience=Audience(arguments.audience or "internal"),
        language=arguments.language,
        recipient=arguments.recipient,
        author=known_author(),
    )


def _made(arguments: Namespace, console: Console, options: PackOptions) -> BuiltPack:
    from hdplanner.briefing.build import build_pack, gather

    with opened(arguments.file) as document:
        campaign = chosen_campaign(document, arguments.campaign)
        view = document.read(lambda session: gather(session, campaign.id, options))
    with console.progress() as progress:
        return build_pack(view, options, progress)


def _write(arguments: Namespace, pack: BuiltPack, passphrase: str | None) -> None:
    from hdplanner.files import write_atomically

    data = pack.data
    if passphrase is not None:
        from hdplanner.briefing.finish import encrypt

        data = encrypt(data, passphrase)
    write_atomically(arguments.out, data)
