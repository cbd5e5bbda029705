"""What the Messages room shows: the messages of the plan, all of the one that is chosen, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.bank import BankRow, WordRow
    from hdplanner.services.message_around import AudienceRow, UseRow
    from hdplanner.services.message_house import House, ProofRow
    from hdplanner.services.messages import MessageRow
    from hdplanner.services.objectives import AskRow
    from hdplanner.services.team import MemberRow
    from hdplanner.storage import Changes

_OWN = {
    *("message", "support", "proof_point", "message_proof", "variant", "counter_argument"),
    *("message_version", "bank_line", "word_choice", "principles_check", "principle_concern"),
}
_AUDIENCE = {"stakeholder", "stakeholder_language", "coalition", "assessment", "involvement", "campaign"}
_AROUND = _AUDIENCE | {"ask", "objective", "team_member", "activity", "decision_window"}
_MOST_HITS = 500


class MessageSource(QObject):
    """Reads again after each edit that concerns it, and says `changed`."""

    changed = Signal()

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gateway = context.gateway
        self.chosen = ""
        self.rows: list[MessageRow] = []
        self.house: House | None = None
        self.words: list[WordRow] = []
        self.bank: list[BankRow] = []
        self.proofs: list[ProofRow] = []
        self.asks: list[AskRow] = []
        self.objectives: list[tuple[str, str]] = []
        self.members: list[MemberRow] = []
        self.uses: list[UseRow] = []
        self._audiences: list[AudienceRow] | None = None
        self._awake, self._waiting = True, False
        self._gateway.changed.connect(self._on_changed)
        self._gateway.campaign_changed.connect(self._on_campaign)

    @property
    def audiences(self) -> list[AudienceRow]:
        """Who a message can be written for; read when it is first asked for."""
        from hdplanner.services import message_around
        from hdplanner.services.values import today_here

        if self._audiences is None:
            self._audiences = self._gateway.read(
                message_around.audience_rows, campaign_id=self._gateway.campaign_id, today=today_here()
            )
        return self._audiences

    def audience(self, row_id: str | None) -> AudienceRow | None:
        """One of them."""
        return next((row for row in self.audiences if row.id == row_id), None) if row_id else None

    def ask(self, row_id: str | None) -> AskRow | None:
        """One of the asks of the plan."""
        return next((row for row in self.asks if row.id == row_id), None)

    def choose(self, message_id: str) -> None:
        """Show another message."""
        if message_id != self.chosen and any(row.id == message_id for row in self.rows):
            self.chosen = message_id
            self._read_house()
            self.changed.emit()

    def reload(self) -> None:
        """Read everything again."""
        from hdplanner.services import bank, message_house, messages, objectives, team

        self._waiting = False
        gateway, campaign = self._gateway, self._gateway.campaign_id
        self.rows = gateway.read(messages.message_rows, campaign_id=campaign)
        self.words = gateway.read(bank.word_rows, campaign_id=campaign)
        self.bank = gateway.read(bank.bank_rows, campaign_id=campaign)
        self.proofs = gateway.read(message_house.proof_rows, campaign_id=campaign)
        self.asks = gateway.read(objectives.ask_rows, campaign_id=campaign)
        self.objectives = [
            (row.id, row.title) for row in gateway.read(objectives.objective_details, campaign_id=campaign)
        ]
        self.members = gateway.read(team.member_rows)
        if not any(row.id == self.chosen for row in self.rows):
            self.chosen = self.rows[0].id if self.rows else ""
        self._read_house()
        self.changed.emit()

    def wake(self, awake: bool) -> None:
        """Follow the file in all, or only in what is of messages until the room is seen again."""
        self._awake = awake
        if awake and self._waiting and self._gateway.is_open:
            self.reload()

    def found(self, words: str) -> set[str]:
        """The ids of the messages that have every word in them, in any of their parts and in any language."""
        from hdplanner.services import finding

        hits = self._gateway.search(words, _MOST_HITS)
        return {row.id for row in self._gateway.read(finding.found_rows, hits=hits, kinds=("message",))}

    def _read_house(self) -> None:
        from hdplanner.services import message_around, message_house

        if not self.chosen:
            self.house, self.uses = None, []
            return
        self.house = self._gateway.read(message_house.house, message_id=self.chosen)
        self.uses = self._gateway.read(
            message_around.use_rows, message_id=self.chosen, campaign_id=self._gateway.campaign_id
        )

    def _on_changed(self, changes: Changes) -> None:
        tables = set(changes.keys)
        if tables & _AUDIENCE:
            self._audiences = None
        if not self._gateway.is_open:
            return
        if tables & _OWN or (self._awake and tables & _AROUND):
            self.reload()
        elif tables & _AROUND:
            self._waiting = True

    def _on_campaign(self, _campaign_id: str) -> None:
        self.chosen, self._audiences = "", None
        self.reload()
