"""Every change that the Objectives room makes, one method each: its views and the inspector share them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from hdplanner.domain.values import CampaignGoal
from hdplanner.i18n import _
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.windows import StepRow

WINDOW, STEP = "decision_window", "decision_step"


class ObjectiveEdits:
    """Says to the gateway what is to be done, with the name that undo will show. Kinds are names of tables."""

    def __init__(self, context: AppContext) -> None:
        self._gateway = context.gateway

    # -- the plan itself

    def plan(self, **values: Any) -> None:
        """Change what frames the plan."""
        from hdplanner.services import campaigns

        self._gateway.run(
            "campaign.update",
            campaigns.update_campaign,
            campaign_id=self._gateway.campaign_id,
            **values,
        )

    def goals(self, goals: Iterable[CampaignGoal]) -> None:
        """Say what the plan is for."""
        from hdplanner.services import frames

        self._gateway.run(
            "campaign.update",
            frames.set_goals,
            campaign_id=self._gateway.campaign_id,
            goals=list(goals),
        )

    def lead(self, name: str) -> None:
        """Say who of us leads the plan."""
        from hdplanner.services import frames

        self._gateway.run(
            "campaign.update", frames.set_lead, campaign_id=self._gateway.campaign_id, name=name
        )

    # -- records of any kind

    def add(self, kind: str, parent_id: str, **values: Any) -> str | None:
        """Add a record under its parent; its id, or None where that was refused."""
        from hdplanner.services import parts, windows

        run = self._gateway.run
        if kind == WINDOW:
            return run(
                "window.add", windows.add_window, about={}, made=WINDOW, campaign_id=parent_id, **values
            )
        if kind == STEP:
            return run("step.add", windows.add_step, about={}, window_id=parent_id, **values)
        return run(
            f"{kind}.add", parts.add_part, about={}, made=kind, part=kind, parent_id=parent_id, **values
        )

    def update(self, kind: str, row_id: str, **values: Any) -> None:
        """Change fields of one record."""
        from hdplanner.services import parts, windows

        run = self._gateway.run
        if kind == WINDOW:
            run("window.update", windows.update_window, about={WINDOW: row_id}, window_id=row_id, **values)
        elif kind == STEP:
            run("step.update", windows.update_step, about={}, step_id=row_id, **values)
        else:
            run(f"{kind}.update", parts.update_parts, about={}, part=kind, ids=[row_id], **values)

    def delete(self, kind: str, row_id: str) -> None:
        """Delete one record with what hangs on it."""
        from hdplanner.services import parts, windows

        run = self._gateway.run
        if kind == WINDOW:
            run("window.delete", windows.delete_windows, about={}, ids=[row_id])
        elif kind == STEP:
            run("step.delete", windows.delete_step, about={}, step_id=row_id)
        else:
            run(f"{kind}.delete", parts.delete_parts, about={}, part=kind, ids=[row_id])

    def move(self, kind: str, row_id: str, place: int) -> None:
        """Put a record at another place among its siblings; 0 is the first."""
        from hdplanner.services import parts, windows

        run = self._gateway.run
        if kind == STEP:
            run("step.move", windows.move_step, about={}, step_id=row_id, place=place)
        else:
            run(f"{kind}.move", parts.move_part, about={}, part=kind, row_id=row_id, place=place)

    # -- what is more than a field

    def own(self, objective_id: str, name: str) -> None:
        """Say who of us cares for an objective; a name that is new joins the team."""
        from hdplanner.services import parts, team

        def work(session: Any) -> None:
            owner_id = team.named_member(session, name)
            parts.update_parts(session, part="objective", ids=[objective_id], owner_id=owner_id)

        self._gateway.run("objective.update", work, about={})

    def consult(self, objective_id: str) -> str | None:
        """Begin to record who of the Movement takes part in an objective."""
        plan = self._gateway.campaign_id
        return self.add("movement_consultation", plan, objective_id=objective_id)

    def contradict(self, first_id: str, second_id: str, contradicts: bool) -> None:
        """Say whether two asks go together."""
        from hdplanner.services import objectives

        service = objectives.set_conflict if contradicts else objectives.clear_conflict
        self._gateway.run("ask.conflict", service, about={}, first_id=first_id, second_id=second_id)

    def add_named(self, kind: str, row_id: str, column: str, name: str) -> None:
        """Add a stakeholder to the plan, and name it in a field of a record; one step."""
        from hdplanner.services import parts, stakeholders, windows

        plan = self._gateway.campaign_id

        def work(session: Any) -> str:
            key = stakeholders.add_stakeholder(session, name=name, campaign_id=plan)
            if kind == WINDOW:
                windows.update_window(session, row_id, **{column: key})
            elif kind == STEP:
                windows.update_step(session, row_id, **{column: key})
            else:
                parts.update_parts(session, part=kind, ids=[row_id], **{column: key})
            return key

        self._gateway.run("stakeholder.add", work, about={}, made="stakeholder")

    def explain(self, first_id: str, second_id: str, why: str) -> None:
        """Say why two asks cannot both be made."""
        from hdplanner.services import objectives

        self._gateway.run(
            "ask.conflict",
            objectives.set_conflict,
            about={},
            first_id=first_id,
            second_id=second_id,
            why=why,
        )

    def plan_towards(self, step: StepRow) -> str | None:
        """Plan an activity towards the one who takes a step; it waits for a day in the tray."""
        from hdplanner.services import activities

        return self._gateway.run(
            "activity.add",
            activities.add_activity,
            about={},
            made="activity",
            campaign_id=self._gateway.campaign_id,
            title=_("Talk with {who}").format(who=step.stakeholder),
            stakeholder_id=step.stakeholder_id,
            window_id=step.window_id,
        )

    def move_window(self, window_id: str, decides_on: date, *, with_hanging: bool) -> None:
        """Move a decision to another day, alone or with what hangs on it; one step."""
        from hdplanner.services import windows

        self._gateway.run(
            "window.move",
            windows.move_window,
            about={WINDOW: window_id},
            window_id=window_id,
            decides_on=decides_on,
            with_hanging=with_hanging,
        )
