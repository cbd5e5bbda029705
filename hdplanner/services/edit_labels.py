"""The sentence of an edit, made when it is read: in the reader's language, with nothing of what was erased since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from hdplanner.domain.models import CLASSES
from hdplanner.i18n import N_, _
from hdplanner.storage.changes import Label

SENTENCES: dict[str, str] = {
    "office.start": N_("Start a new plan"),
    "office.update": N_("Change the office"),
    "campaign.add": N_("Add plan {campaign}"),
    "campaign.update": N_("Change plan {campaign}"),
    "campaign.close": N_("Close plan {campaign}"),
    "person.care": N_("Change the care for the data of {stakeholder}"),
    "person.keep": N_("Keep records of persons"),
    "sample.load": N_("Open the sample"),
    "file.restore": N_("Go back to a version"),
    "import.json": N_("Import a plan"),
    "import.stakeholders": N_("Import stakeholders"),
    "import.ties": N_("Import ties"),
    "import.activities": N_("Import activities"),
    "stakeholder.add": N_("Add {stakeholder}"),
    "stakeholder.update": N_("Change {stakeholder}"),
    "stakeholder.delete": N_("Delete {stakeholder}"),
    "stakeholder.assess": N_("Move {stakeholder}"),
    "stakeholder.target": N_("Set a target for {stakeholder}"),
    "stakeholder.roles": N_("Change the roles of {stakeholder}"),
    "stakeholder.involvement": N_("Change our work with {stakeholder}"),
    "stakeholder.names": N_("Change the names of {stakeholder}"),
    "stakeholder.holder": N_("Change the holder of {stakeholder}"),
    "stakeholder.motives": N_("Change the motives of {stakeholder}"),
    "stakeholder.tags": N_("Change the tags of {stakeholder}"),
    "stakeholder.contacts": N_("Change the contacts of {stakeholder}"),
    "stakeholder.leave": N_("Take {stakeholder} out of the plan"),
    "stakeholder.paste": N_("Paste a table"),
    "view.save": N_("Save view {saved_view}"),
    "view.delete": N_("Delete view {saved_view}"),
    "stakeholder.merge": N_("Make {stakeholder} one of two"),
    "stakeholder.distinct": N_("Say that {stakeholder} and another are two"),
    "assessment.update": N_("Change the assessment of {stakeholder}"),
    "assessment.delete": N_("Take back an assessment of {stakeholder}"),
    "scenario.add": N_("Add scenario {scenario}"),
    "scenario.update": N_("Change scenario {scenario}"),
    "scenario.delete": N_("Delete scenario {scenario}"),
    "scenario.move": N_("Move stakeholders in scenario {scenario}"),
    "tie.add": N_("Add a tie"),
    "tie.update": N_("Change a tie"),
    "tie.delete": N_("Delete a tie"),
    "messenger.add": N_("Add messenger {messenger}"),
    "messenger.update": N_("Change {messenger}"),
    "relation.set": N_("Record a relationship with {stakeholder}"),
    "relation.delete": N_("Take back a relationship with {stakeholder}"),
    "coalition.add": N_("Add coalition {coalition}"),
    "coalition.update": N_("Change coalition {coalition}"),
    "coalition.members": N_("Change the members of coalition {coalition}"),
    "coalition.delete": N_("Delete coalition {coalition}"),
    "network.place": N_("Move {stakeholder} in the drawing"),
    "route.plan": N_("Plan a route to {stakeholder}"),
    "activity.add": N_("Plan {activity}"),
    "activity.update": N_("Change {activity}"),
    "activity.delete": N_("Delete {activity}"),
    "activity.move": N_("Move {activity} in time"),
    "activity.schedule": N_("Schedule {activity}"),
    "activity.depend": N_("Change what {activity} waits for"),
    "sequence.apply": N_("Plan a sequence towards {decision_window}"),
    "message.add": N_("Add message {message}"),
    "message.update": N_("Change message {message}"),
    "message.move": N_("Reorder the messages"),
    "message.delete": N_("Delete a message"),
    "message.copy": N_("Copy a message"),
    "message.review": N_("Send message {message} to review"),
    "message.approve": N_("Approve message {message}"),
    "message.reopen": N_("Make message {message} a draft again"),
    "message.restore": N_("Take an earlier wording of {message} up again"),
    "message.check": N_("Check message {message} against the Principles"),
    "support.add": N_("Add a pillar to {message}"),
    "support.update": N_("Change a pillar of {message}"),
    "support.move": N_("Reorder the pillars of {message}"),
    "support.delete": N_("Delete a pillar of {message}"),
    "proof_point.add": N_("Add a proof point"),
    "proof_point.update": N_("Change a proof point"),
    "proof_point.delete": N_("Delete a proof point"),
    "proof.lay": N_("Put a proof point below {message}"),
    "proof.lift": N_("Take a proof point from {message}"),
    "variant.add": N_("Add a variant of {message}"),
    "variant.update": N_("Change a variant of {message}"),
    "variant.delete": N_("Delete a variant of {message}"),
    "counter_argument.add": N_("Add an answer to {message}"),
    "counter_argument.update": N_("Change an answer of {message}"),
    "counter_argument.move": N_("Reorder the answers of {message}"),
    "counter_argument.delete": N_("Delete an answer of {message}"),
    "word_choice.add": N_("Add a word"),
    "word_choice.update": N_("Change a word"),
    "word_choice.delete": N_("Delete a word"),
    "bank_line.add": N_("Keep a line or a quote"),
    "bank_line.update": N_("Change a line or a quote"),
    "bank_line.delete": N_("Delete a line or a quote"),
    "objective.add": N_("Add an objective"),
    "objective.update": N_("Change an objective"),
    "objective.move": N_("Reorder the objectives"),
    "objective.delete": N_("Delete an objective"),
    "ask.add": N_("Add an ask"),
    "ask.update": N_("Change an ask"),
    "ask.move": N_("Reorder the asks"),
    "ask.delete": N_("Delete an ask"),
    "ask.conflict": N_("Say whether two asks go together"),
    "red_line.add": N_("Add a red line"),
    "red_line.update": N_("Change a red line"),
    "red_line.move": N_("Reorder the red lines"),
    "red_line.delete": N_("Delete a red line"),
    "bottom_line.add": N_("Add a bottom line"),
    "bottom_line.update": N_("Change a bottom line"),
    "bottom_line.move": N_("Reorder the bottom lines"),
    "bottom_line.delete": N_("Delete a bottom line"),
    "change_step.add": N_("Add a step of change"),
    "change_step.update": N_("Change a step of change"),
    "change_step.move": N_("Reorder the steps of change"),
    "change_step.delete": N_("Delete a step of change"),
    "movement_consultation.add": N_("Record a consultation in the Movement"),
    "movement_consultation.update": N_("Change a consultation in the Movement"),
    "movement_consultation.delete": N_("Delete a consultation in the Movement"),
    "window.add": N_("Add decision window {decision_window}"),
    "window.update": N_("Change {decision_window}"),
    "window.delete": N_("Delete a decision window"),
    "window.move": N_("Move {decision_window}, with what hangs on it"),
    "step.add": N_("Add a step to a decision"),
    "step.update": N_("Change a step of a decision"),
    "step.move": N_("Reorder the steps of a decision"),
    "step.delete": N_("Take a step out of a decision"),
    "check.silence": N_("Silence a finding"),
    "check.unsilence": N_("Bring a finding back"),
    "check.fix": N_("Mend what a check found"),
    "pack.add": N_("Add pack {pack}"),
    "pack.update": N_("Change pack {pack}"),
    "pack.delete": N_("Delete pack {pack}"),
    "pack.sections": N_("Change the sections of pack {pack}"),
    "pack.ask": N_("Send pack {pack} to be cleared"),
    "pack.clear": N_("Clear pack {pack}"),
    "pack.reopen": N_("Make pack {pack} a draft again"),
    "pack.kind": N_("Make pack {pack} one of another kind"),
    "pack.about": N_("Change what pack {pack} is about"),
    "pack.annex": N_("Add an annex to pack {pack}"),
    "pack.drop_annex": N_("Take an annex out of pack {pack}"),
    "pack.hand_out": N_("Record a copy handed out"),
    "hand_out.return": N_("Record that a copy came back or was destroyed"),
    "hand_out.reopen": N_("Record that a copy is still out"),
    "audience.add": N_("Add audience {audience_profile}"),
    "audience.update": N_("Change audience {audience_profile}"),
    "audience.delete": N_("Delete an audience"),
    "marking.scheme": N_("Change the words of the markings"),
    "logo.set": N_("Choose the logo"),
    "logo.remove": N_("Remove the logo"),
    "attachment.update": N_("Change how far a file may travel"),
    "file.merge": N_("Merge a copy"),
    "file.resolve": N_("Decide a conflict"),
    "bin.restore": N_("Bring back what was deleted"),
    "file.upgrade": N_("Take the file to this version of the app"),
}
"""One sentence an edit key; a name in braces is a table whose row the label's ids give."""

FIRST_STEPS = frozenset({"office.start", "sample.load"})
"""With what a file begins; without it there is none to work in, so that nobody is offered to undo it."""

_SEVERAL: dict[str, str] = {
    "activity.update": N_("Change {number} activities"),
    "activity.delete": N_("Delete {number} activities"),
    "activity.move": N_("Move {number} activities in time"),
    "activity.schedule": N_("Schedule {number} activities"),
    "stakeholder.assess": N_("Move {number} stakeholders"),
    "stakeholder.target": N_("Set a target for {number} stakeholders"),
    "assessment.update": N_("Change {number} assessments"),
    "stakeholder.delete": N_("Delete {number} stakeholders"),
    "stakeholder.update": N_("Change {number} stakeholders"),
    "person.care": N_("Change the care for the data of {number} persons"),
    "hand_out.return": N_("Record that {number} copies came back or were destroyed"),
    "hand_out.reopen": N_("Record that {number} copies are still out"),
    "stakeholder.leave": N_("Take {number} stakeholders out of the plan"),
    "stakeholder.paste": N_("Paste {number} stakeholders"),
    "network.place": N_("Move {number} stakeholders in the drawing"),
    "tie.update": N_("Change {number} ties"),
    "tie.delete": N_("Delete {number} ties"),
}
"""The sentence where an edit was about several: its ids then hold ``number`` instead of a key."""

_GONE: dict[str, str] = {
    "view.delete": N_("Delete a view"),
    "stakeholder.delete": N_("Delete a stakeholder"),
    "activity.delete": N_("Delete an activity"),
    "pack.delete": N_("Delete a pack"),
    "coalition.delete": N_("Delete a coalition"),
    "scenario.delete": N_("Delete a scenario"),
}
"""The sentence of a deletion whose row is gone, as it mostly is when the sentence is read."""

_UNKNOWN = N_("a deleted record")


def sentence(
    session: Session,
    label: Label,
    translate: Callable[[str], str] = _,
    called: Callable[[str, str], str] | None = None,
) -> str:
    """Return what an edit is called, such as "Move Ministry of Finance".

    A row that is gone, or was erased, is "a deleted record": the label itself holds no name. The history, which
    knows more, hands in what a row of a table is ``called``.
    """
    if "number" in label.ids and label.key in _SEVERAL:
        return translate(_SEVERAL[label.key]).format(number=label.ids["number"])
    template = SENTENCES.get(label.key)
    if template is None:
        return translate(N_("Edit"))
    known = called or (lambda table, key: _name(session, table, key, translate))
    names = {table: known(table, key) if table in CLASSES else "" for table, key in label.ids.items()}
    if label.key in _GONE and translate(_UNKNOWN) in names.values():
        return translate(_GONE[label.key])
    return translate(template).format_map(defaultdict(lambda: translate(_UNKNOWN), names))


def _name(session: Session, table: str, key: str, translate: Callable[[str], str]) -> str:
    mapped = CLASSES[table]
    column = mapped.__table__.c.get("name")
    if column is None:
        column = mapped.__table__.c.get("title")
    if column is None:
        return ""
    found = session.execute(select(column).where(mapped.id == key)).scalar_one_or_none()
    return str(found) if found else translate(_UNKNOWN)
