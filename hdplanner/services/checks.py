"""What the checks find on a plan: all of it, what an edit changed, and what somebody silenced, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import SilencedFinding
from hdplanner.domain.checks.facts import Calendar
from hdplanner.domain.checks.findings import Finding, Severity
from hdplanner.domain.checks.focus import Focus, focus_of, in_order
from hdplanner.domain.checks.run import CheckRun
from hdplanner.i18n import _
from hdplanner.services.check_facts import SETTINGS, plan_settings, read_changed, read_facts
from hdplanner.services.check_fixes import apply_fix
from hdplanner.services.holiday_calendar import HolidayCalendar
from hdplanner.services.values import derived, get, refused

__all__ = [
    "Finding",
    "FindingSource",
    "Severity",
    "apply_fix",
    "findings",
    "silence",
    "unsilence",
]


def findings(
    session: Session, campaign_id: str, *, today: date, calendar: Calendar | None = None
) -> list[Finding]:
    """Return what the checks find on a campaign: the next meeting's first, the silenced ones last."""
    source = FindingSource(campaign_id, today=today, calendar=calendar)
    source.read(session)
    for _step in source.look():
        pass
    return source.findings()


class FindingSource:
    """The findings on one campaign, read once and kept true: it re-reads and checks only what an edit touched."""

    def __init__(self, campaign_id: str, *, today: date, calendar: Calendar | None = None) -> None:
        self.campaign_id = campaign_id
        self.today = today
        self._calendar = calendar or HolidayCalendar()
        self._run: CheckRun | None = None
        self._silenced: dict[str, str] = {}
        self._focus = Focus()
        self._ordered: list[Finding] | None = None

    @property
    def focus(self) -> Focus:
        """The next meeting and the next decision."""
        return self._focus

    def read(self, session: Session) -> None:
        """Read all facts anew; ``look`` then checks them."""
        facts = read_facts(session, self.campaign_id, today=self.today, calendar=self._calendar)
        self._run = CheckRun(facts)
        self._read_silences(session)
        self._settle(changed=True)

    def look(self) -> Iterator[None]:
        """Check everything, and yield now and then; what was found so far is there at any time."""
        assert self._run is not None, "read first"
        for step in self._run.look_at_all():
            self._ordered = None
            yield step
        self._ordered = None

    def update(self, session: Session, keys: Mapping[str, Collection[str]]) -> None:
        """Take in what an edit changed: keys by table, as ``Changes`` names them."""
        assert self._run is not None, "read first"
        settings = plan_settings(session, self.campaign_id) if SETTINGS & keys.keys() else None
        changed = self._run.take(read_changed(session, self.campaign_id, keys), settings)
        if SilencedFinding.__tablename__ in keys:
            self._read_silences(session)
            changed = True
        self._settle(changed=changed)

    def findings(self) -> list[Finding]:
        """Return what is found now: the next meeting's first, the silenced ones last."""
        if self._ordered is None:
            found = self._run.findings() if self._run else iter(())
            self._ordered = in_order(map(self._heard, found), self._focus)
        return list(self._ordered)

    def _heard(self, finding: Finding) -> Finding:
        reason = self._silenced.get(finding.value)
        return finding if reason is None else replace(finding, silenced=True, reason=reason)

    def _settle(self, *, changed: bool) -> None:
        """Look what is next now; put the findings in order again only where that, or a finding, is another."""
        assert self._run is not None
        focus = focus_of(self._run.facts)
        if changed or focus != self._focus:
            self._focus, self._ordered = focus, None

    def _read_silences(self, session: Session) -> None:
        found = session.execute(
            select(SilencedFinding.value, SilencedFinding.reason).where(
                SilencedFinding.campaign_id == self.campaign_id
            )
        )
        self._silenced = {row.value: row.reason for row in found}


def silence(session: Session, *, campaign_id: str, value: str, reason: str, by: str, on: date) -> str:
    """Set a finding aside, for a reason and by somebody, and return the key of that; it can be brought back.

    Raises ``InvalidValueError`` without a reason.
    """
    get(session, Campaign, campaign_id)
    if not reason.strip():
        raise refused("reason", reason, _("say why this finding does not matter here"))
    row = derived(SilencedFinding(campaign_id=campaign_id, value=value))
    kept = session.get(SilencedFinding, row.id)
    if kept is None:
        session.add(kept := row)
    kept.reason, kept.silenced_by, kept.silenced_on = reason.strip(), by, on
    session.flush()
    return kept.id


def unsilence(session: Session, *, campaign_id: str, value: str) -> None:
    """Bring a finding back. Raises ``NotFoundError`` where it was not silenced."""
    row = derived(SilencedFinding(campaign_id=campaign_id, value=value))
    session.delete(get(session, SilencedFinding, row.id))
    session.flush()
