"""Every change that the Stakeholders room makes, one method each: the page, the table and the inspector share them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hdplanner.domain.values import NameKind, StakeholderRoleValue
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.assessments import AssessmentRow


class StakeholderEdits:
    """Says to the gateway what is to be done, with the name that undo will show."""

    def __init__(self, context: AppContext) -> None:
        self._gateway = context.gateway
        self._settings = context.settings
        self.objective_id: str | None = None

    def today(self) -> date:
        """The day that new judgements are dated."""
        from hdplanner.services.values import today_here

        return today_here()

    def add(self, name: str, **facts: Any) -> str | None:
        """Add a stakeholder to the plan; its id, or None where that was refused."""
        from hdplanner.services import stakeholders

        return self._gateway.run(
            "stakeholder.add",
            stakeholders.add_stakeholder,
            about={},
            made="stakeholder",
            name=name,
            campaign_id=self._gateway.campaign_id,
            **facts,
        )

    def fact(self, ids: Sequence[str], **values: Any) -> None:
        """Change facts of one or several stakeholders."""
        from hdplanner.services import stakeholders

        self._gateway.run(
            "stakeholder.update", stakeholders.update_stakeholders, about=_about(ids), ids=ids, **values
        )

    def delete(self, ids: Sequence[str]) -> None:
        """Delete stakeholders with all that hangs on them."""
        from hdplanner.services import stakeholders

        self._gateway.run("stakeholder.delete", stakeholders.delete_stakeholders, about=_about(ids), ids=ids)

    def leave(self, ids: Sequence[str]) -> None:
        """Take stakeholders out of this plan; the office keeps them."""
        from hdplanner.services import stakeholders

        self._gateway.run(
            "stakeholder.leave",
            stakeholders.leave_campaign,
            about=_about(ids),
            campaign_id=self._gateway.campaign_id,
            ids=ids,
        )

    def assess(self, moves: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """Record one new dated assessment for each; all are one step. Their keys by stakeholder, if not refused."""
        from hdplanner.services import assessments

        made = self._gateway.run(
            "stakeholder.assess",
            assessments.assess,
            about=_about(list(moves)),
            campaign_id=self._gateway.campaign_id,
            moves=moves,
            made_on=self.today(),
            author=self._settings.author_name(),
            objective_id=self.objective_id,
        )
        return {} if made is None else dict(zip(moves, made, strict=True))

    def aim(self, targets: Mapping[str, int]) -> None:
        """Record where some can realistically be brought; all are one step."""
        from hdplanner.services import assessments

        def work(session: Any, **given: Any) -> None:
            for stakeholder_id, position in targets.items():
                assessments.set_target(session, stakeholder_id=stakeholder_id, position=position, **given)

        self._gateway.run(
            "stakeholder.target",
            work,
            about=_about(list(targets)),
            campaign_id=self._gateway.campaign_id,
            made_on=self.today(),
            author=self._settings.author_name(),
            objective_id=self.objective_id,
        )

    def support_all(self, made: Mapping[str, str], values: Mapping[str, Any]) -> None:
        """Say of several judgements at once what they rest on: assessment by stakeholder id; one step."""
        from hdplanner.services import assessments

        def work(session: Any) -> None:
            for assessment_id in made.values():
                assessments.update_assessment(session, assessment_id, **values)

        self._gateway.run("assessment.update", work, about=_about(list(made)))

    def judge(self, stakeholder_id: str, latest: AssessmentRow | None, **values: Any) -> None:
        """Rate in the inspector: what one person judges in one sitting is one assessment."""
        mine = latest is not None and latest.made_on == self.today()
        mine = mine and latest is not None and latest.author == self._settings.author_name()
        if latest is not None and mine and latest.objective_id in (None, self.objective_id):
            self.support(stakeholder_id, latest.id, **values)
        else:
            self.assess({stakeholder_id: values})

    def support(self, stakeholder_id: str, assessment_id: str, **values: Any) -> None:
        """Say what an assessment rests on."""
        from hdplanner.services import assessments

        self._gateway.run(
            "assessment.update",
            assessments.update_assessment,
            about={"stakeholder": stakeholder_id},
            assessment_id=assessment_id,
            **values,
        )

    def work(self, stakeholder_id: str, **values: Any) -> None:
        """Change what this plan records about our work with a stakeholder."""
        from hdplanner.services import stakeholders

        self._in_plan("stakeholder.involvement", stakeholders.update_involvement, stakeholder_id, **values)

    def own(self, stakeholder_id: str, name: str) -> None:
        """Say who of us cares for a stakeholder."""
        from hdplanner.services import team

        self._in_plan("stakeholder.involvement", team.set_owner, stakeholder_id, name=name)

    def roles(self, stakeholder_id: str, roles: Iterable[StakeholderRoleValue]) -> None:
        """Say which parts a stakeholder plays in this plan."""
        from hdplanner.services import stakeholders

        self._in_plan("stakeholder.roles", stakeholders.set_roles, stakeholder_id, roles=list(roles))

    def languages(self, stakeholder_id: str, tags: Iterable[str]) -> None:
        """Say which languages a stakeholder works in."""
        from hdplanner.services import profiles

        self._gateway.run(
            "stakeholder.update", profiles.set_languages, stakeholder_id=stakeholder_id, languages=list(tags)
        )

    def add_name(self, stakeholder_id: str, name: str, language: str) -> None:
        """Add a name in another language or script."""
        from hdplanner.services import profiles

        self._gateway.run(
            "stakeholder.names",
            profiles.add_name,
            stakeholder_id=stakeholder_id,
            name=name,
            language=language,
            kind=NameKind.OFFICIAL,
        )

    def delete_name(self, stakeholder_id: str, name_id: str) -> None:
        """Take a further name away."""
        from hdplanner.services import profiles

        self._gateway.run(
            "stakeholder.names", profiles.delete_name, about={"stakeholder": stakeholder_id}, name_id=name_id
        )

    def hold(self, post_id: str, name: str, since_on: date | None) -> None:
        """Record a new holder of a post."""
        from hdplanner.services import profiles

        self._gateway.run(
            "stakeholder.holder",
            profiles.add_holder,
            about={"stakeholder": post_id},
            post_id=post_id,
            name=name,
            since_on=since_on,
        )

    def part_of(self, stakeholder_id: str, parent: str) -> None:
        """Put a stakeholder under another one, by name; an empty name frees it."""
        from hdplanner.services import stakeholders

        def place(session: Any, ids: Sequence[str]) -> None:
            key = stakeholders.find_stakeholder(session, parent) if parent else None
            stakeholders.update_stakeholders(session, ids, parent_id=key)

        self._gateway.run(
            "stakeholder.update", place, about={"stakeholder": stakeholder_id}, ids=[stakeholder_id]
        )

    def _in_plan(self, label_key: str, service: Any, stakeholder_id: str, **values: Any) -> None:
        self._gateway.run(
            label_key,
            service,
            about={"stakeholder": stakeholder_id},
            campaign_id=self._gateway.campaign_id,
            stakeholder_id=stakeholder_id,
            **values,
        )


def _about(ids: Sequence[str]) -> dict[str, str]:
    """What the name of the step tells of: the one, or how many."""
    return {"stakeholder": ids[0]} if len(ids) == 1 else {"number": str(len(ids))}
