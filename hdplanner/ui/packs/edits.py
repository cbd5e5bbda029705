"""Every change that the Packs room makes, one method each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hdplanner.i18n import _
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.handing_out import HandOutRow
    from hdplanner.services.packs import PackRow, SectionChoice


class PackEdits:
    """Says to the gateway what is to be done, with the name that undo will show."""

    def __init__(self, context: AppContext) -> None:
        self._gateway = context.gateway

    def rows(self) -> list[PackRow]:
        """The kept packs of the plan."""
        from hdplanner.services import packs

        return self._gateway.read(packs.pack_rows, campaign_id=self._gateway.campaign_id)

    def handed_out(self) -> list[HandOutRow]:
        """Who holds what of ours, the newest first."""
        from hdplanner.services import handing_out

        return self._gateway.read(handing_out.hand_out_rows, campaign_id=self._gateway.campaign_id)

    def add(self) -> str | None:
        """Keep a new campaign pack; its id, or None where that was refused."""
        from hdplanner.briefing import build
        from hdplanner.domain.values import PackKind
        from hdplanner.services import packs

        return self._gateway.run(
            "pack.add",
            packs.add_pack,
            about={},
            made="pack",
            campaign_id=self._gateway.campaign_id,
            title=_("New pack"),
            sections=build.default_sections(PackKind.CAMPAIGN),
        )

    def change(self, pack_id: str, **values: Any) -> None:
        """Change what a pack is: title, audience, language, paper, marking."""
        from hdplanner.services import packs

        self._gateway.run("pack.update", packs.update_pack, pack_id=pack_id, **values)

    def choose(self, pack_id: str, sections: Sequence[SectionChoice]) -> None:
        """Choose and order the sections."""
        from hdplanner.services import packs

        self._gateway.run("pack.sections", packs.set_sections, pack_id=pack_id, sections=sections)

    def delete(self, pack_id: str) -> None:
        """Delete a pack; undo brings it back."""
        from hdplanner.services import packs

        self._gateway.run("pack.delete", packs.delete_pack, pack_id=pack_id)

    def ask(self, pack_id: str) -> None:
        """Send a pack to be cleared."""
        from hdplanner.services import packs

        self._gateway.run("pack.ask", packs.ask_clearance, pack_id=pack_id)

    def clear(self, pack_id: str, by: str, digest: str) -> None:
        """Record who cleared the contents with this digest, today."""
        from hdplanner.services import packs
        from hdplanner.services.values import today_here

        self._gateway.run(
            "pack.clear", packs.clear_pack, pack_id=pack_id, by=by, on=today_here(), digest=digest
        )

    def reopen(self, pack_id: str) -> None:
        """Make a pack a draft again."""
        from hdplanner.services import packs

        self._gateway.run("pack.reopen", packs.reopen_pack, pack_id=pack_id)
