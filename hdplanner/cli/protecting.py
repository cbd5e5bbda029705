"""Commands that encrypt a file, give it another passphrase, make it plain again, or tell its recovery words."""

from __future__ import annotations

import secrets
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from hdplanner.cli.console import Console, UsageProblem, author, passphrase_for_output, secret_of
from hdplanner.errors import PassphraseNeededError
from hdplanner.errors_secret import AlreadyEncryptedError, NotEncryptedError
from hdplanner.i18n import _, active_language, ngettext

if TYPE_CHECKING:
    from hdplanner.storage import Document
    from hdplanner.storage.keys import Secret
    from hdplanner.storage.protection import Change


def encrypt_command(arguments: Namespace, console: Console) -> int:
    """Encrypt a plain file and its versions."""
    from hdplanner.storage import Document
    from hdplanner.storage.protection import Change

    try:
        document = Document.open(arguments.file, author=author())
    except PassphraseNeededError:
        raise AlreadyEncryptedError(arguments.file) from None
    with document:
        new = _new_passphrase(arguments.file)
        return _changed(document, Change(None, new), console, _("{file} is encrypted now."))


def passphrase_command(arguments: Namespace, console: Console) -> int:
    """Give an encrypted file and its versions another passphrase."""
    from hdplanner.storage.protection import Change

    document, now = _opened(arguments.file)
    with document:
        new = _new_passphrase(arguments.file)
        return _changed(document, Change(now, new), console, _("{file} has a new passphrase."))


def decrypt_command(arguments: Namespace, console: Console) -> int:
    """Make an encrypted file plain; its versions as they are told."""
    from hdplanner.storage.protection import Change, WithVersions

    document, now = _opened(arguments.file)
    with document:
        change = Change(now, None, WithVersions(arguments.versions))
        return _changed(document, change, console, _("{file} is not encrypted any more."))


def recovery_command(arguments: Namespace, console: Console) -> int:
    """Tell the words of the recovery sheet; at a terminal two are asked back, and then the sheet counts as made."""
    from hdplanner.domain.values import AccessKind
    from hdplanner.storage import recovery

    document, now = _opened(arguments.file)
    language = arguments.language or active_language()
    with document:
        words = document.on_file(lambda hand: recovery.sheet_of(hand, now, language))
        document.log_access(AccessKind.PROTECTION, how="recovery sheet")
        console.give({"file": str(arguments.file), "words": words})
        for number, word in enumerate(words, 1):
            console.tell(f"{number:2}  {word}")
        console.tell(
            _("These words open {file}. They belong in the safe of the office.").format(file=document.path)
        )
        if not console.as_json and sys.stdin.isatty():
            _ask_back(document, words)
    return 0


def _ask_back(document: Document, words: list[str]) -> None:
    """Remember that the sheet was made, once two words were read from it."""
    from hdplanner.services.values import today_here
    from hdplanner.storage import recovery

    for place in sorted(secrets.SystemRandom().sample(range(len(words)), 2)):
        question = _("Word number {number} on your paper: ").format(number=place + 1)
        if not recovery.same_word(input(question), words[place]):
            raise UsageProblem(
                _("Word number {number} is another one. Compare the paper with the words.").format(
                    number=place + 1
                )
            )
    document.set_setting(recovery.MADE, today_here().isoformat())


def _opened(path: Path) -> tuple[Document, Secret]:
    """The encrypted file, open to be changed, and what opened it."""
    from hdplanner.storage import Document

    try:
        Document.open(path, author=author()).close()
    except PassphraseNeededError:
        now = secret_of(path)
        return Document.open(path, author=author(), passphrase=now), now
    raise NotEncryptedError(path)


def _new_passphrase(path: Path) -> str:
    new = passphrase_for_output(path, wanted=True)
    if new is None:
        raise PassphraseNeededError(path)
    return new


def _changed(document: Document, change: Change, console: Console, said: str) -> int:
    """Carry out a change, and say what it left: 1 where versions did not follow."""
    from hdplanner.domain.rules_passphrase import Strength, strength

    with console.progress() as progress:
        left = document.protect(change, progress)
    held = strength(change.then).name.lower() if change.then else None
    path = document.path or Path()
    console.give(
        {
            "file": str(path),
            "encrypted": document.encrypted,
            "strength": held,
            "versions_left": [p.name for p in left],
        }
    )
    console.tell(said.format(file=path.name))
    if held == Strength.WEAK.name.lower():
        console.tell(_("The passphrase is weak: somebody with many computers finds it within hours."))
    if left:
        words = ngettext(
            "{count} version did not follow and is as it was:",
            "{count} versions did not follow and are as they were:",
            len(left),
        )
        console.tell(words.format(count=len(left)))
        for one in left:
            console.tell(f"  {one.name}")
    return 1 if left else 0
