"""Which fields the form of each kind of record has. Holds no widget; makes them when a form is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hdplanner.domain.choices import Choice
from hdplanner.domain.values import (
    CampaignGoal,
    CampaignStage,
    CampaignStatus,
    Certainty,
    Component,
    Consultation,
    Horizon,
    LegalBasis,
    RedLineType,
    Sensitivity,
    StepAction,
    StepAgreement,
    Track,
)
from hdplanner.i18n import _
from hdplanner.ui.common.checks_field import ChecksField
from hdplanner.ui.common.choices import choices_of
from hdplanner.ui.common.form import ChoiceField, DateField, FlagField, LineField, ProseField, WrapField
from hdplanner.ui.common.pick_field import PickField
from hdplanner.ui.objectives.desk import Desk
from hdplanner.ui.objectives.form import Field

Maker = Callable[[Desk, str], Any]


class WindowChoice(ChoiceField):
    """The decisions of the plan, as they are when the form is shown."""

    def __init__(self, desk: Desk, title: str) -> None:
        self._desk = desk
        super().__init__(title, [(None, _("No decision named"))])

    def renew(self) -> None:
        """Offer the decisions of now."""
        rows = self._desk.source.windows
        self.set_choices([(None, _("No decision named")), *((row.id, row.title) for row in rows)])


def plan_fields() -> list[Field]:
    """Where the plan stands, and what it is for."""
    return [
        Field("stage", _("Stage"), _choice(CampaignStage)),
        Field("status", _("Status"), _choice(CampaignStatus)),
        Field(
            "lead",
            _("Led by"),
            _line(_("A name or a function")),
            lambda desk, _id, name: desk.edits.lead(name),
        ),
        Field("starts_on", _("Begins"), _day),
        Field("ends_on", _("Ends"), _day),
        Field(
            "goals",
            _("Goals"),
            lambda _desk, title: ChecksField(title, CampaignGoal),
            lambda desk, _id, goals: desk.edits.goals(goals),
        ),
    ]


def ground_fields() -> list[Field]:
    """The ground on which persons may be rated."""
    return [
        Field("purpose", _("Purpose"), _prose(_("For what exactly we keep and use data"))),
        Field("legal_basis", _("Legal basis"), _choice(LegalBasis, _("Not said"))),
        Field("controller", _("Answers for it"), _wrap()),
    ]


def mandate_fields() -> list[Field]:
    """Who gave the mandate, and how far it goes."""
    return [
        Field("mandate", _("Mandate"), _prose(_("What we may say, offer and sign"))),
        Field("mandate_by", _("Given by"), _wrap()),
        Field("mandate_until", _("Until"), _day),
    ]


def fields_of(kind: str) -> list[Field]:
    """The fields of a record's form, in the order in which one writes them."""
    return _FIELDS[kind]()


def _objective() -> list[Field]:
    return [
        Field("title", _("Title"), _wrap()),
        Field("statement", _("Statement"), _prose(_("What has changed, for whom, by when"))),
        Field("horizon", _("Horizon"), _choice(Horizon)),
        Field("track", _("Track"), _choice(Track)),
        Field("indicator", _("Indicator"), _prose(_("How we would know"))),
        Field("target_on", _("By"), _day),
        Field(
            "owner",
            _("Owner"),
            _line(_("A name or a function")),
            lambda desk, row_id, name: desk.edits.own(row_id, name),
        ),
        Field("sensitivity", _("Marking"), _choice(Sensitivity, _("As the plan"))),
    ]


def _ask() -> list[Field]:
    return [
        Field("action", _("What"), _prose(_("One act that they can do, or not do"))),
        Field("addressee_id", _("Who"), _pick, named="addressee"),
        Field("due_on", _("By"), _day),
        Field("window_id", _("Decision"), WindowChoice),
        Field("verification", _("Sign"), _prose(_("How we shall know that it was done"))),
        Field("met_on", _("Met on"), _day),
        Field("sensitivity", _("Marking"), _choice(Sensitivity, _("As the plan"))),
    ]


def _window() -> list[Field]:
    return [
        Field("title", _("Title"), _wrap()),
        Field("decision", _("Decision"), _prose(_("What is decided"))),
        Field("body_id", _("Body"), _pick, named="body"),
        Field("opens_on", _("Opens"), _day),
        Field("decides_on", _("Decides"), _day, lambda _desk, _id, _day: None),
        Field("closes_on", _("Closes"), _day),
        Field("certainty", _("Certainty"), _choice(Certainty)),
        Field("note", _("Note"), _prose("")),
    ]


def _step() -> list[Field]:
    return [
        Field("action", _("What"), _choice(StepAction)),
        Field("stakeholder_id", _("Who"), _pick, named="stakeholder"),
        Field("agreement", _("Agreement"), _choice(StepAgreement)),
        Field("due_on", _("By"), _day),
        Field("note", _("Note"), _prose("")),
    ]


def _bottom_line() -> list[Field]:
    return [
        Field("minimum", _("The least"), _prose(_("Below this we stop and consult"))),
        Field("ideal", _("Ideal"), _prose(_("What we would wish for"))),
        Field("consult", _("Consult"), _wrap(_("Whom, before going below"))),
        Field("sensitivity", _("Marking"), _choice(Sensitivity)),
    ]


def _red_line() -> list[Field]:
    return [
        Field("text", _("Red line"), _prose(_("What we do not accept, whatever is offered"))),
        Field("type", _("Type"), _choice(RedLineType)),
        Field("norm", _("Rests on"), _prose(_("The law, decision or principle"))),
        Field("may_lift", _("May lift it"), _wrap()),
        Field("rhetorical", _("Rhetorical: said, but open to talk"), lambda _desk, title: FlagField(title)),
        Field("sensitivity", _("Marking"), _choice(Sensitivity)),
    ]


def _change_step() -> list[Field]:
    return [
        Field("text", _("What"), _prose(_("What we do, or what follows from it"))),
        Field("assumption", _("Assuming"), _prose(_("What must be true for the next to follow"))),
    ]


def _consultation() -> list[Field]:
    return [
        Field("component", _("Component"), _choice(Component)),
        Field("how", _("Part"), _choice(Consultation)),
        Field("held_on", _("On"), _day),
        Field("by", _("By whom"), _wrap()),
        Field("agreed_line", _("Agreed line"), _prose(_("Who says what, and who does not"))),
    ]


_FIELDS: dict[str, Callable[[], list[Field]]] = {
    "objective": _objective,
    "ask": _ask,
    "decision_window": _window,
    "decision_step": _step,
    "bottom_line": _bottom_line,
    "red_line": _red_line,
    "change_step": _change_step,
    "movement_consultation": _consultation,
}


def _choice(kind: type[Choice], empty: str | None = None) -> Maker:
    return lambda _desk, title: ChoiceField(title, choices_of(kind, empty=empty))


def _prose(hint: str) -> Maker:
    return lambda _desk, title: ProseField(title, hint, 1)


def _wrap(hint: str = "") -> Maker:
    return lambda _desk, title: WrapField(title, hint)


def _line(hint: str) -> Maker:
    return lambda _desk, title: LineField(title, hint)


def _day(desk: Desk, title: str) -> DateField:
    return DateField(title, desk.theme)


def _pick(_desk: Desk, title: str) -> PickField:
    return PickField(title, _("Name of a stakeholder"))
