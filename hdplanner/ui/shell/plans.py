"""The plans of the open file: which one is worked in, a new one, another name. Several may share one file."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from hdplanner.domain.labels import label as words_for
from hdplanner.i18n import _
from hdplanner.ui.context import AppContext
from hdplanner.ui.shell.top_bar import CampaignEntry, TopBar


class PlanSwitch(QObject):
    """Keeps the switch in the top bar true to the file, and does what is chosen there."""

    def __init__(self, context: AppContext, bar: TopBar, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._bar = bar
        self._window = window
        bar.campaign_chosen.connect(context.gateway.choose_campaign)
        bar.campaign_wanted.connect(self._ask_new)
        bar.rename_wanted.connect(self._ask_name)
        context.gateway.campaign_changed.connect(lambda _key: self.refresh())

    def refresh(self) -> None:
        """Read the plans anew."""
        gateway = self._context.gateway
        self._bar.show_campaigns(self._entries(), gateway.campaign_id)

    def on_changed(self, changes: object) -> None:
        """Read anew where an edit touched a plan."""
        if "campaign" not in getattr(changes, "keys", {}):
            return
        entries = self._entries()
        if entries and self._context.gateway.campaign_id not in {entry.id for entry in entries}:
            self._context.gateway.choose_campaign(entries[0].id)
        self.refresh()

    def _entries(self) -> list[CampaignEntry]:
        from hdplanner.services import campaigns

        rows = self._context.gateway.read(campaigns.campaign_rows)
        return [
            CampaignEntry(
                row.id, row.title, row.default_sensitivity.value, words_for(row.default_sensitivity)
            )
            for row in rows
        ]

    def _ask_new(self) -> None:
        from hdplanner.services import campaigns

        title = self._ask(_("New plan in this file"), "")
        if title:
            made = self._context.gateway.run(
                "campaign.add", campaigns.add_campaign, made="campaign", title=title
            )
            if made is not None:
                self._context.gateway.choose_campaign(made)

    def _ask_name(self) -> None:
        from hdplanner.services import campaigns

        gateway = self._context.gateway
        held = next((entry.title for entry in self._entries() if entry.id == gateway.campaign_id), "")
        title = self._ask(_("Rename this plan"), held)
        if title and title != held:
            gateway.run(
                "campaign.update", campaigns.update_campaign, campaign_id=gateway.campaign_id, title=title
            )

    def _ask(self, what: str, held: str) -> str:
        text, accepted = QInputDialog.getText(self._window, what, _("Name of the plan"), text=held)
        return text.strip() if accepted else ""
