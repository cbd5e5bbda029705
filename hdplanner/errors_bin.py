"""Why something of the bin cannot be brought back. Read them through `hdplanner.errors_bin`; `errors` has the rest."""

from __future__ import annotations

from hdplanner.errors import PlannerError
from hdplanner.i18n import _


class OwnerDeletedError(PlannerError):
    """What is to be brought back belongs to something that was deleted as well, and can be brought back too."""

    def __init__(self, name: str, owner: str) -> None:
        super().__init__(name, owner)
        self.name = name
        self.owner = owner

    def sentence(self) -> str:
        return _(
            "“{name}” belongs to “{owner}”, which was deleted too. Nothing was changed. Bring both back together."
        ).format(name=self.name, owner=self.owner)


class OwnerGoneError(PlannerError):
    """What is to be brought back belongs to something that is gone for good."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        return _(
            "“{name}” cannot come back: what it belonged to is gone for good. Nothing was changed. "
            "Its words still stand in the history."
        ).format(name=self.name)


class NotInBinError(PlannerError):
    """What is to be brought back is there already, was erased, or is too old for the history."""

    def sentence(self) -> str:
        return _(
            "This is not in the bin any more: it is there again, or it was erased. Nothing was changed. "
            "Open the bin anew."
        )
