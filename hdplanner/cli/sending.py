"""The command that makes a copy for a colleague: whole, or the part that may travel."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, cast

from hdplanner.cli.console import Console, passphrase_for_output
from hdplanner.cli.doors import chosen_campaign, free_to_write, opened
from hdplanner.i18n import _

if TYPE_CHECKING:
    from hdplanner.domain.values import Reveals


def send_command(arguments: Namespace, console: Console) -> int:
    """Write OUT, and tell how many records travel and how many stay."""
    from hdplanner.domain.values import AccessKind, Sensitivity
    from hdplanner.services.sending import OPTIONAL, Part, facts_of, send_part

    free_to_write(arguments.out, arguments.file, force=False)
    passphrase = passphrase_for_output(arguments.out, wanted=arguments.encrypt)
    with opened(arguments.file, to_log=True) as document:
        if arguments.marking is None and not arguments.without and arguments.campaign is None:
            document.save_copy(arguments.out, passphrase)
            document.log_access(AccessKind.COPY, **facts_of(None, None, encrypted=passphrase is not None))
            console.give({"file": str(arguments.out), "whole": True})
            console.tell(_("{file} is a copy of the whole file.").format(file=arguments.out))
            return 0
        chosen = chosen_campaign(document, arguments.campaign) if arguments.campaign else None
        part = Part(
            Sensitivity(arguments.marking or Sensitivity.CONFIDENTIAL.value),
            frozenset({chosen.id} if chosen else ()),
            frozenset(OPTIONAL) - {cast("Reveals", kind) for kind in arguments.without},
        )
        sent = send_part(document, arguments.out, passphrase, part)
        document.log_access(AccessKind.COPY, **facts_of(part, sent, encrypted=passphrase is not None))
    kept = sent.count
    console.give({"file": str(arguments.out), "whole": False, "sent": kept, "left_out": sent.left_out})
    console.tell(
        _("{file} holds {kept} records; {left} stayed here.").format(
            file=arguments.out, kept=kept, left=sent.left_out
        )
    )
    return 0
