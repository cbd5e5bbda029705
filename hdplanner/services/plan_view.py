"""A whole campaign as one audience may see it, as frozen rows: what a pack is built from.

Everything is read through a lens (``disclosure``), so that what an audience may not see is not in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.campaign import Campaign
from hdplanner.domain.channels import Activity, Messenger
from hdplanner.domain.meetings import Commitment, Meeting, MeetingCampaign, MeetingRecord
from hdplanner.domain.messages import CounterArgument, Message, MessageProof, ProofPoint, Support, Variant
from hdplanner.domain.network import Tie
from hdplanner.domain.objectives import (
    Ask,
    BottomLine,
    DecisionStep,
    DecisionWindow,
    MovementConsultation,
    Objective,
    RedLine,
)
from hdplanner.domain.office import Office, TeamMember
from hdplanner.domain.risks import Decision, Risk
from hdplanner.domain.rules_balance import Weighed, balance
from hdplanner.domain.rules_disclosure import Profile, highest
from hdplanner.domain.stakeholders import Stakeholder, StakeholderName
from hdplanner.domain.values import (
    ActorType,
    Audience,
    CommitmentSide,
    NameKind,
)
from hdplanner.services.activity_rows import activity_rows
from hdplanner.services.disclosure import Lens, SeenRow, lens_for
from hdplanner.services.plan_rows import (
    ActivityView,
    AskView,
    CommitmentView,
    ConsultationView,
    DecisionView,
    FrameView,
    MeetingView,
    MessageView,
    ObjectiveView,
    PlanView,
    PortraitView,
    ProofView,
    ReplyView,
    RiskView,
    StepView,
    TieView,
    VariantView,
    WindowView,
)
from hdplanner.services.portraits import portraits
from hdplanner.services.shapes import Made, made
from hdplanner.services.stakeholders import StakeholderRow, stakeholder_rows


def plan_view(
    session: Session,
    campaign_id: str,
    audience: Audience,
    *,
    today: date,
    objective_id: str | None = None,
    language: str = "",
    lens: Lens | None = None,
) -> PlanView:
    """Read a campaign for one audience. Positions are on ``objective_id``, else the first objective.

    Stakeholders are called as they are called in ``language``, where such a name is recorded. With a ``lens`` of
    its own the caller learns what was let through for which part.
    """
    lens = lens or lens_for(session, audience, campaign_id)
    called = names_in(session, lens, language) if language else {}
    reader = _Reader(session, lens, campaign_id, today, called)
    with lens.reading("stakeholders"):
        found = stakeholder_rows(session, campaign_id, objective_id, today=today, lens=lens)
    people = _called(found, called)

    def part(name: str, read: Callable[[], Made]) -> Made:
        with lens.reading(name):
            return read()

    return PlanView(
        audience=audience,
        today=today,
        frame=part("frame", reader.frame),
        objectives=part("objectives", reader.objectives),
        windows=part("windows", reader.windows),
        stakeholders=tuple(people),
        originals={row.id: row.name for row in found if row.id in called},
        judgements=_has_judgements(lens.profile),
        balance=balance(_weighed(people)),
        messages=part("messages", reader.messages),
        activities=part("activities", reader.activities),
        meetings=part("meetings", reader.meetings),
        commitments=part("commitments", reader.commitments),
        risks=part("risks", reader.risks),
        decisions=part("decisions", reader.decisions),
        ties=part("ties", reader.ties),
        portraits=part("portraits", lambda: reader.portraits({row.id for row in people})),
        marking=highest([mark for name, mark in lens.markings().items() if name]),
    )


def names_in(session: Session, lens: Lens, language: str) -> dict[str, str]:
    """Return the official name of each stakeholder in a language, for those who may read names at all."""
    found: dict[str, str] = {}
    for row in lens.rows(session, StakeholderName, StakeholderName.kind == NameKind.OFFICIAL):
        if row.name and _base(row.language) == _base(language):
            found.setdefault(row.stakeholder_id, row.name)
    return found


def _base(language: str) -> str:
    """The language of a tag without its region: "fr" of "fr-CA"."""
    return language.replace("_", "-").split("-")[0].lower()


def _called(rows: list[StakeholderRow], names: dict[str, str]) -> list[StakeholderRow]:
    """The same rows under other names, in the order of these."""
    renamed = [
        replace(row, name=names.get(row.id, row.name), parent=names.get(row.parent_id or "", row.parent))
        for row in rows
    ]
    return sorted(renamed, key=lambda row: (row.name.casefold(), row.id)) if names else rows


def _has_judgements(profile: Profile) -> bool:
    return "judgement" in profile.reveals


def _weighed(rows: Iterable[StakeholderRow]) -> Iterable[Weighed]:
    for row in rows:
        kind = ActorType(row.actor_type) if row.actor_type else None
        yield Weighed(row.influence, row.position, kind)


def _start_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time())


_NEVER = datetime.max  # noqa: DTZ901  planned times are local times without a zone

_FRAME_TEXTS = (
    "scene_setter",
    "problem",
    "effects",
    "causes",
    "affected",
    "why_us",
    "why_now",
    "purpose",
    "mandate",
    "mandate_by",
)


class Names:
    """What an audience may call the stakeholders; a name that is shown counts for the marking of its part."""

    def __init__(self, session: Session, lens: Lens, called: dict[str, str]) -> None:
        with lens.reading(""):
            known = lens.rows(session, Stakeholder, only=("id", "name", "sensitivity"))
        self._lens = lens
        self._names: dict[str, str] = {row.id: row.name for row in known} | called
        self._sensitivities = {row.id: row.sensitivity or lens.default for row in known}

    def of(self, key: str | None) -> str:
        """What somebody is called, or nothing where this audience may not know."""
        name = self._names.get(key, "") if key else ""
        if key and name and key in self._sensitivities:
            self._lens.touch(Stakeholder.__tablename__, key, self._sensitivities[key])
        return name


class _Reader:
    """Reads the parts of one campaign through one lens. Names are looked up once."""

    def __init__(
        self, session: Session, lens: Lens, campaign_id: str, today: date, called: dict[str, str]
    ) -> None:
        self.session, self.lens, self.campaign_id, self.today = session, lens, campaign_id, today
        self._name = Names(session, lens, called).of
        self.members = {row.id: row.name for row in self._rows(TeamMember)}
        self.titles = {row.id: row.title for row in self._of_campaign(DecisionWindow)}

    def _rows(self, mapped: Any, *where: Any, order: tuple[Any, ...] = ()) -> list[SeenRow]:
        return self.lens.rows(self.session, mapped, *where, order=order)

    def _of_campaign(self, mapped: Any, *order: Any) -> list[SeenRow]:
        return self._rows(mapped, mapped.campaign_id == self.campaign_id, order=order)

    def _below(self, mapped: Any, column: Any, keys: list[str]) -> dict[str, list[SeenRow]]:
        """Rows that belong to one of ``keys`` by ``column``, in the order that people made."""
        order = (mapped.rank,) if hasattr(mapped, "rank") else ()
        found: dict[str, list[SeenRow]] = {key: [] for key in keys}
        for row in self._rows(mapped, column.in_(keys), order=order):
            found[getattr(row, column.key)].append(row)
        return found

    def frame(self) -> FrameView:
        """Read what frames the campaign; an audience below its marking reads no more than its title."""
        row = self._rows(Campaign, Campaign.id == self.campaign_id)[0]
        if row.default_sensitivity.rank > self.lens.profile.ceiling.rank:
            texts = [name for name in _FRAME_TEXTS if getattr(row, name)]
            row = row._replace(**dict.fromkeys(texts, ""))
        else:
            self.lens.touch(Campaign.__tablename__, row.id, row.default_sensitivity)
        home = self._rows(Office)
        return made(FrameView, row, office=home[0].name if home else "")

    def objectives(self) -> tuple[ObjectiveView, ...]:
        """Read the objectives with what hangs on them."""
        rows = self._of_campaign(Objective, Objective.rank)
        keys = [row.id for row in rows]
        asks = self._below(Ask, Ask.objective_id, keys)
        with self.lens.reading("red_lines"):
            red = self._below(RedLine, RedLine.objective_id, keys)
            bottom = self._below(BottomLine, BottomLine.objective_id, keys)
        consulted = self._below(MovementConsultation, MovementConsultation.objective_id, keys)
        return tuple(
            made(
                ObjectiveView,
                row,
                asks=tuple(map(self._ask, asks[row.id])),
                red_lines=tuple(line.text for line in red[row.id] if line.text),
                bottom_lines=tuple(line.minimum for line in bottom[row.id] if line.minimum),
                consultations=tuple(made(ConsultationView, one) for one in consulted[row.id]),
            )
            for row in rows
        )

    def _ask(self, row: SeenRow) -> AskView:
        return made(
            AskView,
            row,
            addressee=self._name(row.addressee_id),
            window=self.titles.get(row.window_id, ""),
        )

    def windows(self) -> tuple[WindowView, ...]:
        """Read the decision windows by date, each with its path."""
        rows = self._of_campaign(DecisionWindow, DecisionWindow.decides_on)
        steps = self._below(DecisionStep, DecisionStep.window_id, [row.id for row in rows])
        return tuple(
            made(
                WindowView,
                row,
                body=self._name(row.body_id),
                steps=tuple(
                    made(StepView, step, stakeholder=self._name(step.stakeholder_id))
                    for step in steps[row.id]
                ),
            )
            for row in rows
        )

    def messages(self) -> tuple[MessageView, ...]:
        """Read the messages with supports, proof, answers and variants."""
        rows = self._of_campaign(Message, Message.rank)
        keys = [row.id for row in rows]
        supports = self._below(Support, Support.message_id, keys)
        replies = self._below(CounterArgument, CounterArgument.message_id, keys)
        variants = self._below(Variant, Variant.message_id, keys)
        proofs = self._proofs(keys)
        asked = select(Message.id, Ask.addressee_id).join(Ask, Message.ask_id == Ask.id)
        addressees = dict(self.session.execute(asked).all())
        return tuple(
            made(
                MessageView,
                row,
                addressee_id=addressees.get(row.id),
                supports=tuple(one.text for one in supports[row.id]),
                proofs=tuple(proofs[row.id]),
                replies=tuple(made(ReplyView, one) for one in replies[row.id]),
                variants=tuple(map(self._variant, variants[row.id])),
            )
            for row in rows
        )

    def _variant(self, row: SeenRow) -> VariantView:
        return made(VariantView, row, audience=row.audience or self._name(row.stakeholder_id))

    def _proofs(self, keys: list[str]) -> dict[str, list[ProofView]]:
        holding = ProofPoint.withdrawn_on.is_(None)  # what was withdrawn is said to nobody
        found = self._rows(ProofPoint, ProofPoint.campaign_id == self.campaign_id, holding)
        facts = {row.id: made(ProofView, row) for row in found}
        links = self._below(MessageProof, MessageProof.message_id, keys)
        return {
            key: [facts[link.proof_id] for link in linked if link.proof_id in facts]
            for key, linked in links.items()
        }

    def activities(self) -> tuple[ActivityView, ...]:
        """Read the activities by date, the unscheduled last; one planned before a decision has its day from that."""
        messages = {row.id: row.title for row in self._of_campaign(Message)}
        messengers = {row.id: row.name for row in self._rows(Messenger)}
        planned = {row.id: row for row in activity_rows(self.session, self.campaign_id, lens=self.lens)}
        rows = [
            made(
                ActivityView,
                row,
                starts_at=row.starts_at or _start_of(planned[row.id].on),
                audience=self._name(row.stakeholder_id) or planned[row.id].coalition or row.audience,
                message=messages.get(row.message_id, ""),
                messenger=messengers.get(row.messenger_id, ""),
            )
            for row in self._of_campaign(Activity)
        ]
        return tuple(sorted(rows, key=lambda one: (one.starts_at is None, one.starts_at or _NEVER)))

    def meetings(self) -> tuple[MeetingView, ...]:
        """Read the meetings that serve this campaign, by date, with their records."""
        serving = [row.meeting_id for row in self._of_campaign(MeetingCampaign)]
        rows = self._rows(Meeting, Meeting.id.in_(serving), order=(Meeting.starts_at,))
        records = self._below(MeetingRecord, MeetingRecord.meeting_id, serving)
        texts = ("summary", "their_words", "our_reading", "read_out")
        return tuple(
            made(
                MeetingView,
                row,
                counterpart=self._name(row.stakeholder_id),
                **{
                    name: "\n".join(getattr(one, name) for one in records[row.id] if getattr(one, name))
                    for name in texts
                },
            )
            for row in rows
        )

    def commitments(self) -> tuple[CommitmentView, ...]:
        """Read the promises: ours first, then theirs, the earliest due first."""
        rows = [
            made(
                CommitmentView,
                row,
                stakeholder=self._name(row.stakeholder_id),
                overdue=bool(row.status and row.status.is_open and row.due_on and row.due_on < self.today),
            )
            for row in self._of_campaign(Commitment)
            if row.wording
        ]
        return tuple(
            sorted(rows, key=lambda one: (one.side is not CommitmentSide.OURS, one.due_on or date.max))
        )

    def risks(self) -> tuple[RiskView, ...]:
        """Read the risks, the gravest first."""
        rows = [made(RiskView, row) for row in self._of_campaign(Risk) if row.title]
        return tuple(sorted(rows, key=lambda one: -((one.likelihood or 0) * (one.impact or 0))))

    def decisions(self) -> tuple[DecisionView, ...]:
        """Read what was decided, by date."""
        return tuple(
            made(DecisionView, row)
            for row in self._of_campaign(Decision, Decision.decided_on)
            if row.question
        )

    def ties(self) -> tuple[TieView, ...]:
        """Read who reaches whom, for those who may know both ends and the judgement."""
        if not _has_judgements(self.lens.profile):
            return ()
        return tuple(
            made(TieView, row, source=self._name(row.source_id), target=self._name(row.target_id))
            for row in self._of_campaign(Tie)
            if self._name(row.source_id) and self._name(row.target_id)
        )

    def portraits(self, ids: set[str]) -> tuple[PortraitView, ...]:
        """Read what a brief says of each stakeholder of the campaign."""
        return portraits(self.session, self.lens, ids)
