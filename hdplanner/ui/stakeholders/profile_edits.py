"""What the inspector of one stakeholder reads and changes beyond what grid and table share with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hdplanner.ui.context import AppContext
from hdplanner.ui.stakeholders.edits import StakeholderEdits

if TYPE_CHECKING:
    from hdplanner.domain.values import ContactKind, InfluenceBasis, Motive
    from hdplanner.services.contacts import ContactRow
    from hdplanner.services.network import Network, RoutesFound, RouteStep
    from hdplanner.storage import Changes

_WOVEN = frozenset(
    {"campaign", "involvement", "messenger", "post_holder", "relation", "stakeholder", "team_member", "tie"}
)
"""The tables that routes are found in."""


class ProfileEdits:
    """Each method is one step that can be undone, or one read. `base` holds what the whole room shares."""

    def __init__(self, context: AppContext, base: StakeholderEdits) -> None:
        self.context = context
        self.base = base
        self._gateway = context.gateway
        self._network: Network | None = None
        self._network_of: tuple[str, str | None] = ("", None)
        self._gateway.changed.connect(self._on_changed)
        self._gateway.opened.connect(self._forget)

    # -- judgements

    def take_back(self, stakeholder_id: str, assessment_id: str) -> None:
        """Delete an assessment that should never have been made."""
        from hdplanner.services import assessments

        self._about(
            "assessment.delete", assessments.delete_assessment, stakeholder_id, assessment_id=assessment_id
        )

    def basis(self, stakeholder_id: str, assessment_id: str, values: Collection[InfluenceBasis]) -> None:
        """Say what the influence in an assessment rests on."""
        from hdplanner.services import assessments

        self._about(
            "assessment.update",
            assessments.set_basis,
            stakeholder_id,
            assessment_id=assessment_id,
            values=list(values),
        )

    def motives(self, stakeholder_id: str, motives: Mapping[Motive, int | None]) -> None:
        """Say which motives we read in a stakeholder, and how sure we are."""
        from hdplanner.services import profiles

        self._about(
            "stakeholder.motives",
            profiles.set_motives,
            stakeholder_id,
            campaign_id=self._gateway.campaign_id,
            stakeholder_id=stakeholder_id,
            motives=dict(motives),
        )

    # -- facts

    def tags(self, stakeholder_id: str, names: Collection[str]) -> None:
        """Put exactly these tags on a stakeholder."""
        from hdplanner.services import tags

        self._about(
            "stakeholder.tags",
            tags.set_tags,
            stakeholder_id,
            stakeholder_id=stakeholder_id,
            names=list(names),
        )

    def tag_names(self) -> list[str]:
        """The tags that the office has."""
        from hdplanner.services import tags

        return self._gateway.read(tags.tag_names)

    def update_holder(self, stakeholder_id: str, holder_id: str, **values: Any) -> None:
        """Correct who held a post, or from when to when."""
        from hdplanner.services import profiles

        self._about(
            "stakeholder.holder", profiles.update_holder, stakeholder_id, holder_id=holder_id, **values
        )

    def delete_holder(self, stakeholder_id: str, holder_id: str) -> None:
        """Take away a holder who was recorded by mistake."""
        from hdplanner.services import profiles

        self._about("stakeholder.holder", profiles.delete_holder, stakeholder_id, holder_id=holder_id)

    def contacts(self, stakeholder_id: str, *, personal: bool) -> list[ContactRow]:
        """The ways to reach a stakeholder's office; personal ones only where they are asked for."""
        from hdplanner.services import contacts

        return self._gateway.read(contacts.contact_rows, stakeholder_id=stakeholder_id, personal=personal)

    def add_contact(self, stakeholder_id: str, kind: ContactKind, value: str) -> str | None:
        """Add a way to reach a stakeholder's office."""
        from hdplanner.services import contacts

        return self._gateway.run(
            "stakeholder.contacts",
            contacts.add_contact,
            about={"stakeholder": stakeholder_id},
            stakeholder_id=stakeholder_id,
            kind=kind,
            value=value,
        )

    def delete_contact(self, stakeholder_id: str, contact_id: str) -> None:
        """Take a contact away."""
        from hdplanner.services import contacts

        self._about("stakeholder.contacts", contacts.delete_contact, stakeholder_id, contact_id=contact_id)

    def own_all(self, ids: Sequence[str], name: str) -> None:
        """Say who of us cares for several, as one step."""
        from hdplanner.services import team

        def own(session: Any, ids: Sequence[str]) -> None:
            for key in ids:
                team.set_owner(session, self._gateway.campaign_id, key, name=name)

        self._gateway.run("stakeholder.update", own, about={"number": str(len(ids))}, ids=list(ids))

    def shared(self, ids: Sequence[str]) -> dict[str, Any]:
        """What several stakeholders have in common."""
        from hdplanner.services import profiles

        return self._gateway.read(profiles.shared_facts, ids=list(ids))

    # -- ties and routes

    def names(self) -> list[str]:
        """The names of all stakeholders, for a field that completes them."""
        from hdplanner.services import profiles

        return self._gateway.read(profiles.stakeholder_names)

    def add_tie(self, stakeholder_id: str, other: str, *, outgoing: bool, **values: Any) -> str | None:
        """Tie a stakeholder to another one, by name; the tie starts here where it is outgoing."""
        from hdplanner.services import stakeholders, ties

        def tie(session: Any, stakeholder_id: str) -> str:
            far = stakeholders.find_stakeholder(session, other)
            start, end = (stakeholder_id, far) if outgoing else (far, stakeholder_id)
            campaign_id = self._gateway.campaign_id
            return ties.add_tie(session, campaign_id=campaign_id, source_id=start, target_id=end, **values)

        return self._gateway.run(
            "tie.add", tie, about={"stakeholder": stakeholder_id}, stakeholder_id=stakeholder_id
        )

    def update_tie(self, stakeholder_id: str, tie_id: str, **values: Any) -> None:
        """Change what we know of a tie."""
        from hdplanner.services import ties

        self._about("tie.update", ties.update_ties, stakeholder_id, ids=[tie_id], **values)

    def delete_tie(self, stakeholder_id: str, tie_id: str) -> None:
        """Take a tie away."""
        from hdplanner.services import ties

        self._about("tie.delete", ties.delete_ties, stakeholder_id, ids=[tie_id])

    def routes(self, stakeholder_id: str, count: int = 3) -> RoutesFound:
        """The best routes from us to a stakeholder. The network is read once, until something changes."""
        from hdplanner.services import network

        of = (self._gateway.campaign_id, self.base.objective_id)
        known = self._network is not None and any(node.id == stakeholder_id for node in self._network.nodes)
        if self._network is None or self._network_of != of or not known:
            self._network = self._gateway.read(
                network.network,
                campaign_id=of[0],
                objective_id=of[1],
                today=self.base.today(),
                around=[stakeholder_id],
            )
            self._network_of = of
        return network.routes(self._network, stakeholder_id, count=count)

    def plan_route(self, stakeholder_id: str, steps: Sequence[RouteStep]) -> list[str] | None:
        """Turn a route into planned activities, in its order, as one step."""
        from hdplanner.services import network_plan

        return self._gateway.run(
            "route.plan",
            network_plan.plan_route,
            about={"stakeholder": stakeholder_id},
            campaign_id=self._gateway.campaign_id,
            target_id=stakeholder_id,
            steps=list(steps),
        )

    def _on_changed(self, changes: Changes) -> None:
        """A judgement moves nobody in the network: to read it again would make a drag wait."""
        if _WOVEN & set(changes.keys):
            self._forget()

    def _forget(self) -> None:
        self._network = None

    def _about(self, label_key: str, service: Any, about: str, **values: Any) -> None:
        self._gateway.run(label_key, service, about={"stakeholder": about}, **values)
