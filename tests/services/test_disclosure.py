"""What an audience may not see is not in the data: names, judgements, sources, red lines, drafts, whole records."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

import pytest

from hdplanner.domain.base import derived_id
from hdplanner.domain.channels import Activity
from hdplanner.domain.messages import Message, MessageProof, ProofPoint, Support
from hdplanner.domain.objectives import Ask, Objective, RedLine
from hdplanner.domain.risks import Risk
from hdplanner.domain.stakeholders import Assessment, Stakeholder
from hdplanner.domain.values import Audience, Disclosure, MessageStatus, Sensitivity
from hdplanner.services import assessments, campaigns, profiles, stakeholders
from hdplanner.services.disclosure import lens_for
from hdplanner.services.plan_view import plan_view
from hdplanner.storage import Label

TODAY = date(2026, 11, 22)

SECRETS = {
    "name": "Ministry of Finance",
    "source": "Told by the usher",
    "redline": "Never sign without article 14",
    "judgement": "Wavers under pressure",
    "note": "Why the ministry fears the cost",
    "draft": "Draft line nobody approved",
    "background": "Leaked budget figure",
    "raised": "Only when they ask",
    "strict": "Strictly confidential risk",
    "at_risk": "Village committee",
}
"""One text of each kind that is hidden from somebody."""


@pytest.fixture
def filled(document, plan):
    """A plan that holds every kind of secret."""

    def fill(session):
        objective = Objective(
            campaign_id=plan.campaign, title="A law for disasters", indicator=SECRETS["note"]
        )
        session.add(objective)
        session.flush()
        ask = Ask(objective_id=objective.id, addressee_id=plan.ministry, action="Ministry of Finance agrees")
        session.add_all([ask, RedLine(objective_id=objective.id, text=SECRETS["redline"])])
        move = {
            "influence": 5,
            "assessed_position": -1,
            "evidence": SECRETS["judgement"],
            "source": SECRETS["source"],
        }
        assessments.assess(
            session, campaign_id=plan.campaign, moves={plan.ministry: move}, made_on=TODAY, author="HD"
        )
        _message(session, plan.campaign, "Speed saves money", MessageStatus.APPROVED)
        session.add(Message(campaign_id=plan.campaign, title=SECRETS["draft"], core_line=SECRETS["draft"]))
        session.add(
            Risk(
                campaign_id=plan.campaign,
                title=SECRETS["strict"],
                sensitivity=Sensitivity.STRICTLY_CONFIDENTIAL,
            )
        )
        session.add(
            Activity(
                campaign_id=plan.campaign,
                title="Meet the Ministry of Finance",
                stakeholder_id=plan.ministry,
                starts_at=datetime(2026, 12, 5, 10),  # noqa: DTZ001  a planned local time
            )
        )
        stakeholders.add_stakeholder(
            session, name=SECRETS["at_risk"], campaign_id=plan.campaign, at_risk=True
        )
        profiles.add_name(
            session, plan.ministry, name="وزارة المالية", language="ar", kind=profiles.NameKind.OFFICIAL
        )

    document.edit(Label("x"), fill)
    return plan


def _message(session, campaign_id, line, status):
    message = Message(campaign_id=campaign_id, title="Customs", core_line=line, status=status)
    proofs = [
        ProofPoint(campaign_id=campaign_id, text="Eleven days", disclosure=Disclosure.MAY_BE_SAID),
        ProofPoint(campaign_id=campaign_id, text=SECRETS["raised"], disclosure=Disclosure.IF_RAISED),
        ProofPoint(campaign_id=campaign_id, text=SECRETS["background"], disclosure=Disclosure.BACKGROUND),
    ]
    session.add_all([message, *proofs, Support(message_id=message.id, text="A support")])
    session.flush()
    for proof in proofs:
        key = derived_id("message_proof", message.id, proof.id)
        session.add(MessageProof(id=key, message_id=message.id, proof_id=proof.id))


def view(document, plan, audience, language=""):
    return document.read(lambda s: plan_view(s, plan.campaign, audience, today=TODAY, language=language))


def shown(document, plan, audience, language=""):
    """Everything that a pack could be made of, as one text."""
    return repr(asdict(view(document, plan, audience, language)))


def test_we_ourselves_see_everything(document, filled):
    text = shown(document, filled, Audience.INTERNAL)
    missing = [kind for kind, secret in SECRETS.items() if secret not in text and kind != "source"]
    assert missing == []
    seen = document.read(lambda s: lens_for(s, Audience.INTERNAL).rows(s, Assessment))
    assert seen[0].source == SECRETS["source"]


def test_a_principal_sees_judgements_and_red_lines_but_no_source(document, filled):
    text = shown(document, filled, Audience.PRINCIPAL)
    for kind in ("name", "redline", "judgement", "background"):
        assert SECRETS[kind] in text
    (row,) = document.read(lambda s: lens_for(s, Audience.PRINCIPAL, filled.campaign).rows(s, Assessment))
    assert row.source == ""
    assert row.influence == 5


def test_a_partner_sees_the_plan_under_code_names_and_nothing_else(document, filled):
    text = shown(document, filled, Audience.PARTNER)
    leaked = [kind for kind, secret in SECRETS.items() if secret in text]
    assert leaked == []
    assert "A law for disasters" in text
    assert "Cedar" in text
    assert "وزارة المالية" not in text


def test_stakeholders_are_called_by_their_names_in_a_language(document, filled):
    seen = view(document, filled, Audience.PRINCIPAL, "ar-TN")
    (row,) = [row for row in seen.stakeholders if row.id == filled.ministry]
    assert row.name == "وزارة المالية"
    assert seen.originals == {filled.ministry: SECRETS["name"]}
    assert seen.objectives[0].asks[0].addressee == "وزارة المالية"
    french = view(document, filled, Audience.INTERNAL, "fr")
    assert SECRETS["name"] in {row.name for row in french.stakeholders}
    assert french.originals == {}


@pytest.mark.parametrize("audience", [Audience.PARTNER, Audience.PUBLIC])
def test_no_language_shows_an_outsider_a_name(document, filled, audience):
    text = shown(document, filled, audience, "ar")
    assert "وزارة المالية" not in text
    assert SECRETS["name"] not in text
    assert view(document, filled, audience, "ar").originals == {}


def test_code_names_are_the_same_in_fields_and_in_free_text(document, filled):
    seen = view(document, filled, Audience.PARTNER)
    (ask,) = seen.objectives[0].asks
    code = next(row.name for row in seen.stakeholders if row.id == filled.ministry)
    assert ask.addressee == code
    assert ask.action == f"{code} agrees"
    assert seen.activities[0].title == f"Meet the {code}"


def test_known_names_are_replaced_in_any_capitals_and_in_any_script(document, filled):
    lens = document.read(lambda s: lens_for(s, Audience.PARTNER, filled.campaign))
    hidden = lens.pseudonyms.hide("MINISTRY OF FINANCE and وزارة المالية, not Ministry of Financers")
    code = lens.pseudonyms.of(filled.ministry)
    assert hidden == f"{code} and {code}, not Ministry of Financers"


def test_a_partner_gets_no_judgement_even_as_a_number(document, filled):
    seen = view(document, filled, Audience.PARTNER)
    assert not seen.judgements
    assert {(row.influence, row.position, row.confidence) for row in seen.stakeholders} == {
        (None, None, None)
    }
    assert seen.balance.support == seen.balance.opposition == 0


def test_the_public_sees_only_approved_lines_that_may_be_said(document, filled):
    seen = view(document, filled, Audience.PUBLIC)
    assert [message.core_line for message in seen.messages] == ["Speed saves money"]
    assert [proof.text for proof in seen.messages[0].proofs] == ["Eleven days"]
    assert seen.stakeholders == seen.objectives == seen.activities == seen.risks == ()
    text = repr(asdict(seen))
    assert [kind for kind, secret in SECRETS.items() if secret in text] == []


def test_the_frame_of_a_confidential_plan_is_no_more_than_its_title_in_public(document, filled):
    document.edit(
        Label("x"), lambda s: campaigns.update_campaign(s, filled.campaign, problem="The State is late")
    )
    assert view(document, filled, Audience.INTERNAL).frame.problem == "The State is late"
    frame = view(document, filled, Audience.PUBLIC).frame
    assert (frame.title, frame.problem) == ("Disaster law", "")


def test_in_public_no_code_name_tells_stakeholders_apart(document, filled):
    document.edit(
        Label("x"),
        lambda s: campaigns.update_campaign(
            s, filled.campaign, title="Union of mayors and Ministry of Finance"
        ),
    )
    assert view(document, filled, Audience.PARTNER).frame.title.startswith("Cedar and ")
    assert view(document, filled, Audience.PUBLIC).frame.title == "(name left out) and (name left out)"


def test_the_marking_is_the_highest_of_what_is_in(document, filled):
    assert view(document, filled, Audience.INTERNAL).marking is Sensitivity.STRICTLY_CONFIDENTIAL
    assert view(document, filled, Audience.PARTNER).marking is Sensitivity.CONFIDENTIAL
    assert view(document, filled, Audience.PUBLIC).marking is Sensitivity.PUBLIC


def test_who_is_at_risk_leaves_no_trace_for_others(document, filled):
    seen = document.read(lambda s: lens_for(s, Audience.PARTNER, filled.campaign).rows(s, Stakeholder))
    assert len(seen) == 5


def test_every_column_declares_what_it_reveals():
    from hdplanner.domain.models import METADATA

    allowed = {"name", "contact", "judgement", "source", "redline", "note", "none"}
    silent = [
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if column.info.get("reveals") not in allowed
    ]
    assert silent == []


def test_a_hidden_column_is_not_even_selected(document, filled):
    """A value that never leaves the file cannot leak: sources are empty in the rows, not blanked later."""
    from sqlalchemy import event

    statements = []
    engine = document.read(lambda s: s.get_bind())
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    document.read(lambda s: lens_for(s, Audience.PARTNER, filled.campaign).rows(s, Assessment))
    read = [one for one in statements if "FROM assessment" in one]
    assert read
    assert all("assessment.source" not in one and "assessment.evidence" not in one for one in read)


@pytest.mark.parametrize("flag", ["objected", "restricted"])
@pytest.mark.parametrize("audience", list(Audience))
def test_nobody_is_shown_who_has_objected_or_whose_use_is_restricted(
    document, plan, flag: str, audience: Audience
) -> None:
    document.edit(
        Label("test"),
        lambda session: stakeholders.update_stakeholders(session, [plan.ministry], **{flag: True}),
    )

    shown = document.read(
        lambda session: lens_for(session, audience, plan.campaign).rows(session, Stakeholder)
    )

    assert plan.ministry not in {row.id for row in shown}
