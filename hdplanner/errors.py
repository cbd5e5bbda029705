"""Errors of the environment and of input that a person is told; bugs are ordinary exceptions, never these.

`str(error)` is one plain sentence or two, in the active language: what happened, what was kept, what to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hdplanner.i18n import _, format_datetime, ngettext


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who has a campaign file open: process, machine, program, person, and since when (UTC)."""

    pid: int
    host: str
    program: str
    author: str
    since: dt.datetime | None
    born: str = ""
    """When the process began, where the system tells: a number of a dead process may be given again."""
    seen: dt.datetime | None = None
    """When the holder last left word in its lock file."""

    def is_here(self, other: LockHolder) -> bool:
        """Whether both are one process."""
        return (self.pid, self.host, self.born) == (other.pid, other.host, other.born)


class PlannerError(Exception):
    """Something that a person is told in a plain sentence. The arguments stay as attributes."""

    def sentence(self) -> str:
        """What happened, what was kept and what to do, in the active language."""
        return " ".join(str(part) for part in self.args)

    def __str__(self) -> str:
        return self.sentence()


class FileError(PlannerError):
    """Something about one file."""

    def __init__(self, path: Path | str, *more: object) -> None:
        super().__init__(path, *more)
        self.path = Path(path)

    @property
    def name(self) -> str:
        """The file's name without its folders, as sentences show it."""
        return self.path.name


class WrongPassphraseError(FileError):
    """The passphrase does not open the file; the format cannot tell this from a file that is not ours."""

    def sentence(self) -> str:
        return _(
            "{file} does not open: wrong passphrase, or not a campaign file. Nothing was changed. "
            "Check the passphrase and try again."
        ).format(file=self.name)


class NotACampaignFileError(FileError):
    """The file is something else, or is encrypted with another passphrase."""

    def sentence(self) -> str:
        return _(
            "{file} does not open: not a campaign file, or a wrong passphrase. Nothing was changed. "
            "Choose a file that HD Planner has made."
        ).format(file=self.name)


class PassphraseNeededError(FileError):
    """The file is encrypted and no passphrase was given."""

    def sentence(self) -> str:
        return _("{file} is encrypted. Give its passphrase to open it.").format(file=self.name)


class DamagedFileError(FileError):
    """The file is ours and its content is broken; `detail` is the technical finding."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(path, detail)
        self.detail = detail

    def sentence(self) -> str:
        return _(
            "{file} is damaged ({detail}). It was left as it is. Keep this file, and open your latest backup."
        ).format(file=self.name, detail=self.detail)


class NewerFileError(FileError):
    """The file was made by a newer version of HD Planner: its schema is not known here."""

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        super().__init__(path, found, known)
        self.found, self.known = found, known

    def sentence(self) -> str:
        return _(
            "{file} was made by a newer version of HD Planner (format {found}; this one knows up to {known}). "
            "Nothing was changed. Install the newer version to open it."
        ).format(file=self.name, found=self.found, known=self.known)


class LockedFileError(FileError):
    """Another process has the file open for writing."""

    def __init__(self, path: Path | str, holder: LockHolder) -> None:
        super().__init__(path, holder)
        self.holder = holder

    def sentence(self) -> str:
        if not self.holder.host or self.holder.since is None:
            return _(
                "{file} is in use by another program. Nothing was changed. Open it read-only, or close it there."
            ).format(file=self.name)
        return _(
            "{file} is locked by {who} on {machine} since {when}. Nothing was changed. "
            "Open it read-only, or close it there."
        ).format(
            file=self.name,
            who=self.holder.author or self.holder.program,
            machine=self.holder.host,
            when=format_datetime(self.holder.since.astimezone()),
        )


class LockLostError(FileError):
    """Somebody took the file over, or changed it, while it was open here; `holder` is empty where nobody has it now."""

    def __init__(self, path: Path | str, holder: LockHolder) -> None:
        super().__init__(path, holder)
        self.holder = holder

    def sentence(self) -> str:
        if not self.holder.host:
            return _(
                "{file} was changed elsewhere while it was open here. The last step was not saved; all earlier work "
                "is kept. Save a copy if you need it, then close the file and open it again."
            ).format(file=self.name)
        return _(
            "{file} was taken over by {who} on {machine}. The last step was not saved; all earlier work is kept. "
            "Save a copy if you need it, then close the file and open it again."
        ).format(file=self.name, who=self.holder.author or self.holder.program, machine=self.holder.host)


class ReadOnlyFileError(FileError):
    """The file, its folder or its disk cannot be written, or it was opened read-only."""

    def sentence(self) -> str:
        return _(
            "{file} can only be read here. The change was not made; all saved work is kept. "
            "Save a copy where you can write, and work in that."
        ).format(file=self.name)


class DiskFullError(FileError):
    """There is no room left on the disk."""

    def sentence(self) -> str:
        return _(
            "The disk that holds {file} is full. The last step was not saved; all earlier work is kept. "
            "Free some space, or save a copy on another disk, and try again."
        ).format(file=self.name)


class DiskFailedError(FileError):
    """The disk reported an error of its own: a stick that comes loose, a bad sector, a share that is gone."""

    def sentence(self) -> str:
        return _(
            "The disk that holds {file} cannot be read or written. The last step was not saved; all earlier work "
            "is kept. Save a copy on another disk, and work in that."
        ).format(file=self.name)


class FileVanishedError(FileError):
    """The file was moved, deleted or replaced while it was open."""

    def sentence(self) -> str:
        return _(
            "{file} is no longer where it was: it was moved, deleted or replaced. The last step was not saved. "
            "Put the file back, or close it and open it where it is now."
        ).format(file=self.name)


class FileExistsRefusedError(FileError):
    """A new file was asked for where one is already."""

    def sentence(self) -> str:
        return _("{file} exists already and was not changed. Choose another name.").format(file=self.name)


class UnknownPictureError(FileError):
    """A picture was asked for in a kind that is not written; `endings` are those that are."""

    def __init__(self, path: Path | str, endings: Iterable[str]) -> None:
        self.endings = tuple(endings)
        super().__init__(path, self.endings)

    def sentence(self) -> str:
        return _("{file} was not written: a picture ends in {endings}.").format(
            file=self.name, endings=", ".join(self.endings)
        )


class UnreadableSourceError(FileError):
    """A file to import from cannot be read; `reason` is a clause in plain words."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(path, reason)
        self.reason = reason

    def sentence(self) -> str:
        return _("{file} cannot be read: {reason}. Nothing was imported.").format(
            file=self.name, reason=self.reason
        )


class StaleUndoError(PlannerError):
    """What an undo or redo would put back has been changed since; `label` is the sentence of the step."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label

    def sentence(self) -> str:
        return _(
            "“{step}” cannot be undone or redone: its content has been changed since. Nothing was changed."
        ).format(step=self.label)


class NothingToUndoError(PlannerError):
    """There is no step to undo."""

    def sentence(self) -> str:
        return _("There is nothing to undo.")


class NothingToRedoError(PlannerError):
    """There is no step to redo."""

    def sentence(self) -> str:
        return _("There is nothing to redo.")


class DocumentLentError(PlannerError):
    """The file is on loan to long work, and takes no edit until that is done."""

    def sentence(self) -> str:
        return _(
            "Another task is working on the file. Nothing was changed. "
            "Wait until it is done, or cancel it, and try again."
        )


class InvalidValueError(PlannerError):
    """A value that a field does not take; `reason` is a clause in plain words, `label` what people call the field."""

    def __init__(self, field: str, value: object, reason: str, label: str = "") -> None:
        super().__init__(field, value, reason)
        self.field, self.value, self.reason = field, value, reason
        self.label = label or field

    def sentence(self) -> str:
        return _("“{field}” was not changed: {reason}.").format(field=self.label, reason=self.reason)


class UnusableFileError(InvalidValueError):
    """A file that cannot stand in a pack; `name` is its own, where it is known, `reason` a clause in plain words."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__("attachment", name, reason, name)
        self.args = (name, reason)
        self.name = name

    def sentence(self) -> str:
        return _("“{file}” cannot stand in the pack: {reason}.").format(
            file=self.name or _("This file"), reason=self.reason
        )


class TextTooLongError(InvalidValueError):
    """A text of more characters than the field holds."""

    def __init__(self, field: str, limit: int, label: str = "") -> None:
        super().__init__(field, None, "", label)
        self.args = (field, limit)
        self.limit = limit

    def sentence(self) -> str:
        return ngettext(
            "“{field}” was not changed: the text is too long. It may have {limit} character.",
            "“{field}” was not changed: the text is too long. It may have {limit} characters.",
            self.limit,
        ).format(field=self.label, limit=self.limit)


class NotFoundError(PlannerError):
    """Nothing of this kind has the name or id; `kind` is a plain noun such as "stakeholder"."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(kind, name)
        self.kind, self.name = kind, name

    def sentence(self) -> str:
        return _("There is no {kind} “{name}”.").format(kind=self.kind, name=self.name)


class AmbiguousNameError(PlannerError):
    """Several rows match the name; `candidates` are their names or ids."""

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        super().__init__(name, self.candidates)

    def sentence(self) -> str:
        return _("“{name}” may be any of these: {candidates}. Give the full name or the id.").format(
            name=self.name, candidates=", ".join(self.candidates)
        )


_NOTO_FAMILIES = {
    "Chinese": "Noto Sans SC",
    "Emoji": "Noto Emoji",
    "Japanese": "Noto Sans JP",
    "Korean": "Noto Sans KR",
    "Mathematical": "Noto Sans Math",
    "Musical": "Noto Music",
    "Symbols": "Noto Sans Symbols 2",
    **{
        name: f"Noto Serif {name}"
        for name in ("Ahom", "Dives Akuru", "Dogra", "Khojki", "Tangut", "Tibetan", "Yezidi")
    },
}


class MissingGlyphError(PlannerError):
    """No font here can print some characters; `scripts` are the names of their writing systems.

    `fonts` are the families that hold them, as they are called where they are to be had.
    """

    def __init__(self, scripts: Iterable[str], characters: Iterable[str]) -> None:
        self.scripts, self.characters = tuple(scripts), tuple(characters)
        self.fonts = tuple(_NOTO_FAMILIES.get(script, f"Noto Sans {script}") for script in self.scripts)
        super().__init__(self.scripts, self.characters)

    def sentence(self) -> str:
        return _(
            "No font for {scripts} is installed, so {characters} cannot be printed. The pack was not made. "
            "Install {fonts} (free, from fonts.google.com/noto) and try again."
        ).format(
            scripts=", ".join(self.scripts),
            characters=" ".join(self.characters[:10]),
            fonts=", ".join(self.fonts),
        )


class PlanLockedError(PlannerError):
    """Something was asked of a plan that is locked."""

    def sentence(self) -> str:
        return _("The plan is locked. Nothing was changed. Unlock it first.")


class CodeNameWrittenError(PlannerError):
    """A text that is about to be saved holds a code name, where the file holds a real one."""

    def __init__(self, code_name: str) -> None:
        super().__init__(code_name)
        self.code_name = code_name

    def sentence(self) -> str:
        return _(
            "“{name}” is a code name, and code names are shown now. Nothing was changed. "
            "Show the real names first, then write this text."
        ).format(name=self.code_name)


class CodeNamesShownError(PlannerError):
    """What was asked for would tell real names, or mix them with code names in a file."""

    def sentence(self) -> str:
        return _(
            "This needs the real names, and code names are shown now. Nothing was done. Show the names first."
        )
