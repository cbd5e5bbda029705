"""What fields and kinds of records are called, where a sentence has to name one.

Keys are the names in commands and files, and never change; the words are shown, translated.
"""

from __future__ import annotations

from collections.abc import Callable

from hdplanner.i18n import N_, _

FIELD_LABELS: dict[str, str] = {
    "actor_type": N_("Type of actor"),
    "admiralty": N_("Admiralty code"),
    "assessed_position": N_("Assessed position"),
    "assessment": N_("The assessment"),
    "at_risk": N_("At risk"),
    "checked_on": N_("Last checked"),
    "cleared_by": N_("Cleared by"),
    "code_name": N_("Code name"),
    "confidence": N_("Confidence"),
    "copy_number": N_("Copy number"),
    "country": N_("Country"),
    "data_source": N_("Source of the data"),
    "days_before": N_("Days before the decision"),
    "days_until": N_("Days before the decision"),
    "depends_on": N_("Waits for"),
    "description": N_("Description"),
    "desired_engagement": N_("Desired engagement"),
    "do_not_approach": N_("Do not approach"),
    "do_not_approach_why": N_("Why not to approach"),
    "ends_at": N_("Ends"),
    "engagement": N_("Engagement"),
    "evidence": N_("Evidence"),
    "evidence_type": N_("Kind of evidence"),
    "familiarity": N_("Knows the norm"),
    "form_of_address": N_("Form of address"),
    "from": N_("From"),
    "impact": N_("Impact"),
    "influence": N_("Influence"),
    "interest": N_("Interest"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "level": N_("Level"),
    "likelihood": N_("Likelihood"),
    "made_on": N_("Date of the assessment"),
    "mandate": N_("Mandate"),
    "name": N_("Name"),
    "next_step": N_("Next step"),
    "note": N_("Note"),
    "objective_id": N_("Objective"),
    "other_name": N_("Other name"),
    "paper": N_("Paper"),
    "parent": N_("Belongs to"),
    "parent_id": N_("Belongs to"),
    "position": N_("Position"),
    "precedence": N_("Precedence"),
    "pronunciation": N_("Pronunciation"),
    "recipient": N_("Recipient"),
    "relationship": N_("Relationship"),
    "review_by": N_("Review by"),
    "role": N_("Role"),
    "route": N_("The route"),
    "seen_on": N_("Seen on"),
    "sensitivities": N_("Take care"),
    "sensitivity": N_("Sensitivity"),
    "sequence": N_("The sequence"),
    "short_name": N_("Short name"),
    "sign": N_("Sign"),
    "source": N_("Source"),
    "stakeholder_id": N_("Stakeholder"),
    "starts_at": N_("Begins"),
    "stated_position": N_("Stated position"),
    "stated_words": N_("Stated, in their words"),
    "strength": N_("Strength"),
    "tag": N_("Tag"),
    "target_position": N_("Target position"),
    "tie": N_("The tie"),
    "title": N_("Title"),
    "to": N_("To"),
    "window_id": N_("Decision window"),
    "zone": N_("Time zone"),
}

NOUNS: dict[str, str] = {
    "activity": N_("activity"),
    "assessment": N_("assessment"),
    "decision_window": N_("decision window"),
    "message": N_("message"),
    "sequence": N_("sequence"),
    "campaign": N_("plan"),
    "objective": N_("objective"),
    "coalition": N_("coalition"),
    "messenger": N_("messenger"),
    "office": N_("office"),
    "pack": N_("pack"),
    "post_holder": N_("holder of a post"),
    "scenario": N_("scenario"),
    "relation": N_("relationship"),
    "stakeholder": N_("stakeholder"),
    "stakeholder_name": N_("further name"),
    "team_member": N_("team member"),
    "tie": N_("tie"),
}


def field_label(field: str, translate: Callable[[str], str] = _) -> str:
    """Return what people call a field; one that only we see keeps its key, as words."""
    label = FIELD_LABELS.get(field)
    return field.replace("_", " ") if label is None else translate(label)


def noun(table: str, translate: Callable[[str], str] = _) -> str:
    """Return what people call a record of this table."""
    word = NOUNS.get(table)
    return table.replace("_", " ") if word is None else translate(word)
