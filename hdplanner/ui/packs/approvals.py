"""What leaves the house is read first: asks with all that packs reveal, once for the same contents in a session."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from hdplanner.errors import PlannerError
from hdplanner.ui.context import AppContext
from hdplanner.ui.packs.reveals_dialog import RevealsDialog

if TYPE_CHECKING:
    from hdplanner.briefing.build import PackOptions
    from hdplanner.briefing.content import PackContent
    from hdplanner.briefing.reveals import Reveals
    from hdplanner.services.pack_rows import PackView

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A pack that is to leave the house: what its audience may see, what is chosen, and what it says."""

    view: PackView
    options: PackOptions
    content: PackContent

    @classmethod
    def of(cls, view: PackView, options: PackOptions) -> Leaving:
        """Compose what a pack says."""
        from hdplanner.briefing import build

        return cls(view, options, build.compose(view, options))

    def key(self) -> Hashable:
        """The same for the same contents, whoever they are printed for."""
        from hdplanner.briefing import build

        return build.digest_of(self.content), self.options.marking, self.view.profile


class Approvals:
    """Remembers until the file is closed what was approved; nothing of it is written down."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        self._context = context
        self._page = page
        self._approved: set[Hashable] = set()
        context.gateway.closed.connect(self._approved.clear)

    def found(self, packs: Sequence[Leaving]) -> Reveals:
        """All that packs reveal together, each thing once. Raises the PlannerErrors of reading."""
        from hdplanner.briefing import reveals

        def read(session: object, one: Leaving) -> Reveals:
            return reveals.reveals(session, one.view, one.content, one.options)  # type: ignore[arg-type]  # a Session

        return _together([self._context.gateway.read(read, one=one) for one in packs])

    def allow(self, packs: Sequence[Leaving]) -> bool:
        """Whether packs may leave the house: nothing is to be approved, it was before, or the person does so now."""
        new = [one for one in packs if one.key() not in self._approved]
        if not new:
            return True
        try:
            found = self.found(new)
        except PlannerError as error:
            self._context.tell(str(error))
            return False
        if found.nothing:
            return True
        dialog = RevealsDialog(found, self._context.appearance.theme, self._page, approving=True)
        if dialog.exec() != RevealsDialog.DialogCode.Accepted:
            return False
        self._approved |= {one.key() for one in new}
        return True

    def look(self, pack: Leaving) -> None:
        """Show what a pack reveals, for looking only."""
        try:
            found = self.found([pack])
        except PlannerError as error:
            self._context.tell(str(error))
            return
        RevealsDialog(found, self._context.appearance.theme, self._page, approving=False).exec()


def _together(found: Sequence[Reveals]) -> Reveals:
    from hdplanner.briefing.reveals import Reveals

    return Reveals(
        persons=_once(row for one in found for row in one.persons),
        organisations=_once(row for one in found for row in one.organisations),
        judgements=_once(row for one in found for row in one.judgements),
        above_marking=_once(row for one in found for row in one.above_marking),
        passages=_once(text for one in found for text in one.passages),
    )


def _once(rows: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(rows))
