"""What the search box finds: rooms, commands, and whatever in the file holds the words."""

from __future__ import annotations

from collections.abc import Callable

from hdplanner.i18n import _
from hdplanner.ui.common.filter import holds_all
from hdplanner.ui.context import AppContext
from hdplanner.ui.shell.actions import Actions
from hdplanner.ui.shell.rooms import ROOMS
from hdplanner.ui.shell.search_box import Target

_HITS = 60


class Finder:
    """Reads the file for the search box; opens nothing itself."""

    def __init__(self, context: AppContext, actions: Actions, show_room: Callable[[str], None]) -> None:
        self._context = context
        self._actions = actions
        self._show_room = show_room

    def find(self, text: str) -> list[Target]:
        """The targets for a text: the file's own rows first, then rooms and commands; all rooms for none."""
        if not text:
            return [*self._rooms(""), *self._commands("")]
        return [*self._rows(text)[:8], *self._rooms(text), *self._commands(text)]

    def lead(self, kind: str, row_id: str) -> None:
        """Go to what a room shows of a row that has no room of its own; where nothing does, say so."""
        from hdplanner.services import finding

        kinds = tuple(kind for room in ROOMS for kind in room.kinds)
        found = self._context.gateway.read(finding.shown_by, kind=kind, row_id=row_id, kinds=kinds)
        if found is None:
            self._context.tell(_("No room shows this yet."))
            return
        self._context.navigate(*found)
        if found[0] == "stakeholder":
            self._context.tell(_("This has no room of its own yet. Here is whom it concerns."))

    def _rows(self, text: str) -> list[Target]:
        from hdplanner.services import finding

        icons = {kind: room.icon for room in ROOMS for kind in room.kinds}
        gateway = self._context.gateway
        hits = gateway.search(text, _HITS)
        rows = gateway.read(finding.found_rows, hits=hits, kinds=tuple(icons))
        return [
            Target(row.title, "", icons[row.kind], lambda row=row: self._context.navigate(row.kind, row.id))  # type: ignore[misc]  # mypy does not infer a lambda with a default
            for row in rows
        ]

    def _rooms(self, text: str) -> list[Target]:
        return [
            Target(_(room.title), _("room"), room.icon, lambda key=room.key: self._show_room(key))  # type: ignore[misc]  # as above
            for room in ROOMS
            if holds_all(text, _(room.title))
        ]

    def _commands(self, text: str) -> list[Target]:
        return [
            Target(_(command.title).rstrip("…"), _("command"), "arrow-right", action.trigger)
            for command, action in self._actions.searched()
            if holds_all(text, _(command.title))
        ]
