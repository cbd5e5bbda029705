"""Errors of bringing two copies of a file together. As in `errors`: one plain sentence or two."""

from __future__ import annotations

from hdplanner.errors import FileError, PlannerError
from hdplanner.i18n import _


class AnotherCampaignError(FileError):
    """The file is no copy of the one that is open."""

    def sentence(self) -> str:
        return _(
            "{file} is not a copy of this file, so the two cannot be merged. Nothing was changed. "
            "Choose a copy that was made of this file."
        ).format(file=self.name)


class UnmergeableFileError(FileError):
    """The file holds what no program of ours has written; `detail` says where."""

    def __init__(self, path: object, detail: str) -> None:
        super().__init__(str(path), detail)
        self.detail = detail

    def sentence(self) -> str:
        return _(
            "{file} cannot be merged: it holds what does not belong there ({detail}). Nothing was changed. "
            "Ask for another copy of it."
        ).format(file=self.name, detail=self.detail)


class PartOfFileError(FileError):
    """The open file is a part that was sent out; it is merged into the whole, never the other way round."""

    def sentence(self) -> str:
        return _(
            "{file} holds only a part of its plan, so nothing is merged into it. Nothing was changed. "
            "Open the whole file and merge this one into it."
        ).format(file=self.name)


class MergeOutdatedError(FileError):
    """One of the two files was changed after the merge was worked out."""

    def sentence(self) -> str:
        return _(
            "This file or {file} was changed after the merge was prepared. Nothing was merged. Start the merge again."
        ).format(file=self.name)


class SettledConflictError(PlannerError):
    """The conflict was decided meanwhile, or is about a record that is gone."""

    def sentence(self) -> str:
        return _("This conflict was decided already, or what it is about is gone. Nothing was changed.")


class UnfitAnswerError(PlannerError):
    """An answer that a conflict does not take, such as both of two values that do not fit into one."""

    def sentence(self) -> str:
        return _(
            "This answer does not fit: the text would be too long, or the field does not take it. "
            "Nothing was changed. Choose another answer, or write the text anew."
        )
