"""Every change that the Network room makes, one method each: drawing, table and inspector share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hdplanner.i18n import _
from hdplanner.ui.context import AppContext

if TYPE_CHECKING:
    from hdplanner.services.network import RouteStep

_COLUMNS = {"origin": "source"}
"""What a tie's row calls otherwise than the file: ``source`` is there where the knowledge is from."""


class NetworkEdits:
    """Says to the gateway what is to be done, with the name that undo will show."""

    def __init__(self, context: AppContext) -> None:
        self._gateway = context.gateway

    def add_tie(self, source_id: str, target_id: str, **values: Any) -> str | None:
        """Tie one to another; the tie's id, or None where that was refused."""
        from hdplanner.services import ties

        return self._gateway.run(
            "tie.add",
            ties.add_tie,
            about={},
            campaign_id=self._gateway.campaign_id,
            source_id=source_id,
            target_id=target_id,
            **values,
        )

    def update_ties(self, ids: Sequence[str], **values: Any) -> None:
        """Change fields of one or several ties."""
        from hdplanner.services import ties

        named = {_COLUMNS.get(key, key): value for key, value in values.items()}
        self._gateway.run("tie.update", ties.update_ties, about=_number(ids), ids=list(ids), **named)

    def delete_ties(self, ids: Sequence[str]) -> None:
        """Take ties away."""
        from hdplanner.services import ties

        self._gateway.run("tie.delete", ties.delete_ties, about=_number(ids), ids=list(ids))

    def place(self, places: Mapping[str, tuple[float, float]], about: Sequence[str]) -> None:
        """Keep where stakeholders were put; `about` are those that a person moved."""
        from hdplanner.services import places as service

        told = {"stakeholder": about[0]} if len(about) == 1 else {"number": str(len(about))}
        self._gateway.run(
            "network.place",
            service.set_places,
            about=told,
            campaign_id=self._gateway.campaign_id,
            places={key: (min(1.0, max(0.0, x)), min(1.0, max(0.0, y))) for key, (x, y) in places.items()},
        )

    def set_relation(self, messenger_id: str, stakeholder_id: str, **values: Any) -> str | None:
        """Record how close one of our messengers is to a stakeholder."""
        from hdplanner.services import relations

        return self._gateway.run(
            "relation.set",
            relations.set_relation,
            about={"stakeholder": stakeholder_id},
            campaign_id=self._gateway.campaign_id,
            messenger_id=messenger_id,
            stakeholder_id=stakeholder_id,
            **values,
        )

    def delete_relation(self, relation_id: str, stakeholder_id: str) -> None:
        """Take back a relation that should never have been recorded."""
        from hdplanner.services import relations

        about = {"stakeholder": stakeholder_id}
        self._gateway.run("relation.delete", relations.delete_relation, about=about, relation_id=relation_id)

    def plan_route(self, target_id: str, steps: Sequence[RouteStep]) -> list[str] | None:
        """Make a route the plan; the ids of the activities, or None where that was refused."""
        from hdplanner.services import network

        return self._gateway.run(
            "route.plan",
            network.plan_route,
            about={"stakeholder": target_id},
            campaign_id=self._gateway.campaign_id,
            target_id=target_id,
            steps=steps,
        )

    def plan_first_contact(self, stakeholder_id: str, name: str) -> str | None:
        """Plan to get to know somebody who could open a route."""
        from hdplanner.services import activities

        return self._gateway.run(
            "activity.add",
            activities.add_activity,
            about={},
            made="activity",
            campaign_id=self._gateway.campaign_id,
            stakeholder_id=stakeholder_id,
            title=_("First contact with {name}").format(name=name[:120]),
        )

    def add_coalition(self, name: str, members: Sequence[str]) -> str | None:
        """Say who acts together; the coalition's id, or None where that was refused."""
        from hdplanner.services import coalitions

        return self._gateway.run(
            "coalition.add",
            coalitions.add_coalition,
            about={},
            made="coalition",
            campaign_id=self._gateway.campaign_id,
            name=name,
            members=list(members),
        )

    def update_coalition(self, coalition_id: str, **values: Any) -> None:
        """Change name or note of a coalition."""
        from hdplanner.services import coalitions

        self._gateway.run(
            "coalition.update", coalitions.update_coalition, coalition_id=coalition_id, **values
        )

    def set_members(self, coalition_id: str, ids: Sequence[str]) -> None:
        """Say who is in a coalition."""
        from hdplanner.services import coalitions

        self._gateway.run(
            "coalition.members", coalitions.set_members, coalition_id=coalition_id, ids=list(ids)
        )

    def delete_coalition(self, coalition_id: str) -> None:
        """Delete a coalition; those in it stay."""
        from hdplanner.services import coalitions

        about = {"coalition": coalition_id}
        self._gateway.run("coalition.delete", coalitions.delete_coalitions, about=about, ids=[coalition_id])

    def add_scenario(
        self,
        name: str,
        objective_id: str | None,
        moves: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> str | None:
        """Begin a scenario, empty or as a copy of these moves; its id, or None where that was refused."""
        from hdplanner.services import scenarios

        def work(session: Any, *, campaign_id: str) -> str:
            made = scenarios.add_scenario(
                session, campaign_id=campaign_id, name=name, objective_id=objective_id
            )
            if moves:
                scenarios.move_in_scenario(session, scenario_id=made, moves=moves)
            return made

        plan = self._gateway.campaign_id
        return self._gateway.run("scenario.add", work, about={}, made="scenario", campaign_id=plan)

    def rename_scenario(self, scenario_id: str, name: str) -> None:
        """Call a scenario otherwise."""
        from hdplanner.services import scenarios

        self._gateway.run("scenario.update", scenarios.update_scenario, scenario_id=scenario_id, name=name)

    def delete_scenario(self, scenario_id: str) -> None:
        """Delete a scenario with its moves; assessments stay as they are."""
        from hdplanner.services import scenarios

        about = {"scenario": scenario_id}
        self._gateway.run("scenario.delete", scenarios.delete_scenarios, about=about, ids=[scenario_id])

    def suppose(self, scenario_id: str, ids: Sequence[str], **values: int | None) -> None:
        """Suppose some to stand elsewhere; None takes the supposition back."""
        from hdplanner.services import scenarios

        self._gateway.run(
            "scenario.move",
            scenarios.move_in_scenario,
            scenario_id=scenario_id,
            moves=dict.fromkeys(ids, values),
        )

    def today(self) -> date:
        """The day that is today here."""
        from hdplanner.services.values import today_here

        return today_here()


def _number(ids: Sequence[str]) -> dict[str, str]:
    return {"number": str(len(ids))} if len(ids) > 1 else {}
