"""Errors about passphrases, recovery sheets and the change of either. As in `errors`: one plain sentence or two."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hdplanner.errors import FileError, PlannerError, WrongPassphraseError
from hdplanner.i18n import _, format_number, ngettext


class OldPassphraseError(FileError):
    """What was given as the passphrase of today does not open the file that is to get another one."""

    def sentence(self) -> str:
        return _(
            "This is not the passphrase of {file} as it is now. Nothing was changed. Write it again."
        ).format(file=self.name)


class WrongRecoverySheetError(WrongPassphraseError):
    """The words are well formed and open another file than this one."""

    def sentence(self) -> str:
        return _(
            "{file} does not open with these words: they belong to another file, or the passphrase was changed "
            "after the sheet was made. Nothing was changed. Look for the sheet that was made last."
        ).format(file=self.name)


class NotEncryptedError(FileError):
    """Something was asked for that only an encrypted file has."""

    def sentence(self) -> str:
        return _("{file} is not encrypted. Nothing was changed. Encrypt it first.").format(file=self.name)


class AlreadyEncryptedError(FileError):
    """A file was to be encrypted that is already."""

    def sentence(self) -> str:
        return _("{file} is encrypted already. Nothing was changed. You can change its passphrase.").format(
            file=self.name
        )


class UnfaithfulCopyError(FileError):
    """The file written anew does not hold what the old one holds; `part` is a table."""

    def __init__(self, path: Path | str, part: str) -> None:
        super().__init__(path, part)
        self.part = part

    def sentence(self) -> str:
        return _(
            "{file} was left as it is: what was written anew differs in “{part}”. "
            "Save a copy, and check the file with “hdplanner verify”."
        ).format(file=self.name, part=self.part)


class RecoveryWordsError(PlannerError):
    """The words of a recovery sheet cannot be right as they are written."""


class RecoveryCountError(RecoveryWordsError):
    """There are too few words or too many."""

    def __init__(self, found: int, wanted: int) -> None:
        super().__init__(found, wanted)
        self.found, self.wanted = found, wanted

    def sentence(self) -> str:
        return ngettext(
            "The sheet has {wanted} words; {found} word was written.",
            "The sheet has {wanted} words; {found} words were written.",
            self.found,
        ).format(wanted=format_number(self.wanted), found=format_number(self.found))


class RecoveryPlacesError(RecoveryWordsError):
    """Some words are in no list; `places` are their numbers on the sheet, from 1."""

    def __init__(self, places: Iterable[int]) -> None:
        self.places = tuple(places)
        super().__init__(self.places)

    def sentence(self) -> str:
        return ngettext(
            "Word number {places} is not a word of a recovery sheet. Look at it again.",
            "Words number {places} are not words of a recovery sheet. Look at them again.",
            len(self.places),
        ).format(places=", ".join(format_number(place) for place in self.places))


class RecoveryChecksumError(RecoveryWordsError):
    """Every word is a word of the list, and together they are no key."""

    def sentence(self) -> str:
        return _(
            "The words do not fit together: one is wrong, or two have changed places. Compare them with the sheet."
        )
