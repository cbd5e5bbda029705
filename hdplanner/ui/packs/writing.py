"""From what is chosen to files on the disk: PDF or Word, under a passphrase, with the campaign attached.

Touches no widget: it runs on a worker. Every file is written whole or not at all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hdplanner.domain.values import Audience, PackForm, Sensitivity
from hdplanner.errors import FileExistsRefusedError
from hdplanner.i18n import _
from hdplanner.progress import Progress

if TYPE_CHECKING:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.services.handing_out import Copy
    from hdplanner.services.pack_rows import PackView

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_DATA_NAME = "campaign.json"


@dataclass(frozen=True, slots=True)
class Writing:
    """What a pack is written as. A passphrase and the campaign as data go with a PDF only."""

    form: PackForm = PackForm.PDF
    passphrase: str = field(default="", repr=False)
    campaign: bytes = field(default=b"", repr=False)


PLAIN = Writing()


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that is ready to be written. ``digest`` is of what it was before its passphrase; ``facts`` it tells."""

    data: bytes
    digest: str
    facts: frozenset[str]
    marking: Sensitivity


@dataclass(frozen=True, slots=True)
class Written:
    """The copies that were made, with their files, and what the register keeps of them."""

    copies: tuple[Copy, ...]
    paths: tuple[Path, ...]
    audience: Audience
    marking: Sensitivity
    form: PackForm
    encrypted: bool
    facts: frozenset[str]


def made_file(view: PackView, options: PackOptions, how: Writing, progress: Progress) -> MadeFile:
    """Make the file. Raises the PlannerErrors of setting a pack, and Cancelled."""
    from hdplanner.briefing import build
    from hdplanner.briefing.inventory import sources_of

    content = build.compose(view, options)
    facts = frozenset(source.id for source in sources_of(content) if source.kind == "proof_point")
    if how.form is PackForm.DOCX:
        from hdplanner.briefing.word.document import write_docx

        data = write_docx(content, progress)
        return MadeFile(data, _digest(data), facts, content.marking.level)
    from hdplanner.briefing.document import render

    data = render(content, progress).data
    if how.campaign:
        from hdplanner.briefing.finish import attach

        told = {"mime_type": "application/json", "description": _("The whole campaign file as data")}
        data = attach(data, _DATA_NAME, how.campaign, on=view.today, **told)
    digest = _digest(data)
    if how.passphrase:
        from hdplanner.briefing.finish import encrypt

        data = encrypt(data, how.passphrase)
    return MadeFile(data, digest, facts, content.marking.level)


def write_pack(
    view: PackView, options: PackOptions, path: Path, progress: Progress, how: Writing = PLAIN
) -> Path:
    """Build and write. Raises the PlannerErrors of both, and Cancelled; then nothing is written."""
    from hdplanner.files import write_atomically

    made = made_file(view, options, how, progress)
    progress.step(1, 1)
    write_atomically(path, made.data)
    return path


def write_copies(
    view: PackView,
    options: PackOptions,
    first: int,
    recipients: Sequence[str],
    folder: Path,
    progress: Progress,
    how: Writing = PLAIN,
) -> Written:
    """Build all copies, then write them. Raises ``FileExistsRefusedError`` before anything is written."""
    from hdplanner.files import write_atomically
    from hdplanner.services.handing_out import Copy

    numbers = range(first, first + len(recipients))
    paths = [folder / copy_name(options.title, number, how.form) for number in numbers]
    for path in paths:
        if path.exists():
            raise FileExistsRefusedError(path)
    made = []
    for done, (number, recipient) in enumerate(zip(numbers, recipients, strict=True)):
        part = _Part(progress, done, len(recipients), recipient)
        made.append(made_file(view, replace(options, recipient=recipient, copy=str(number)), how, part))
    progress.step(len(recipients), len(recipients))
    for path, one in zip(paths, made, strict=True):
        write_atomically(path, one.data)
    return Written(
        tuple(Copy(*parts) for parts in zip(numbers, recipients, (one.digest for one in made), strict=True)),
        tuple(paths),
        view.audience,
        made[0].marking,
        how.form,
        bool(how.passphrase),
        made[0].facts,
    )


class _Part:
    """The progress of one copy of several; Cancel is heard at each page."""

    def __init__(self, progress: Progress, done: int, count: int, recipient: str) -> None:
        self._progress, self._done, self._count, self._recipient = progress, done, count, recipient

    def step(self, done: int, total: int, _label: str = "") -> None:
        share = done / max(1, total)
        self._progress.step(round((self._done + share) * 100), self._count * 100, self._recipient)


def file_name(title: str, form: PackForm = PackForm.PDF) -> str:
    """A file's name from a pack's title, on any system."""
    clean = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:80].strip(" .")
    return f"{clean or _('Pack')}.{form.value}"


def copy_name(title: str, number: int, form: PackForm = PackForm.PDF) -> str:
    """The name of a copy's file: no recipient in it."""
    ending = f".{form.value}"
    stem = file_name(title, form).removesuffix(ending)
    return _("{title}, copy {number}").format(title=stem, number=number) + ending


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
