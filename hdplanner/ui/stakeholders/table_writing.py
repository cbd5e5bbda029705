"""What is written into cells, as edits: of one row, or of all that are selected, as one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from hdplanner.i18n import _, format_number, ngettext
from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits

_RATINGS: Final = frozenset(
    {
        "position",
        "influence",
        "interest",
        "relationship",
        "stated_position",
        "assessed_position",
        "target_position",
    }
)


class CellWriter:
    """Says to the gateway which cells are to hold what, with the name that undo will show."""

    def __init__(self, context: AppContext, edits: StakeholderEdits) -> None:
        self._context = context
        self._edits = edits

    def write(self, ids: Sequence[str], column: str, value: Any) -> None:
        """Give all of these the value in a column; a word with a way back where they are several."""
        label = "stakeholder.assess" if column in _RATINGS else "stakeholder.update"
        done = self.write_cells({row_id: {column: value} for row_id in ids}, label=label)
        if done is not None and done > 1:
            said = ngettext("{count} stakeholder was changed.", "{count} stakeholders were changed.", done)
            self._context.tell(said.format(count=format_number(done)), _("Undo"), self._context.gateway.undo)

    def write_cells(
        self, cells: Mapping[str, Mapping[str, Any]], *, label: str = "stakeholder.update"
    ) -> int | None:
        """Write any cells as one step; how many stakeholders that was, or None where it was refused."""
        from hdplanner.services import cells as service

        gateway = self._context.gateway
        return gateway.run(
            label,
            service.write_cells,
            about={"stakeholder": next(iter(cells))} if len(cells) == 1 else {"number": str(len(cells))},
            campaign_id=gateway.campaign_id,
            cells=cells,
            made_on=self._edits.today(),
            author=self._context.settings.author_name(),
            objective_id=self._edits.objective_id,
        )
